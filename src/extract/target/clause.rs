//! The clauses of a goal as far as numbers need them: which words are asides, and where a clause starts and ends.

use super::verb::{finite, participle};
use crate::token::number::Scan;
use crate::token::number::lexeme::Kind;
use crate::token::verb::is_present;

/// What kind of clause a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Main,
    /// `…, der har ventet over 18 måneder, …`
    Relative,
    /// `…, hvor mindst 50 borgere deltager`
    Where,
    /// `hvis …`, `når …`, `da …`
    Condition,
    /// `svarende til …`, `heraf …`
    Aside,
    Bracket,
}

pub(super) struct Clauses {
    roles: Vec<Role>,
    starts: Vec<usize>,
    sentences: Vec<usize>,
    /// First piece of the coordinated main clause: `…, og virksomhederne skal …` is a new one.
    joined: Vec<usize>,
}

/// Whether a comma with a finite verb behind it follows before the sentence ends.
fn verb_after_comma(scan: &Scan<'_>, at: usize) -> bool {
    let words = scan.lexemes[at..].windows(2).take_while(|pair| !matches!(&*pair[0].lower, "!" | "?" | ";"));
    words.take(40).any(|pair| &*pair[0].lower == "," && (finite(&pair[1].lower) || is_present(&pair[1].lower)))
}

impl Clauses {
    pub fn of(scan: &Scan<'_>) -> Clauses {
        let count = scan.lexemes.len();
        let word = |at: usize| scan.lexemes.get(at).map_or("", |lexeme| &*lexeme.lower);
        let before = |at: usize| at.checked_sub(1).map_or("", word);
        let quantified = |at: usize| {
            let byte = scan.lexemes[at].start;
            (scan.quantities.iter().map(|quantity| &quantity.range))
                .chain(scan.dates.iter().map(|date| &date.range))
                .any(|range| range.start < byte && byte < range.end)
        };
        let mut clauses = Clauses {
            roles: Vec::with_capacity(count),
            starts: Vec::with_capacity(count),
            sentences: Vec::with_capacity(count),
            joined: Vec::with_capacity(count),
        };
        let (mut role, mut start, mut sentence) = (Role::Main, 0, 0);
        let mut outside = Role::Main;
        // Verbs seen in a relative clause that no comma opened: its second verb is the main clause's.
        let mut bare: Option<usize> = None;
        for at in 0..count {
            let here = word(at);
            let first = at == sentence || before(at) == ",";
            // "Stiger ledigheden til over 6 pct., skal planen tages op igen."
            let verb = || finite(here) || here.ends_with('r') && is_present(here);
            if at == sentence && verb() && scan.lexemes[at].capital() && verb_after_comma(scan, at) {
                (role, start) = (Role::Condition, at);
            }
            match here {
                _ if quantified(at) => {}
                ";" => {
                    clauses.push(role, start, sentence);
                    (role, start, bare) = (Role::Main, at + 1, None);
                    continue;
                }
                "." | "!" | "?" | "•" | "●" => {
                    let abbreviation = here == "."
                        && scan.lexemes.get(at + 1).is_some_and(|next| !next.capital() && next.kind != Kind::Mark);
                    if !abbreviation {
                        clauses.push(role, start, sentence);
                        (role, start, sentence, bare) = (Role::Main, at + 1, at + 1, None);
                        continue;
                    }
                }
                "(" | "[" => (outside, role, start) = (role, Role::Bracket, at + 1),
                ")" | "]" if role == Role::Bracket => {
                    clauses.push(role, start, sentence);
                    (role, start) = (outside, at + 1);
                    continue;
                }
                "," | ":" | "–" if role != Role::Bracket => {
                    clauses.push(role, start, sentence);
                    (role, start, bare) = (opens(word(at + 1), word(at + 2)), at + 1, None);
                    continue;
                }
                "at" | "så" | "således" if role != Role::Bracket => start = at + 1,
                _ if role == Role::Bracket => {}
                "når" | "hvis" | "såfremt" | "medmindre" | "forudsat" if before(at) != "jo" => {
                    (role, start) = (Role::Condition, at);
                }
                "da" | "fordi" | "eftersom" | "selvom" | "mens" if first => (role, start) = (Role::Condition, at),
                "svarende" | "heraf" | "hvoraf" | "eksempelvis" | "herunder" => (role, start) = (Role::Aside, at),
                "der" | "som" if role == Role::Main && at > sentence => {
                    let verb = finite(word(at + 1)) || finite(word(at + 2)) || participle(word(at + 2));
                    let noun = scan.lexemes[at - 1].kind == Kind::Word
                        && !finite(before(at))
                        && !matches!(
                            before(at),
                            "at" | "så"
                                | "således"
                                | "når"
                                | "hvor"
                                | "og"
                                | "men"
                                | "end"
                                | "samt"
                                | "eller"
                                | "lige"
                                | "inden"
                        );
                    if noun && verb {
                        (role, start, bare) = (Role::Relative, at, Some(0));
                    }
                }
                _ => {}
            }
            if let Some(verbs) = bare
                && finite(here)
            {
                let joined = matches!(before(at), "og" | "eller") || before(at) == "der" || before(at) == "som";
                if verbs > 0 && !joined && role == Role::Relative {
                    (role, start, bare) = (Role::Main, at, None);
                } else {
                    bare = Some(verbs + 1);
                }
            }
            clauses.push(role, start, sentence);
        }
        clauses.join(scan);
        clauses
    }

