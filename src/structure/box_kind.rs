//! The standard headings of plans, and what they announce: "MÅL", "Konkrete aktiviteter", "Sådan gør vi", "Baggrund".

use crate::pattern::{Regex, pattern_set};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What a box or standard sub-heading of a plan holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxKind {
    /// "BESKÆFTIGELSESMINISTERENS MÅLSÆTNING", "Ministermål"
    Minister,
    /// "UDVALGETS MÅLSÆTNINGER": objectives set by a political body
    Objectives,
    /// "MÅL", "Resultatmål": results to reach
    Goals,
    /// "Konkrete aktiviteter", "Sådan gør vi"
    Activities,
    /// "Pejlemærker", "Fokusområder"
    Beacons,
    /// "Strategi", "Strategi og indsats": prose on what will be done
    Strategy,
    /// "Status", "Baggrund": prose on how things are
    Prose,
}

const MINISTER: &str = r"^(?:(?:det|hvad) vil (?:beskæftigelses)?ministeren|(?:beskæftigelses)?ministeren vil)$|^(?:de |vores |det er )?(?:\w+ )?(?:beskæftigelses)?minister(?:ens|en|iets)? ?(?:\w+ ){0,2}(?:mål|målsætning|målsætninger|målsætningerne|målene|beskæftigelsespolitiske mål)$|^(?:de |det )?(?:\w+ )?(?:ministermål|ministermålene|ministermålet)(?: i spil| vi understøtter| understøttes| der understøttes)?$|^(?:her |sådan |dermed )?bidrager (?:vi|indsatsen|området|kapitlet) til$|^(?:vi bidrager til|bidrager til|understøtter|vi understøtter|indsatsen understøtter|kobling til ministermål(?:ene)?|sammenhæng til ministermål(?:ene)?|understøttede ministermål|bidrag til ministermål(?:ene)?|(?:her )?(?:vi )?(?:understøtter|bidrager)(?: vi)?(?: til)? ministermål(?:et|ene)?)$|^(?:de |relaterede |tilknyttede |fem |fire |tre |seks )*(?:nationale mål|landspolitiske mål|nationale målsætninger|nationale målsætning)$|^(?:de |fem |fire |tre |seks )*(?:nationale |vejledende )(?:\w+ )?(?:mål|beskæftigelsesmål)$";
const OBJECTIVES: &str = r"^(?:(?:.*(?:udvalgets|udvalgenes|byrådets|byrådenes|kommunalbestyrelsens|magistratens)|(?:.* )?politiske) (?:\w+ )?(?:mål|målsætning|målsætninger|målsætningerne|vision|visioner|ambitioner))$|^(?:(?:\w+ ){1,2}kommunes |kommunens |vores |konkrete |overordnede |overordnet )*(?:målsætning|målsætninger|målsætningerne)$";
const GOALS: &str = r"^(?:(?:\w+ ){1,2}kommunes |vores |konkrete |operationelle |lokale |fælles |kvantitative |kommunens |jobcentrets |jobcenterets |rådets |øvrige |supplerende |egne |målbare )*(?:mål|målet|målene|måltal|resultatmål|(?:byrådets|kommunalbestyrelsens|udvalgets|årets) (?:resultatmål|resultatkrav|måltal)|delmål|effektmål|resultatkrav|succeskriterier|succeskriterium|resultatmålene|mål og resultatkrav|mål og måltal|det vil vi opnå|det vil vi nå|hvad vil vi opnå|hvad vil vi nå|hvad skal vi nå|hvad skal vi opnå|det skal vi nå|vi vil opnå|det skal vi lykkes med|sådan måler vi|sådan måler vi det|sådan vil vi måle|sådan vil vi måle det|sådan måler vi succes|hvordan måler vi(?: succes| det| effekten| resultaterne| på det)?|hvordan vil vi måle(?: det| succes| effekten)?|hvordan måles (?:det|indsatsen|effekten|succesen)|det skal vi kunne se|sådan kan vi se det|det måler vi på|vi måler på|hvad vil vi|hvad er målet|hvad er vores mål|hvor vil vi hen|her vil vi hen|hertil vil vi|dér vil vi hen|der vil vi hen|hvilke mål har vi|det vil vi lykkes med|vi skal lykkes med|vi vil lykkes med|det stræber vi efter|det arbejder vi hen imod|vi lykkes når|vi er lykkedes når|så er vi lykkedes|så er vi lykkedes når|vi er i mål når|(?:hvornår|hvordan|sådan) (?:er|kommer) vi i mål|hvornår (?:er vi lykkedes|lykkes vi|har vi nået målet|er målet nået)|hvordan ved vi(?: at)? vi er i mål|succes er når|det er en succes når|vi ved at vi lykkes når|vi er lykkedes hvis|vi lykkes hvis|tegn på succes|succesmål|indikatorer|ambition|ambitioner|vision|visionen|visioner|mission|vision og mission|måltal og indikatorer|(?:det|dette|sådan|her) (?:måler|måles) (?:vi|indsatsen|effekten|succesen|resultaterne)(?: \p{L}+){0,2}(?: på)?|(?:det|dette) (?:vil|skal|kan) (?:vi|i) (?:kunne )?(?:måles|måle \p{L}+) på|vi (?:måler os|måles|vil måles|skal måles) på|vi måler(?: \p{L}+){0,2}|målepunkt|målepunkter|resultatindikatorer|effektindikatorer|kvantitative mål|(?:de )?forvent(?:et|ede) (?:resultat|resultater|effekt|effekter)|(?:de )?ønskede (?:resultater|effekter|effekt)|hvad vi vil (?:opnå|nå)|(?:det|hvad) (?:ønsker|forventer|håber|skal|vil) vi(?: gerne)?(?: at)? (?:opnå|nå)|det er (?:målet|vores mål)|vores mål er|sådan ser succes(?:en)? ud|hvad er succes(?:en)?|(?:sådan|hvordan) (?:ved|kan) vi(?: se)?(?: at)? (?:vi er lykkedes|vi lykkes|det lykkes|det virker|det er lykkedes)|hvad vil vi lykkes med|resultater vi vil nå|det vil vi nå i mål med|det skal komme ud af det|vi vil kunne se at|hvad skal der (?:opnås|nås)|det vil vi måle på|så er målet nået|overordnede mål|kvalitative mål)$";
const ACTIVITIES: &str = r"^(?:vores |konkrete |vigtigste |væsentligste |fremadrettede |fremtidige |aktuelle |igangsatte og |lokale |centrale |planlagte |udvalgte |nye |væsentlige |primære |særlige |kommende |kommunens |jobcentrets |jobcenterets |de )*(?:aktivitet|aktiviteter|aktiviteterne|handling|initiativ|indsatser|indsatserne|initiativer|handlinger|tiltag|aktiviteter og indsatser|indsatser og aktiviteter|mål og aktiviteter|handleplan|sådan gør vi|sådan gør vi det|sådan vil vi gøre|sådan vil vi gøre det|sådan når vi det|sådan når vi dertil|sådan kommer vi dertil|hvordan|hvordan gør vi|hvordan gør vi det|hvordan vil vi gøre det|hvordan vil vi nå målet|hvordan når vi målet|hvordan når vi målene|hvordan når vi det|hvilke (?:indsatser|aktiviteter|initiativer|tiltag|handlinger) (?:sætter|igangsætter|iværksætter|tager|gennemfører|har|vil|skal)(?: \p{L}+){0,4}|(?:hvad|det) (?:sætter|igangsætter|iværksætter) vi(?: \p{L}+){0,2}|hvordan kommer vi dertil|sådan når vi målet|sådan når vi målene|det gør vi|det vil vi gøre|vi gør det ved at|det betyder at vi|det gør vi ved at|det vil vi gøre ved at|det vil vi|hvad gør vi|hvad vil vi gøre|vi vil|(?:vores |kommunens |jobcentrets |jobcenterets )?løfter(?: til \p{L}+(?: som \p{L}+)?)?|(?:det |dette )?lover vi(?: \p{L}+)?|vi lover(?: \p{L}+)?|(?:her )?kan du forvente|det kan du forvente(?: af \p{L}+)?|konkret (?:vil|gør) vi|det gør vi konkret|hvad gør vi konkret|(?:det|her) (?:sætter|igangsætter|iværksætter|tager) vi (?:ind|i gang|fat på)|vi sætter (?:i gang|ind)|det sætter vi i værk|det fortsætter vi(?: med)?|vi fortsætter(?: med)?|det arbejder vi videre med|(?:de )?næste skridt|hvad skal der ske|det skal der ske|det sker der|hvad vil vi konkret|det vil vi konkret|sådan griber vi det an|hovedindsatser|kerneindsatser|kerneaktiviteter|handlingsplan|handlingsplanen|handleplaner|milepæle|vores greb|indsatser og initiativer|initiativer og indsatser|tiltag og aktiviteter|aktiviteter og tiltag|veje til målet|vejen til målet|vejen dertil|sådan når vi i mål|sådan kommer vi videre|sådan vil vi arbejde|sådan vil vi nå (?:målet|målene|det|dertil)|sådan vil vi komme dertil|det vil vi arbejde (?:med|for)|det vil vi sætte i gang|det vil vi igangsætte|vi iværksætter|vi igangsætter|vi gør|vi vil derfor|derfor vil vi|(?:hvordan|sådan) (?:skal|kan|vil) vi nå (?:målet|målene|det)|metoder og indsatser|(?:indsatser|initiativer|tiltag|aktiviteter)(?:,? der skal| til| for)(?: at)? (?:opfyldelse af|indfrielse af|opnåelse af|nå|indfri|opfylde) (?:målet|målene)|hovedaktiviteter|i (?:20\d\d|planperioden) vil vi|hvad skal vi gøre)$";
const BEACONS: &str = r"^(?:vores |lokale |politiske |strategiske |udvalgte |kommunens |udvalgets |byrådets |rådets |de |fire |fem |tre |seks )*(?:pejlemærker|pejlemærkerne|fokusområder|fokuspunkter|fokusområderne|indsatsområder|indsatsområderne|strategiske mål|strategiske målsætninger|strategisk mål|strategisk målsætning|lokale målsætninger|lokale mål|lokal målsætning|lokalt mål)$";
const STRATEGY: &str = r"^(?:vores |lokal |jobcentrets |kommunens )*(?:strategi|strategien|strategier|strategierne|indsats|indsatsen|strategi(?: og |/)indsats|strategier og indsatser|indsats(?: og |/)strategi|mål og strategi|tilgang|indsatsen i praksis|planlagte indsats|fremadrettet|fremadrettet indsats|den fremadrettede indsats|fremtidig indsats|planlagt indsats|strategi for indsatsen)$";
const PROSE: &str = r"^(?:status|baggrund|udfordringer|udfordring|udfordringen|udfordringerne|udfordringsbillede|situation|resumé|opfølgning|opfølgningen|målgruppe|målgruppen|målgrupper|formål|formålet|hvorfor|hvorfor er det vigtigt|hvad er udfordringen|hvad er udfordringerne|hvor står vi|hvor er vi|hvor er vi i dag|hvad|hvordan følger vi op|hvordan følges der op|sådan følger vi op på målene|resultater|situationen|den aktuelle situation|aktuel status|status og udfordringer|beskrivelse|begrundelse|samarbejde|samarbejdspartnere|økonomi|organisering|fakta|sådan følger vi op|indikator|baseline|ansvarlig|ansvarlige|tidsfrist|frist|tidsplan|tidshorisont|tidsramme|det gør vi (?:allerede|i dag|nu)|sådan gør vi i dag|det har vi gjort|hvad har vi gjort|hvad gør vi (?:allerede|i dag)|det er vi (?:allerede )?i gang med|det gør vi i forvejen|her står vi(?: i dag)?|her er vi(?: i dag)?|sådan ser det ud(?: i dag| nu)?|sådan står det til|hvordan ser det ud(?: i dag)?|hvordan går det|det ved vi|hvad ved vi|udgangspunkt|udgangspunktet|nuværende indsats|den nuværende indsats|kontekst|data|tal og fakta|fakta og tal|nøgletal|risici|forudsætninger|afgrænsning|evaluering|målopfølgning|opfølgning og evaluering|budget|ressourcer|tovholder|udfordringer og muligheder|muligheder og udfordringer|status og udvikling|udvikling|udviklingen|analyse|aktuel situation|situationen i dag|beskrivelse af målgruppen|opfølgning på mål(?:ene)?|status på mål(?:ene)?|målopfyldelse|målopfyldelsen)$";
/// The standard headings of each kind; one that is of two kinds is of the first.
const KINDS: [(&str, BoxKind); 7] = [
    (MINISTER, BoxKind::Minister),
    (OBJECTIVES, BoxKind::Objectives),
    (BEACONS, BoxKind::Beacons),
    (GOALS, BoxKind::Goals),
    (ACTIVITIES, BoxKind::Activities),
    (STRATEGY, BoxKind::Strategy),
    (PROSE, BoxKind::Prose),
];

