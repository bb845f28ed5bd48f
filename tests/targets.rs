//! `tests/fixtures/targets.tsv`: goals with the number that each sets out to reach, and near misses.

use pejl::extract::target::{Target, period, target};
use pejl::token::number::{Period, Years};

const TABLE: &str = include_str!("fixtures/targets.tsv");

#[test]
fn every_goal_of_the_table_has_the_target_and_period_that_it_says() {
    let mut wrong = String::new();
    for (line, row) in (1..).zip(TABLE.lines()).filter(|(_, row)| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [goal, plan, number, years] = columns[..] else {
            panic!("targets.tsv:{line}: four columns expected: {row:?}");
        };
        let (from, to) = plan.split_once('-').unwrap_or((plan, plan));
        let plan = Some(Years { from: from.parse().expect("a year"), to: to.parse().expect("a year") });
        let read = (
            target(goal, plan).as_ref().map_or("-".to_owned(), shown),
            period(goal, plan).map_or("-".to_owned(), span),
        );
        if read != (number.to_owned(), years.to_owned()) {
            wrong += &format!("targets.tsv:{line}: {goal}\n  is {number:?} in {years:?} but read as {read:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn no_goal_is_too_odd() {
    for goal in [
        "",
        "fra",
        "til 20",
        "mindst",
        "20",
        "(20",
        "der 20",
        ", der har 20",
        "fra 20 til",
        "med 5 pct.",
        "%",
        "senest når 5",
        "halveres",
    ] {
        target(goal, None);
        period(goal, None);
    }
}

fn shown(target: &Target) -> String {
    let mut text = format!("{} {} {}", target.value, target.unit.as_str(), target.comparator.as_str());
    if let Some(baseline) = target.baseline {
        text += &format!(" from {baseline}");
    }
    if let Some(deadline) = &target.deadline {
        text += &format!(" by {deadline}");
    }
    text
}

fn span(period: Period) -> String {
    let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
    format!("{}-{}", year(period.from), year(period.to))
}
