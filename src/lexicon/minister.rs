//! Recognizes the employment minister's goals, also reworded.
//!
//! *What it finds*: which national goal a heading, list item or column header states.
//!
//! *Why it matters*: plans are built around these goals, and print them in words of their own; a goal's `serves` and
//! the columns of an overview's matrix need the id.
//!
//! *Example*: "Virksomheder skal have den nødvendige og kvalificerede arbejdskraft" → `virksomheder_arbejdskraft`.
//!
//! *Not this*: "Flere borgere skal i beskæftigelse", which shares only the everyday words.
//!
//! Texts are compared by their content words without endings. A word that few goals use weighs more, so a text
//! must hold the words that tell the goal from the others.

mod words;

use super::MinisterGoal;
use crate::token::number::Period;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::ControlFlow;
use words::{alias, content_once, each_content, first_number};

/// The minister goals that the annotation guidelines list: only they are ids of `serves` for the goals under them.
pub const LISTED: &[&str] = &[
    "vaerdig_sagsbehandling",
    "flere_opkvalificeres",
    "flygtninge_selvforsoergende",
    "handicap_i_beskaeftigelse",
    "virksomheder_arbejdskraft",
    "beskaeftigelse_eller_uddannelse",
    "jobparate_i_beskaeftigelse",
    "bekaempe_socialt_bedrageri",
];

/// Least share of a wording's weight that a text must hold.
const RECALL: f32 = 0.72;
/// Least share of the text's weight that must come from the wording.
const PRECISION: f32 = 0.6;
/// A goal of another year must be met nearly word by word.
const OTHER_YEAR: f32 = 0.95;
/// Fewer content words than this are too common to be recognized in another year.
const OTHER_YEAR_WORDS: usize = 4;
/// Least share both ways where nothing around the text speaks of the minister.
const STATED: f32 = 0.8;
/// The same where a text has all words of a wording and no other.
const EXACTLY: f32 = 0.999;
/// Weight of a word that no wording has.
const UNKNOWN: f32 = 1.5;
/// Weight of a word that says little.
const LIGHT: f32 = 0.7;
/// Least share of a wording's weight for a column header, which is known to be one of the goals.
const HEADER: f32 = 0.3;

/// The minister's goals of all years, ready for comparison.
#[derive(Debug)]
pub struct MinisterGoals {
    goals: Vec<MinisterGoal>,
    /// For each goal its content words.
    wordings: Vec<Wording>,
    /// A number for each word of the wordings.
    numbers: FxHashMap<String, usize>,
    /// By number.
    weights: Vec<f32>,
    /// For each word, by number, the wordings that have it.
    users: Vec<Vec<usize>>,
    /// A text that weighs more is no wording of any goal, whatever it shares with one.
    most: f32,
}

/// A goal's content words, by number.
#[derive(Debug)]
struct Wording {
    words: Vec<usize>,
    weight: f32,
}

/// The content words of a text.
struct Words {
    count: usize,
    /// Which words of the wordings are there, by number.
    has: Vec<bool>,
    weight: f32,
}

impl MinisterGoals {
    /// Prepares the goals for comparison.
    pub fn new(goals: Vec<MinisterGoal>) -> Self {
        let texts: Vec<Vec<String>> = goals.iter().map(|goal| content_once(&goal.wording)).collect();
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let mut users: Vec<Vec<usize>> = Vec::new();
        for (index, words) in texts.iter().enumerate() {
            for word in words {
                let number = *numbers.entry(word.clone()).or_insert(users.len());
                if number == users.len() {
                    users.push(Vec::new());
                }
                users[number].push(index);
            }
        }
        let count_ids = |of: &mut dyn Iterator<Item = usize>| {
            let ids: FxHashSet<&str> = of.map(|index| goals[index].id.as_str()).collect();
            ids.len() as f32
        };
        let all = count_ids(&mut (0..goals.len()));
        let mut weights: Vec<f32> =
            users.iter().map(|of| (1.0 + all / count_ids(&mut of.iter().copied())).ln()).collect();
        for number in LIGHT_WORDS.iter().filter_map(|word| numbers.get(*word)) {
            weights[*number] = LIGHT;
        }
        let wordings: Vec<Wording> = texts
            .iter()
            .map(|words| {
                let words: Vec<usize> = words.iter().map(|word| numbers[word]).collect();
                let weight = words.iter().map(|&word| weights[word]).sum();
                Wording { words, weight }
            })
            .collect();
        let heaviest = wordings.iter().map(|wording| wording.weight).fold(0.0, f32::max);
        // A little more, for what rounding may do.
        let most = 1.01 * heaviest / PRECISION;
        Self { goals, wordings, numbers, weights, users, most }
    }

