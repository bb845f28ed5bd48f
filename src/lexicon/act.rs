//! The registry of laws, agreements and reforms: official names, short names, numbers, dates and ELI addresses.
//!
//! Names change hands: "LAB-loven" is the act of 2003 until 2019 and that of 2019 after. So a name leads to all acts
//! that bear it, and who asks says for which year.

use std::collections::HashMap;

/// A law, agreement or reform.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Act {
    /// Official name; where two acts share one, with the year in brackets.
    pub name: String,
    /// `law` or `agreement`.
    pub kind: String,
    pub short_names: Vec<String>,
    /// Number in Lovtidende, or of an EU regulation.
    pub number: Option<String>,
    /// Day of signing, `2019-05-07`.
    pub date: Option<String>,
    /// Year of signing.
    pub year: Option<i32>,
    /// Address by the European Legislation Identifier.
    pub eli: Option<String>,
    /// First and last year in which the act holds, where known.
    pub from: Option<i32>,
    pub to: Option<i32>,
}

impl Act {
    /// The name as plans print it: without the year that tells two acts of one name apart.
    pub fn printed_name(&self) -> &str {
        if self.name.ends_with(')') { self.name.split(" (").next().unwrap_or(&self.name) } else { &self.name }
    }

    /// Whether the act holds in `year`.
    pub fn holds_in(&self, year: i32) -> bool {
        self.from.or(self.year).is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// All acts, by name and by number.
#[derive(Debug, Default)]
pub struct Acts {
    list: Vec<Act>,
    official: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
    numbers: HashMap<(String, i32), usize>,
}

impl Acts {
    /// Indexes a list of acts.
    pub fn new(list: Vec<Act>) -> Self {
        let mut acts = Self { list, ..Self::default() };
        for (index, act) in acts.list.iter().enumerate() {
            acts.official.insert(act.name.clone(), index);
            for name in std::iter::once(act.printed_name()).chain(act.short_names.iter().map(String::as_str)) {
                let bearers = acts.names.entry(plain(name)).or_default();
                if bearers.last() != Some(&index) {
                    bearers.push(index);
                }
            }
            if let (Some(number), Some(year)) = (&act.number, act.year) {
                acts.numbers.insert((number.clone(), year), index);
            }
        }
        acts
    }

    /// The act with this official name.
    pub fn get(&self, name: &str) -> Option<&Act> {
        self.official.get(name).map(|&index| &self.list[index])
    }

    /// All acts that bear this name or short name, in any spelling of "m.v.".
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Act> {
        self.names.get(&plain(name)).into_iter().flatten().map(|&index| &self.list[index])
    }

    /// The act with this number and year.
    pub fn numbered(&self, number: &str, year: i32) -> Option<&Act> {
        self.numbers.get(&(number.to_owned(), year)).map(|&index| &self.list[index])
    }
}

/// A name without what printers change: case, "m.v.", the definite "loven om", a genitive of "-loven".
pub fn plain(name: &str) -> String {
    let mut words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
    while words.last().is_some_and(|word| matches!(word.as_str(), "m.v." | "mv." | "m.v" | "mv" | "m.fl." | "mfl.")) {
        words.pop();
    }
    let mut plain = words.join(" ");
    for (definite, base) in
        [("loven om ", "lov om "), ("aftalen om ", "aftale om "), ("bekendtgørelsen om ", "bekendtgørelse om ")]
    {
        if let Some(rest) = plain.strip_prefix(definite) {
            plain = format!("{base}{rest}");
        }
    }
    if ["lovens", "aftalens", "reformens"].iter().any(|ending| plain.ends_with(ending)) {
        plain.pop();
    }
    plain
}

/// The ELI address of a law with this number and year in Lovtidende A.
pub fn eli(number: &str, year: i32) -> String {
    format!("https://www.retsinformation.dk/eli/lta/{year}/{number}")
}

/// The ELI address of a circular or guide with this number and year.
pub fn guide_eli(number: &str, year: i32) -> String {
    format!("https://www.retsinformation.dk/eli/retsinfo/{year}/{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_spelling() {
        let lab = |year: i32| Act {
            name: format!("Lov om en aktiv beskæftigelsesindsats ({year})"),
            short_names: vec!["LAB-loven".into()],
            year: Some(year),
            ..Act::default()
        };
        let acts = Acts::new(vec![lab(2003), lab(2019)]);
        assert_eq!(acts.named("lab-lovens").count(), 2);
        assert_eq!(acts.named("Loven om en  aktiv beskæftigelsesindsats mv.").count(), 2);
        assert_eq!(acts.named("lov om beskæftigelse").count(), 0);
    }
}