/// All of them without æ, ø and å, which text recognition loses: "Sådan gor vi", "Maltal". Other lines are rejected in
/// one pass.
static FOLDED: LazyLock<Regex> =
    LazyLock::new(|| pattern_set(&KINDS.map(|(source, _)| fold(source).into_owned()).each_ref().map(String::as_str)));
/// Whose plan it is, by its own headings.
const OWNERS: [&str; 8] = [
    "jobcentret",
    "jobcenteret",
    "kommunen",
    "byrådet",
    "kommunalbestyrelsen",
    "udvalget",
    "forvaltningen",
    "centeret",
];

/// Longer headings must have their letters.
const MOST_FOLDED: usize = 30;
static STANDARD: LazyLock<Regex> = LazyLock::new(|| pattern_set(&KINDS.map(|(source, _)| source)));

fn fold(text: &str) -> Cow<'_, str> {
    match text.contains(['æ', 'ø', 'å']) {
        true => Cow::Owned(text.replace('æ', "ae").replace('ø', "o").replace('å', "a")),
        false => Cow::Borrowed(text),
    }
}

/// What a heading announces, by its wording; None for a heading of the plan's own.
pub fn box_kind(heading: &str) -> Option<BoxKind> {
    if heading.len() > 120 {
        return None;
    }
    let plain = plain(heading);
    let find = |text: &str| {
        let folded = FOLDED.first_of_set(&fold(text))?;
        let first = if text.len() > MOST_FOLDED { STANDARD.first_of_set(text)? } else { folded };
        Some(KINDS[first].1)
    };
    // "Resultatmål for Jobcenter Ravnsted", "Indsatser på virksomhedsområdet": what comes after tells for whom.
    // "Målet for 2016 er højst 410 fuldtidspersoner" is a sentence.
    let tells = || {
        let verbs = ["er", "skal", "vil", "bliver", "blev", "var", "kan", "bør", "har"];
        heading.trim_end().ends_with('.') || plain.split(' ').any(|word| verbs.contains(&word))
    };
    let before = |joint: &str| plain.find(joint).filter(|_| !tells()).map(|at| &plain[..at]);
    find(&plain).or_else(|| find(&in_own_name(&plain)?)).or_else(|| {
        let opening = before(" for ").or_else(|| before(" i ")).or_else(|| before(" på "))?;
        find(opening).filter(|kind| {
            matches!(
                kind,
                BoxKind::Goals | BoxKind::Objectives | BoxKind::Activities | BoxKind::Minister | BoxKind::Beacons
            )
        })
    })
}

