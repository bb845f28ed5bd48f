//! Whether training or recruitment is that of the municipality's own staff.
//!
//! *Example*: "Alle sagsbehandlere var på kursus.", "Medarbejderne opkvalificeres i it.", "rekruttering af sagsbehandlere"
//!
//! *Not this*: firms' staff ("opkvalificering af virksomhedernes medarbejdere").

use super::context::Near;

/// Labels that staff's own training shares with that of the unemployed.
pub(super) fn is_training(label: &str) -> bool {
    [
        "opkvalificer",
        "kompetenceudvik",
        "kompetenceløft",
        "efteruddanne",
        "videreuddannelse",
        "kursus",
        "kurser",
        "uddannelsesforløb",
        "faglig opgradering",
        "coaching",
        "introduktionsprogram",
        "webinar",
    ]
    .iter()
    .any(|stem| label.starts_with(stem))
}

/// Posts of the municipality's own; labor is short in others, for which the unemployed are trained.
const OWN_POSTS: &[&str] = &[
    "sagsbehandler",
    "socialrådgiver",
    "jobkonsulent",
    "virksomhedskonsulent",
    "fagchef",
    "afdelingsleder",
    "frivillige",
];

impl Near<'_, '_> {
    /// "opkvalificering af medarbejderne", "medarbejderne har været igennem opkvalificering"; firms' staff is meant
    /// where firms are named.
    pub(super) fn is_for_staff(&self, word: &str) -> bool {
        let mut object = self.words(self.after(6));
        let direct = matches!(object.next(), Some("af" | "for" | "til" | "blandt"))
            && object.take_while(|w| !matches!(*w, "," | "og" | "til" | "med")).any(is_staff);
        let takes = |w: &str| {
            matches!(w, "igennem" | "fået" | "får" | "tilbydes")
                || w.starts_with("gennemgå")
                || w.starts_with("gennemfør")
                || w.starts_with("delta")
                || w.starts_with("modtag")
        };
        // "alle sagsbehandlere var på kursus", "lederne er i gang med efteruddannelse"
        let course = word.starts_with("kurs") && self.words(self.before(4)).any(|w| w == "på");
        let under_way = self.words(self.before(2)).eq(["gang", "med"]);
        let takes = |w: &str| takes(w) || course || under_way;
        let subject = self.before(8);
        let taken = subject.clone().find(|&at| is_staff(self.parsed.lower(at))).is_some_and(|at| {
            self.words(at..subject.end).any(takes)
                && !self.words(at..subject.end).any(|w| matches!(w, "borgere" | "ledige"))
        });
        // "Jobcentrets medarbejdere opkvalificeres"
        let passive = word.ends_with("es") && self.words(self.before(2)).any(is_staff);
        (direct || taken || passive)
            && !self.any(-6, 8, |w| w.starts_with("virksomhed") && !w.starts_with("virksomhedskons"))
    }

    /// "rekruttering af sagsbehandlere"
    pub(super) fn is_own_recruitment(&self) -> bool {
        let own = |word: &str| OWN_POSTS.iter().any(|post| word.starts_with(post));
        let mut object = self.words(self.after(4));
        object.next() == Some("af") && object.any(own)
    }
}

fn is_staff(word: &str) -> bool {
    [
        "medarbejder",
        "ansatte",
        "personale",
        "sagsbehandler",
        "jobkonsulent",
        "virksomhedskonsulent",
        "rådgiverne",
        "konsulenterne",
        "lederne",
    ]
    .iter()
    .any(|staff| word.starts_with(staff))
        || word == "ledere"
}