    /// Finds where a comma and `og` or `men` open a main clause with a verb of its own.
    fn join(&mut self, scan: &Scan<'_>) {
        let word = |at: usize| scan.lexemes.get(at).map_or("", |lexeme| &*lexeme.lower);
        let mut joined = 0;
        for at in 0..self.roles.len() {
            if self.sentences[at] > joined {
                joined = self.sentences[at];
            }
            let opens = at > 0 && matches!(word(at), "og" | "men" | "samt" | "mens") && word(at - 1) == ",";
            if opens && (word(at + 1) == "at" || (at..self.end(at)).any(|at| finite(word(at))))
                || at > 0 && word(at - 1) == ";"
            {
                joined = at;
            }
            self.joined.push(joined);
        }
    }

    /// First piece of the coordinated main clause that `at` belongs to.
    pub fn joined(&self, at: usize) -> usize {
        self.joined[at]
    }

    fn push(&mut self, role: Role, start: usize, sentence: usize) {
        self.roles.push(role);
        self.starts.push(start);
        self.sentences.push(sentence);
    }

    pub fn role(&self, at: usize) -> Role {
        self.roles[at]
    }

    /// First piece of the clause.
    pub fn start(&self, at: usize) -> usize {
        self.starts[at]
    }

    /// One past the last piece of the clause.
    pub fn end(&self, at: usize) -> usize {
        let start = self.starts[at];
        (at..self.starts.len()).find(|&next| self.starts[next] != start).unwrap_or(self.starts.len())
    }

    pub fn sentence(&self, at: usize) -> usize {
        self.sentences[at]
    }

    pub fn sentence_end(&self, at: usize) -> usize {
        let sentence = self.sentences[at];
        (at..self.sentences.len()).find(|&next| self.sentences[next] != sentence).unwrap_or(self.sentences.len())
    }

    /// Whether a modal verb before `at` makes its relative clause a promise: `…, der skal rumme 20 mentorer`.
    pub fn promises(&self, scan: &Scan<'_>, at: usize) -> bool {
        scan.lexemes[self.start(at)..at].iter().any(|lexeme| matches!(&*lexeme.lower, "skal" | "vil"))
    }
}

/// The clause that a comma opens before `word`.
fn opens(word: &str, next: &str) -> Role {
    match word {
        "der" if matches!(next, "oprettes" | "etableres" | "afholdes") => Role::Main,
        "der" | "som" => Role::Relative,
        "hvor" | "hvormed" | "hvorved" | "idet" => Role::Where,
        "hvis" | "når" | "såfremt" | "medmindre" | "da" | "fordi" | "eftersom" | "selvom" | "mens" | "forudsat" => {
            Role::Condition
        }
        "svarende" | "heraf" | "hvoraf" | "hvilket" | "dvs" | "fx" | "eksempelvis" | "herunder" | "jf" => Role::Aside,
        _ => Role::Main,
    }
}