/// The heading as the owner itself says it: "det vil vi gøre" for "det vil jobcentret gøre", "sådan måler vi det" for
/// "sådan måler Rødeskov Kommune det".
fn in_own_name(plain: &str) -> Option<String> {
    let owner = |word: &str| word == "kommune" || OWNERS.contains(&word);
    if !plain.split(' ').any(owner) {
        return None;
    }
    let mut own: Vec<&str> = Vec::new();
    for word in plain.split(' ') {
        if word == "kommune" {
            own.pop();
        }
        own.push(if owner(word) { "vi" } else { word });
    }
    Some(own.join(" "))
}

/// "Det vil vi" says what is to be reached where "Sådan gør vi" stands beside it.
pub fn aims_beside_acts<T: AsRef<str>, I: Iterator<Item = T>>(heading: &str, beside: impl Fn() -> I) -> bool {
    let lower = heading.to_lowercase();
    let aims = matches!(lower.trim_start_matches(['#', ' ']).trim_end_matches([':', ' ']), "det vil vi");
    aims && beside().any(|other| {
        let other = other.as_ref().to_lowercase();
        (other.contains("sådan") || other.contains("hvordan")) && box_kind(&other) == Some(BoxKind::Activities)
    })
}

/// Lower case, without `#`, numbering, final colon, years and "for/i" before them.
fn plain(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let body = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' ' | '.' | ')'));
    let mut plain = String::with_capacity(body.len());
    for word in body.split(|c: char| c.is_whitespace() || matches!(c, ':' | '?' | '!' | ',' | '(' | ')' | '"' | '…'))
    {
        if !plain.is_empty() && !word.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    loop {
        let (rest, last) = plain.rsplit_once(' ').unwrap_or(("", &plain));
        let year = last.starts_with("20") && last.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '/'));
        if !(year || matches!(last, "for" | "i" | "er") && !rest.is_empty()) {
            return plain;
        }
        plain.truncate(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use super::box_kind;

    #[test]
    fn the_standard_headings_of_plans_are_known() {
        use super::BoxKind::{Activities, Beacons, Goals, Minister, Objectives, Prose, Strategy};
        let kinds = [
            (
                Goals,
                "Lokale resultatmål; Måltal for 2030; Kvalitative mål; Hvad vil vi opnå?; Hvad skal der opnås?; \
                     Forventede resultater; Mål for ungeindsatsen i 2030; Det måler vi os på; Vi er lykkedes, når; \
                     Det vil Rødeskov Kommune opnå",
            ),
            (Objectives, "Målsætninger for 2030; Overordnet målsætning; Politiske mål; Byrådets mål"),
            (
                Activities,
                "Indsatser i 2030; Konkrete tiltag; Fremadrettede indsatser; Indsatser til opfyldelse af målet; \
                          Sådan vil vi nå målet; Hvordan skal vi nå målet?; Jobcentret vil; I 2030 vil vi; Derfor vil vi",
            ),
            (Strategy, "Strategi og indsats; Den fremadrettede indsats; Planlagt indsats"),
            (Beacons, "Fokusområder i 2030; Fokuspunkter; Strategiske pejlemærker; Lokale mål"),
            (Prose, "Udfordringer og muligheder; Status på mål; Målopfyldelse; Nuværende indsats; Det gør vi allerede"),
            (Minister, "Ministerens udmeldte mål; De nationale beskæftigelsesmål; Vejledende mål"),
        ];
        for (kind, headings) in kinds {
            for heading in headings.split("; ") {
                assert_eq!(box_kind(heading), Some(kind), "{heading}");
            }
        }
        for other in
            ["Unge på vej", "Målet for 2030 er højst 410 høns.", "Arbejdsmarkedet", "Vi vil have flere høns i byen"]
        {
            assert_eq!(box_kind(other), None, "{other}");
        }
    }
}
