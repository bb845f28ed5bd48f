//! The query language: lenient, so that whatever is typed has an answer, and plain, so that a note can say what was
//! made of it. [`HELP`] is its documentation.

mod lex;
mod pattern;

pub use pattern::{fits, range};

use super::analyzer;
use lex::Token;

/// What `pejl search --help-query` prints.
pub const HELP: &str = "\
Words           rekruttering ledige        passages with both words, in any form and inside compounds
Phrase          \"offentlig forsørgelse\"    exactly these words in this order
Near            \"virksomhed ledige\"~5      these words, at most 5 others between them
Or              IGU OR mentor              either (ELLER works too, and |)
Not             mentor -unge               without unge (or: IKKE unge)
Groups          (IGU OR mentor) flygtninge
Prefix, suffix  virksom*   *praktik        words that begin or end so; * stands inside words too, ? for one letter
Fuzzy           virksomhedspratik~         up to two letters wrong; ~1 for one
Numbers         53.095   \"§ 20\"

Words of the field also find their other names (IGU finds integrationsgrunduddannelse); --literal switches that off.

Fields, each with a word, a \"phrase\" or, for numbers, a range (2018..2022, >=2018):
  kommune:    municipality:  name or code             kommune:Lindeby  kommune:0999
  region:     region:        name                     region:Midtjylland
  år:         year:          a year the plan covers   år:2018..2022
  plan:       doc:           file name                plan:lindeby-2023.md
  mål:        goal:          kind of goal             mål:aktivitet  (* for any)
  ministermål: ministergoal: id of a minister goal    ministermål:flere_i_uddannelse
  målgruppe:  group:         target group             målgruppe:flygtninge
  indsats:    measure:       measure                  indsats:IGU
  ydelse:     benefit:       benefit                  ydelse:kontanthjælp
  kilde:      source:        words of a cited source  kilde:jobindsats
  afsnit:     section:       words of the headings    afsnit:unge
  side:       page:          page                     side:3
  slags:      kind:          heading, paragraph, list_item, table_row, footnote
";

/// More words than this are cut off, with a note.
const MOST_WORDS: usize = 64;
/// Patterns and fuzzy words each walk over the words of the index.
const MOST_PATTERNS: usize = 8;
/// Deeper groups are read as flat.
const MOST_DEPTH: usize = 24;

/// A query as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word in lower case, and as typed.
    Word {
        text: String,
        typed: String,
    },
    /// Lower-case words in a row, with at most `slop` others between.
    Phrase {
        words: Vec<String>,
        slop: u32,
    },
    /// Lower-case letters with `*` and `?`.
    Wildcard(String),
    Fuzzy {
        text: String,
        distance: u8,
    },
    Field {
        field: Field,
        value: String,
    },
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// A field that a query can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Municipality,
    Region,
    Year,
    Doc,
    Goal,
    MinisterGoal,
    TargetGroup,
    Measure,
    Benefit,
    Source,
    Section,
    Page,
    Kind,
    /// Only by option: any layer's concept.
    Concept,
    /// Only by option: passages that have something of a layer.
    Layer,
}

/// Danish and English names, also as a keyboard without æ, ø and å writes them.
const FIELDS: &[(&str, Field)] = &[
    ("kommune", Field::Municipality),
    ("municipality", Field::Municipality),
    ("region", Field::Region),
    ("år", Field::Year),
    ("aar", Field::Year),
    ("year", Field::Year),
    ("plan", Field::Doc),
    ("doc", Field::Doc),
    ("mål", Field::Goal),
    ("maal", Field::Goal),
    ("goal", Field::Goal),
    ("ministermål", Field::MinisterGoal),
    ("ministermaal", Field::MinisterGoal),
    ("ministergoal", Field::MinisterGoal),
    ("målgruppe", Field::TargetGroup),
    ("maalgruppe", Field::TargetGroup),
    ("group", Field::TargetGroup),
    ("targetgroup", Field::TargetGroup),
    ("indsats", Field::Measure),
    ("measure", Field::Measure),
    ("ydelse", Field::Benefit),
    ("benefit", Field::Benefit),
    ("kilde", Field::Source),
    ("source", Field::Source),
    ("afsnit", Field::Section),
    ("section", Field::Section),
    ("side", Field::Page),
    ("page", Field::Page),
    ("slags", Field::Kind),
    ("kind", Field::Kind),
];