    /// The goals as the list has them: by year and number.
    pub fn all(&self) -> &[MinisterGoal] {
        &self.goals
    }

    /// The goal that `text` states, if it is the wording of one, reworded or not.
    ///
    /// `period` is what the plan covers; goals of other years count only when met nearly word by word.
    pub fn recognize(&self, text: &str, period: Option<Period>) -> Option<&str> {
        self.recognize_words(text, self.words(text, self.most).as_ref(), period)
    }

    /// The goal that `text` states; `words` are its content words, if they are few enough.
    fn recognize_words(&self, text: &str, words: Option<&Words>, period: Option<Period>) -> Option<&str> {
        let whole = words.and_then(|words| self.best(words, period));
        let first_sentence = text.split_once(". ").and_then(|(first, _)| self.words(first, self.most));
        let first = first_sentence.and_then(|words| self.best(&words, period));
        let better = match (whole, first) {
            (Some(a), Some(b)) => Some(if b.1 > a.1 { b } else { a }),
            (a, b) => a.or(b),
        };
        better.map(|(id, _)| id)
    }

    /// The goal that a text states where nothing around it speaks of the minister: nearly the wording, in a plan of
    /// those years, and nobody's own promise ("Jobcentret vil styrke samarbejdet med virksomhederne").
    pub fn states(&self, text: &str, period: Option<Period>) -> Option<&str> {
        let period = Some(period?);
        if text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "vil" | "vi" | "Vi" | "ønsker")) {
            return None;
        }
        // The minister speaks to the jobcentres of the land.
        if text.starts_with("Jobcentrene skal ") {
            return self.nearest(text, period);
        }
        // What weighs more cannot have the precision.
        let most = self.most * PRECISION / STATED;
        let words = self.words(text, most).filter(|words| words.count >= 2)?;
        // Two words must be the whole wording: "Langtidsledigheden skal bekæmpes".
        let least = if words.count >= 3 { STATED } else { EXACTLY };
        let id = self.recognize_words(text, Some(&words), period)?;
        let stated = |(goal, wording): (&MinisterGoal, &Wording)| {
            let (recall, precision) = self.shares(wording, &words);
            goal.id == id && in_years(goal.year, period) && recall >= least && precision >= least
        };
        self.goals.iter().zip(&self.wordings).any(stated).then_some(id)
    }

    /// The goal that a column header means: the nearest wording of the period, or its number in that year.
    pub fn of_header(&self, text: &str, period: Option<Period>) -> Option<&str> {
        self.nearest(text, period).or_else(|| self.numbered(self.bare_number(text)?, period))
    }

    /// The goal that a short name means ("Handicap"): the nearest wording of the period.
    pub fn nearest(&self, text: &str, period: Option<Period>) -> Option<&str> {
        self.recognize(text, period).or_else(|| self.resembles(text, period))
    }

    /// The goal of the period whose wording is nearest, where none is recognized.
    pub fn resembles(&self, text: &str, period: Option<Period>) -> Option<&str> {
        let words = self.words(text, f32::INFINITY)?;
        let vague =
            VAGUE.iter().filter(|word| self.numbers.get(**word).is_some_and(|&number| words.has[number])).count();
        if vague == words.count {
            return None;
        }
        let mut best: Option<(&str, f32)> = None;
        for (goal, wording) in self.goals.iter().zip(&self.wordings) {
            let score = self.harmonic(wording, &words);
            if in_years(goal.year, period) && score > HEADER && best.is_none_or(|(_, of)| score > of) {
                best = Some((&goal.id, score));
            }
        }
        best.map(|(id, _)| id).or_else(|| self.only(&words, period)).or_else(|| {
            let other = text.split(|c: char| !c.is_alphabetic()).find_map(alias)?;
            self.only(&self.words(other, f32::INFINITY)?, period)
        })
    }

    /// The one goal of the period's own years that has all these words ("Virksomheder").
    fn only(&self, words: &Words, period: Option<Period>) -> Option<&str> {
        let period = period?;
        let (from, to) = (period.from.or(period.to)?, period.to.or(period.from)?);
        let mut ids = self.goals.iter().zip(&self.wordings).filter(|(goal, wording)| {
            let has = wording.words.iter().filter(|&&word| words.has[word]).count();
            (from..=to).contains(&goal.year) && has > 0 && has == words.count
        });
        let id = &ids.next()?.0.id;
        ids.all(|(goal, _)| goal.id == *id).then_some(id)
    }

    /// The number of a header that says nothing else: "Mål 3", "3.", "M3".
    pub fn bare_number(&self, text: &str) -> Option<u32> {
        first_number(text).filter(|_| content_once(text).is_empty())
    }

    /// The goal with this number in the first year of the period.
    pub fn numbered(&self, number: u32, period: Option<Period>) -> Option<&str> {
        let year = period?.from.or(period?.to)?;
        let found = self.goals.iter().find(|goal| goal.year == year && goal.number == Some(number))?;
        Some(&found.id)
    }

    fn best(&self, words: &Words, period: Option<Period>) -> Option<(&str, f32)> {
        if words.count < 2 {
            return None;
        }
        let mut best: Option<(&str, f32)> = None;
        for index in self.nearly_held(words) {
            let (goal, wording) = (&self.goals[index], &self.wordings[index]);
            let (recall, precision) = self.shares(wording, words);
            let near = in_years(goal.year, period);
            let (least_recall, least_precision) = if near { (RECALL, PRECISION) } else { (OTHER_YEAR, OTHER_YEAR) };
            if recall < least_recall || precision < least_precision || (!near && wording.words.len() < OTHER_YEAR_WORDS)
            {
                continue;
            }
            let score = 2.0 * recall * precision / (recall + precision) + if near { 0.01 } else { 0.0 };
            if best.is_none_or(|(_, of)| score > of) {
                best = Some((&goal.id, score));
            }
        }
        best
    }

    /// The wordings of which a text has about as much as it must, in order.
    fn nearly_held(&self, words: &Words) -> impl Iterator<Item = usize> {
        let mut held = vec![0.0; self.wordings.len()];
        for (number, users) in self.users.iter().enumerate().filter(|(number, _)| words.has[*number]) {
            for &index in users {
                held[index] += self.weights[number];
            }
        }
        // A little less, for what rounding may do.
        let least = 0.99 * RECALL;
        let enough = move |(index, held): (usize, f32)| (held >= least * self.wordings[index].weight).then_some(index);
        held.into_iter().enumerate().filter_map(enough)
    }

    /// The content words of a text, or None if they weigh more than `most`.
    fn words(&self, text: &str, most: f32) -> Option<Words> {
        let mut words = Words { count: 0, has: vec![false; self.weights.len()], weight: 0.0 };
        // One behind the other, with where each begins.
        let mut unknown = String::new();
        let mut starts: Vec<usize> = Vec::new();
        let walk = each_content(text, |word| {
            match self.numbers.get(word) {
                Some(&number) if words.has[number] => return ControlFlow::Continue(()),
                Some(&number) => {
                    words.has[number] = true;
                    words.weight += self.weights[number];
                }
                None if holds(&unknown, &starts, word) => return ControlFlow::Continue(()),
                None => {
                    starts.push(unknown.len());
                    unknown.push_str(word);
                    words.weight += UNKNOWN;
                }
            }
            words.count += 1;
            if words.weight > most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        walk.is_continue().then_some(words)
    }

    /// Shares of the wording's weight and of the text's weight that both have.
    fn shares(&self, wording: &Wording, words: &Words) -> (f32, f32) {
        let both = wording.words.iter().filter(|&&word| words.has[word]);
        let shared: f32 = both.map(|&word| self.weights[word]).sum();
        (shared / wording.weight.max(f32::EPSILON), shared / words.weight.max(f32::EPSILON))
    }

    fn harmonic(&self, wording: &Wording, words: &Words) -> f32 {
        let (recall, precision) = self.shares(wording, words);
        2.0 * recall * precision / (recall + precision).max(f32::EPSILON)
    }
}

/// Whether one of the words that begin at `starts` and end where the next begins is this one.
fn holds(words: &str, starts: &[usize], word: &str) -> bool {
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(words.len()));
    starts.iter().zip(ends).any(|(&start, end)| words[start..end] == *word)
}

