//! `tests/fixtures/numbers.tsv`: phrase, the plan's years, and what is read.

use pejl::token::number::{Date, Precision, Quantity, TimeUnit, Value, Years, dates, quantities};

const TABLE: &str = include_str!("fixtures/numbers.tsv");

#[test]
fn every_row_of_the_table_is_read_as_it_says() {
    let mut wrong = String::new();
    let mut rows = 0;
    for (line, row) in (1..).zip(TABLE.lines()) {
        if row.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = row.split('\t').collect();
        let [phrase, plan, expected] = columns[..] else {
            panic!("numbers.tsv:{line}: three columns expected: {row:?}");
        };
        rows += 1;
        let read = reading(&phrase.replace("\\n", "\n"), years(plan));
        if read != expected {
            wrong += &format!("numbers.tsv:{line}: {phrase:?} is {expected:?} but read as {read:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(rows >= 220, "only {rows} rows");
}

#[test]
fn ranges_cover_number_and_unit() {
    let cut = |text: &str| -> Vec<String> {
        let numbers = quantities(text, None).into_iter().map(|found| text[found.range].to_owned());
        numbers.chain(dates(text, None).into_iter().map(|found| text[found.range].to_owned())).collect()
    };
    assert_eq!(cut("Der spares 2,5 mio. kr. i 2019."), ["2,5 mio. kr.", "2019"]);
    assert_eq!(
        cut("mindst 18-40-årige, ved udgangen af 1. kvartal 2012"),
        ["18-40-årige", "udgangen af 1. kvartal 2012"]
    );
    assert_eq!(cut("otte ud af 10 får svar inden for 4-6 uger"), ["otte ud af 10", "4-6 uger"]);
}

#[test]
fn no_text_is_too_odd() {
    for text in [
        "",
        ".",
        "1",
        "1.",
        "1.,",
        "-1-",
        "§",
        "nr.",
        "fra 1 til",
        "kr.",
        "hver",
        "mellem 1 og",
        "2012-",
        "uge",
        "1/",
        "½ ¾ ²",
        "mio.",
        "Q",
        "9999999999999999999999999",
    ] {
        quantities(text, Some(Years { from: 2020, to: 2020 }));
        dates(text, None);
    }
}

fn years(text: &str) -> Option<Years> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    Some(Years { from: from.parse().ok()?, to: to.parse().ok()? })
}

fn reading(text: &str, plan: Option<Years>) -> String {
    let numbers = quantities(text, plan);
    let days = dates(text, plan);
    let read: Vec<String> = numbers.iter().map(quantity).chain(days.iter().map(date)).collect();
    if read.is_empty() { "-".to_owned() } else { read.join(" ; ") }
}

fn quantity(found: &Quantity) -> String {
    let bound = |age: Option<u32>| age.map_or(String::new(), |age| age.to_string());
    let upper = found.upper.map_or(String::new(), |upper| format!("..{upper}"));
    let read = match found.value {
        Value::Count(value) => format!("{value}{upper} count"),
        Value::Percent(value) => format!("{value}{upper} pct"),
        Value::PercentPoint(value) => format!("{value}{upper} pct_point"),
        Value::Money(value) => format!("{value}{upper} kr"),
        Value::Duration(value, unit) => format!(
            "{value}{upper} {}",
            match unit {
                TimeUnit::Minute => "minutter",
                TimeUnit::Hour => "timer",
                TimeUnit::Day => "dage",
                TimeUnit::Week => "uger",
                TimeUnit::Month => "maaneder",
                TimeUnit::Year => "aar",
            }
        ),
        Value::Age { min, max } => format!("age {}..{}", bound(min), bound(max)),
        Value::Ordinal(rank) => format!("ordinal {rank}"),
        Value::Fraction(share) => format!("{share} fraction"),
    };
    read + if found.note { " !note" } else { "" }
}

fn date(found: &Date) -> String {
    let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
    let precision = match found.precision {
        Precision::Day => "day",
        Precision::Week => "week",
        Precision::Month => "month",
        Precision::Quarter => "quarter",
        Precision::Half => "half",
        Precision::Year => "year",
        Precision::Years => "years",
    };
    let deadline = found.deadline.as_deref().unwrap_or("-");
    let mut read = format!("{deadline} {precision}");
    if !(found.stated && found.precision == Precision::Year) {
        read += &format!(" {}..{}", year(found.from), year(found.to));
    }
    read += if !found.stated && found.from.is_some() { " (plan)" } else { "" };
    read + if found.note { " !note" } else { "" }
}