/// What was made of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub root: Node,
    /// What was read otherwise than typed, as sentences for the user.
    pub notes: Vec<String>,
}

/// Reads a query. The error is a sentence for the user.
pub fn parse(text: &str) -> Result<Query, String> {
    let mut parser = Parser { tokens: lex::lex(text), at: 0, words: 0, patterns: 0, notes: Vec::new() };
    let root = parser.alternatives(0);
    if parser.words > MOST_WORDS {
        parser.notes.push(format!("only the first {MOST_WORDS} words of the query are used"));
    }
    let Some(root) = root else {
        return Err("the query has no word to look for; see --help-query".to_owned());
    };
    if !has_positive(&root) {
        return Err("a query that only says what not to find finds nothing; add a word to look for".to_owned());
    }
    Ok(Query { root, notes: parser.notes })
}

/// Whether anything is asked for, not only excluded.
fn has_positive(node: &Node) -> bool {
    match node {
        Node::Not(_) => false,
        Node::And(list) => list.iter().any(has_positive),
        Node::Or(list) => list.iter().all(has_positive),
        _ => true,
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    words: usize,
    patterns: usize,
    notes: Vec<String>,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// `a b OR c d`: or binds weaker than standing side by side.
    fn alternatives(&mut self, depth: usize) -> Option<Node> {
        let mut list = Vec::new();
        loop {
            list.extend(self.sequence(depth));
            match self.peek() {
                Some(Token::Or) => self.at += 1,
                Some(Token::Close) if depth == 0 => {
                    self.note("a closing bracket without an opening one was left out");
                    self.at += 1;
                    // What follows goes on where the bracket was.
                    if let Some(more) = self.sequence(depth) {
                        let last = list.pop();
                        list.extend(join(last.into_iter().chain([more]).collect(), Node::And));
                    }
                }
                _ => break,
            }
        }
        join(list, Node::Or)
    }

    fn sequence(&mut self, depth: usize) -> Option<Node> {
        let mut list: Vec<Node> = Vec::new();
        while let Some(token) = self.peek().cloned() {
            match token {
                Token::Or | Token::Close => break,
                Token::And => self.at += 1,
                _ => {
                    let node = self.unit(depth);
                    list.extend(node);
                }
            }
        }
        join(list, Node::And)
    }

    fn unit(&mut self, depth: usize) -> Option<Node> {
        let token = self.peek().cloned()?;
        self.at += 1;
        match token {
            Token::Open if depth >= MOST_DEPTH => {
                self.note(format!("groups deeper than {MOST_DEPTH} are read as one"));
                None
            }
            Token::Open => {
                let inside = self.alternatives(depth + 1);
                match self.peek() {
                    Some(Token::Close) => self.at += 1,
                    _ => self.note("a bracket that was not closed ends with the query"),
                }
                inside
            }
            Token::Not => {
                // "--x" and "- -x" are slips of the hand, not double negations.
                while self.peek() == Some(&Token::Not) {
                    self.at += 1;
                }
                match self.peek() {
                    None | Some(Token::Or | Token::Close | Token::And) => None,
                    Some(_) => self.unit(depth).map(|node| Node::Not(Box::new(node))),
                }
            }
            Token::Quote { text, slop, closed } => {
                if !closed {
                    self.note("a quotation mark that was not closed ends with the query");
                }
                self.phrase(&text, slop.unwrap_or(0))
            }
            Token::Field { name, value } => self.field(&name, *value),
            Token::Word(text) => self.word(&text),
            Token::Or | Token::And | Token::Close => None,
        }
    }

    fn count(&mut self, words: usize) -> bool {
        self.words += words;
        self.words <= MOST_WORDS
    }

    fn count_pattern(&mut self) -> bool {
        self.patterns += 1;
        if self.patterns > MOST_PATTERNS {
            self.note(format!("only the first {MOST_PATTERNS} words with *, ? or ~ are used"));
        }
        self.patterns <= MOST_PATTERNS
    }

    fn phrase(&mut self, text: &str, slop: u32) -> Option<Node> {
        let mut words: Vec<String> = analyzer::pieces(text).iter().map(|piece| piece.text.to_lowercase()).collect();
        words.truncate(MOST_WORDS);
        if words.is_empty() || !self.count(words.len()) {
            return None;
        }
        Some(Node::Phrase { words, slop })
    }

    fn word(&mut self, text: &str) -> Option<Node> {
        if !self.count(1) {
            return None;
        }
        let lower = text.to_lowercase();
        if lower.contains(['*', '?']) && lower.trim_end_matches('?').contains(['*', '?']) {
            return self.wildcard(&lower);
        }
        if let Some((word, distance)) = lower.rsplit_once('~')
            && matches!(distance, "" | "1" | "2")
            && let [piece] = analyzer::pieces(word).as_slice()
        {
            let short = piece.text.chars().count() < 5;
            let distance = if distance == "1" || short { 1 } else { 2 };
            return self.count_pattern().then(|| Node::Fuzzy { text: piece.text.to_owned(), distance });
        }
        // "§ 20" is typed with and without a space.
        if matches!(text, "§" | "§§")
            && let Some(Token::Word(next)) = self.peek().cloned()
        {
            self.at += 1;
            return self.phrase(&format!("§ {next}"), 0);
        }
        let typed = analyzer::pieces(text);
        match typed.as_slice() {
            [] => None,
            [only] => Some(Node::Word { text: only.text.to_lowercase(), typed: only.text.to_owned() }),
            list if text.contains('/') && !text.contains("//") => {
                let words = list.iter().take(MOST_WORDS);
                let words =
                    words.map(|piece| Node::Word { text: piece.text.to_lowercase(), typed: piece.text.to_owned() });
                join(words.collect(), Node::And)
            }
            _ => self.phrase(text, 0),
        }
    }

    fn wildcard(&mut self, lower: &str) -> Option<Node> {
        let pattern: String =
            lower.chars().filter(|&c| c.is_alphanumeric() || matches!(c, '*' | '?' | '-' | '\'' | '.' | ',')).collect();
        let letters = pattern.chars().filter(|c| c.is_alphanumeric()).count();
        if letters == 0 {
            self.note("'*' alone was left out: it needs a letter to stand beside");
            return None;
        }
        self.count_pattern().then_some(Node::Wildcard(pattern))
    }

    fn field(&mut self, name: &str, value: Token) -> Option<Node> {
        let value = match value {
            Token::Word(text) => text,
            Token::Quote { text, .. } => text,
            _ => return None,
        };
        let known = FIELDS.iter().find(|(known, _)| *known == name.replace('_', ""));
        let Some(&(_, field)) = known else {
            let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).filter(|name| !name.contains("aa")).collect();
            self.note(format!("'{name}:' is no field, so it was read as a word; fields are {}", names.join(", ")));
            let both = [self.word(name), self.word(&value)];
            return join(both.into_iter().flatten().collect(), Node::And);
        };
        let value = value.trim().to_owned();
        if !self.count(1) || value.is_empty() {
            return None;
        }
        Some(Node::Field { field, value })
    }
}

/// No node, the one node, or all of them under one head.
fn join(mut list: Vec<Node>, head: fn(Vec<Node>) -> Node) -> Option<Node> {
    if list.len() > 1 { Some(head(list)) } else { list.pop() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Node {
        Node::Word { text: text.to_lowercase(), typed: text.to_owned() }
    }

    fn root(text: &str) -> Node {
        parse(text).expect("the query has words").root
    }

    #[test]
    fn words_groups_and_exclusion() {
        assert_eq!(root("IGU -unge"), Node::And(vec![word("IGU"), Node::Not(Box::new(word("unge")))]));
        assert_eq!(root("(a OR b) c"), Node::And(vec![Node::Or(vec![word("a"), word("b")]), word("c")]));
        assert_eq!(root("\"§ 20\""), root("§ 20"));
        assert_eq!(root("*praktik"), Node::Wildcard("*praktik".to_owned()));
    }

    #[test]
    fn slips_of_the_hand_are_read_and_told() {
        let query = parse("(igu \"to ord").expect("the query has words");
        assert_eq!(query.notes.len(), 2);
        assert!(parse("").is_err());
        assert!(parse("-unge").is_err());
        assert!(parse("farve:rød").expect("it is read as words").notes[0].contains("no field"));
    }
}