/// Whether a goal of `year` may stand in a plan for `period`: a plan is written the year before it begins, and the
/// minister often keeps a goal for a year or two.
fn in_years(year: i32, period: Option<Period>) -> bool {
    let Some(Period { from, to }) = period else {
        return true;
    };
    from.or(to).is_none_or(|from| year >= from - 1) && to.or(from).is_none_or(|to| year <= to + 1)
}

/// Stems that alone name no goal: "Job" may head any column.
const VAGUE: &[&str] = &["beskæftig", "ledig", "person"];

/// Stems that say little about which goal it is.
const LIGHT_WORDS: &[&str] = &["alle", "all", "fl", "flere", "fler", "sikr", "styrk", "bedr", "antal", "person"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn years(from: i32, to: i32) -> Option<Period> {
        Some(Period { from: Some(from), to: Some(to) })
    }

    #[test]
    fn wordings_and_rewordings() {
        let lexicon = Lexicon::embedded();
        let goals = &lexicon.minister_goals;
        for goal in goals.all() {
            assert_eq!(
                goals.recognize(&goal.wording, years(goal.year, goal.year)),
                Some(goal.id.as_str()),
                "{}",
                goal.wording
            );
        }
        for (text, id, year) in [
            ("Virksomheder skal have den nødvendige og kvalificerede arbejdskraft", "virksomheder_arbejdskraft", 2023),
            ("FLERE MENNESKER MED HANDICAP SKAL I JOB", "handicap_i_beskaeftigelse", 2022),
            ("Bekæmpelse af social bedrageri og fejludbetalinger skal styrkes", "bekaempe_socialt_bedrageri", 2018),
            ("Flere ledige opkvalificeres", "flere_opkvalificeres", 2021),
            ("En værdig sagsbehandling til alle ledige", "vaerdig_sagsbehandling", 2024),
            ("Flere flygtninge og familiesammenførte bliver selvforsørgende.", "flygtninge_selvforsoergende", 2023),
            ("Bekæmpelse af langtidsledighed", "langtidsledighed_bekaempes", 2015),
            ("Tilgangen til førtidspension skal begrænses mest muligt", "foertidspension_begraenses", 2013),
        ] {
            assert_eq!(goals.recognize(text, years(year, year)), Some(id), "{text}");
        }
    }

    #[test]
    fn ordinary_goals() {
        let lexicon = Lexicon::embedded();
        let goals = &lexicon.minister_goals;
        for text in [
            "Flere borgere skal i beskæftigelse",
            "Flere unge skal i uddannelse eller job",
            "Flere ledige skal i ordinært job",
            "Jobcenteret vil styrke samarbejdet med virksomhederne om rekruttering",
            "Vi vil have færre borgere på offentlig forsørgelse",
            "Flere flygtninge skal i praktik på en virksomhed",
            "Andelen af personer i fleksjob skal øges",
            "Sagsbehandlingen skal være hurtigere",
        ] {
            assert_eq!(goals.recognize(text, years(2023, 2023)), None, "{text}");
        }
    }

    #[test]
    fn headers() {
        let lexicon = Lexicon::embedded();
        let goals = &lexicon.minister_goals;
        for (text, id) in [
            ("Værdig sagsbehandling", "vaerdig_sagsbehandling"),
            ("2. Opkvalificering", "flere_opkvalificeres"),
            ("Virksomheder", "virksomheder_arbejdskraft"),
            ("Værdighed", "vaerdig_sagsbehandling"),
            ("Integration", "flygtninge_selvforsoergende"),
            ("Handicap", "handicap_i_beskaeftigelse"),
            ("Arbejdskraft til virksomhederne", "virksomheder_arbejdskraft"),
        ] {
            assert_eq!(goals.nearest(text, years(2022, 2022)), Some(id), "{text}");
        }
        for text in ["Bemærkninger", "Virksomheder og erhverv", "Job", "Ledige"] {
            assert_eq!(goals.nearest(text, years(2022, 2022)), None, "{text}");
        }
        assert_eq!(
            goals.bare_number("Mål 3").and_then(|number| goals.numbered(number, years(2022, 2022))),
            Some("flygtninge_selvforsoergende")
        );
        assert_eq!(goals.bare_number("Tema 3"), None);
    }
}
