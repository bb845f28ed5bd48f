//! Tells how a sentence is judged: what the structure says of its block, then clause by clause who it is about, which
//! verb could commit, and what stands in the way.
//!
//! The rules are not written down a second time here. A clause that does not bind is judged again with one thing
//! changed — another subject, a section that looks ahead — and what changes the answer is the gate that closed.

use super::clause::{self, Event};
use super::commitment::{Setting, judge_event};
use super::law::is_law;
use super::subject::{Subject, subject};
use super::{Reader, attributes};
use crate::extract::{Answer, GoalKind, Step};
use crate::structure::{NodeId, NodeKind};
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn explain(&self, sentence: Range<usize>) -> Vec<Step> {
        let id = self.parsed.all_tokens()[sentence.start].node;
        let mut steps = self.block(id, &sentence);
        steps.extend(self.prose(&sentence));
        steps
    }

    /// What the block is to goals, before any wording is read.
    fn block(&self, id: NodeId, sentence: &Range<usize>) -> Vec<Step> {
        let node = &self.parsed.outline.nodes[id];
        let text = node.text(self.parsed.text());
        let step =
            |rule: &str, answer, why: String| Step { rule: rule.to_owned(), tokens: sentence.clone(), answer, why };
        let mut steps = Vec::new();
        match node.kind {
            NodeKind::Footnote | NodeKind::Contents | NodeKind::Furniture => {
                steps.push(step("goal/block", Answer::Against, "no goals stand in a block of this kind".into()));
            }
            NodeKind::Heading { .. } => {
                let why = "a heading is a goal only by its label, as a minister goal's wording, or as a listed beacon";
                steps.push(step("goal/heading", Answer::Reading, why.into()));
                let beacon = self.sections.repeats_beacon(&text);
                steps.push(step("goal/repeated-beacon", answer(beacon), yes_no(beacon, "repeats a listed beacon")));
            }
            NodeKind::ListItem | NodeKind::Paragraph | NodeKind::Cell { .. } => {}
        }
        if let Some(label) = &node.label {
            let printed = self.parsed.text()[label.range.clone()].trim();
            steps.push(step("goal/label", Answer::Reading, format!("the printed label is '{printed}'")));
        }
        match self.sections.announced(self.parsed, id) {
            Some(announced) => {
                let by = node.intro.or(node.parent).map_or(String::new(), |by| {
                    let heading = self.parsed.outline.nodes[by].text(self.parsed.text());
                    format!(" by '{}'", shortened(&heading))
                });
                let kind = announced.kind.as_str();
                steps.push(step("goal/announced-list", Answer::For, format!("announced as {kind}{by}")));
                let prose = node.kind == NodeKind::Paragraph && announced.kind == GoalKind::Activity;
                if prose {
                    let why = "a paragraph among activities is judged like other prose".to_owned();
                    steps.push(step("goal/announced-list", Answer::Reading, why));
                }
            }
            None => {
                let why = "no box, introduction or heading announces goals here: the wording decides".to_owned();
                steps.push(step("goal/announced-list", Answer::Reading, why));
            }
        }
        let minister = self.ministers.states(&text, self.period);
        let why = minister.map_or("not the wording of a minister goal".to_owned(), |id| format!("the wording of {id}"));
        steps.push(step("goal/minister-wording", answer(minister.is_some()), why));
        let of_council =
            || self.judge(sentence.clone()).is_some_and(|found| self.is_of_council(sentence, found.actor.as_ref()));
        if self.overview && !of_council() {
            let why = "an overview tells what others plan: its prose commits nobody but the council".to_owned();
            steps.push(step("goal/overview", Answer::Against, why));
        }
        if node.kind == NodeKind::Paragraph && self.parsed.lower(sentence.end - 1) == ":" {
            let why = "a sentence before a list announces goals and is none itself".to_owned();
            steps.push(step("goal/introduction", Answer::Against, why));
        }
        steps
    }

    /// The clauses of the sentence, and the whole.
    fn prose(&self, sentence: &Range<usize>) -> Vec<Step> {
        let node = self.parsed.all_tokens()[sentence.start].node;
        let setting = self.setting(node);
        let mut steps = Vec::new();
        let mut push = |rule: &str, tokens: Range<usize>, answer, why: String| {
            steps.push(Step { rule: rule.to_owned(), tokens, answer, why });
        };
        let explains = self.sections.explains(self.parsed, node);
        if explains {
            let why =
                "the section tells what law says, what words mean or how things are: its prose binds nobody".to_owned();
            push("goal/section", sentence.clone(), Answer::Against, why);
        }
        if is_law(self.parsed, sentence.clone()) {
            push("goal/law", sentence.clone(), Answer::Against, "the sentence tells what law asks".into());
        }
        if setting.forward {
            push("goal/section", sentence.clone(), Answer::For, "the section tells what will be done".into());
        }
        let events = clause::events(self.parsed, sentence.clone());
        if events.is_empty() {
            push(
                "goal/clause",
                sentence.clone(),
                Answer::Against,
                "no main clause with a finite verb was found".into(),
            );
        }
        let mut last = Subject::Thing;
        for event in &events {
            let about = if event.elided { last.clone() } else { subject(self.parsed, event) };
            let first = event.before.first().copied().unwrap_or(event.verb).min(event.verb);
            let tokens = first..event.after.end.max(event.verb + 1);
            let mut reading = format!("verb '{}', about {}", self.parsed.lower(event.verb), self.name(&about));
            if event.reported {
                reading += ", content of what is decided or wished";
            }
            if event.elided {
                reading += ", subject taken from the clause before";
            }
            push("goal/clause", tokens.clone(), Answer::Reading, reading);
            match judge_event(self.parsed, sentence, event, &about, setting) {
                Some((kind, modality, rule)) => {
                    push(rule, tokens, Answer::For, format!("binds: {}, {}", kind.as_str(), modality.as_str()));
                }
                None => push("goal/clause", tokens, Answer::Against, self.gate(sentence, event, &about, setting)),
            }
            last = about;
        }
        match self.judge(sentence.clone()) {
            Some(found) => {
                let actor = found
                    .actor
                    .map_or("nobody named".to_owned(), |actor| format!("'{}'", attributes::text(self.parsed, actor)));
                let why = format!("{}, {}, actor {actor}", found.kind.as_str(), found.modality.as_str());
                push(found.rule, sentence.clone(), Answer::For, why);
            }
            None if explains => {}
            None => push("goal/sentence", sentence.clone(), Answer::Against, "no clause binds the owner".into()),
        }
        steps
    }

    /// What keeps a clause from binding: the one change that would let it.
    fn gate(&self, sentence: &Range<usize>, event: &Event, about: &Subject, setting: Setting) -> String {
        let ahead = Setting { forward: true, ..setting };
        let binds = |about: &Subject, setting| judge_event(self.parsed, sentence, event, about, setting);
        let owner = Subject::Owner(event.verb..event.verb + 1);
        let subjects =
            [owner, Subject::People, Subject::Firms, Subject::There, Subject::It, Subject::Thing, Subject::Paper];
        let others = |setting| -> Vec<String> {
            let other = subjects.iter().filter(|other| std::mem::discriminant(*other) != std::mem::discriminant(about));
            other
                .filter_map(|other| {
                    let (_, _, rule) = binds(other, setting)?;
                    Some(format!("{} ({rule})", kind_of(other)))
                })
                .collect()
        };
        if let Some((_, _, rule)) = binds(about, ahead) {
            return format!("time gate: {rule} asks for a time to come or a section that looks ahead");
        }
        let now = others(setting);
        if !now.is_empty() {
            return format!(
                "subject gate: {} does not bind with this verb, but {} would",
                kind_of(about),
                now.join(", ")
            );
        }
        let later = others(ahead);
        if !later.is_empty() {
            let later = later.join(", ");
            return format!("subject and time gates: in a section that looks ahead {later} would bind");
        }
        format!(
            "verb gate: '{}' commits nobody in these words, whoever the subject and whatever the section",
            self.parsed.lower(event.verb)
        )
    }

    fn name(&self, about: &Subject) -> String {
        match about {
            Subject::Owner(words) => format!("the owner '{}'", attributes::text(self.parsed, words.clone())),
            other => kind_of(other).to_owned(),
        }
    }
}

fn kind_of(about: &Subject) -> &'static str {
    match about {
        Subject::Owner(_) => "the owner",
        Subject::People => "people",
        Subject::Firms => "firms",
        Subject::There => "'der'",
        Subject::It => "'det'",
        Subject::Paper => "a plan or paper",
        Subject::Outsider => "somebody else",
        Subject::Thing => "a thing or the effort itself",
    }
}

fn answer(yes: bool) -> Answer {
    if yes { Answer::For } else { Answer::Against }
}

fn yes_no(yes: bool, what: &str) -> String {
    if yes { what.to_owned() } else { format!("does not: {what}") }
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 60 {
        line
    } else {
        format!("{}…", line.chars().take(60).collect::<String>().trim_end())
    }
}
