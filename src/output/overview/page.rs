//! The overview as one HTML page that needs nothing else: the table links to the quotes below it, and a short script
//! adds sorting, filtering and a window for the quotes. Without script everything can still be read.

use super::{MARKS, heading, scheme};
use crate::overview::{Mark, Overview};
use anyhow::Context;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use std::collections::BTreeMap;

/// The page. The template's name ends in `.html`, so everything that it prints is escaped.
pub fn html(overview: &Overview) -> anyhow::Result<String> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.add_template("page.html", include_str!("page.html"))?;
    let template = environment.get_template("page.html")?;
    let page = template.render(context! {
        overview => Serde(overview),
        scheme => scheme(overview),
        read => overview.read(),
        headings => overview.columns.iter().map(heading).collect::<Vec<_>>(),
        marks => MARKS,
        signs => signs(),
        style => Value::from_safe_string(include_str!("page.css").to_owned()),
        script => Value::from_safe_string(include_str!("page.js").to_owned()),
        version => env!("CARGO_PKG_VERSION"),
    });
    page.context("the page's template fails; this is a bug")
}

/// Mark, words and rank of each id of a mark, as the template meets it in the data.
fn signs() -> BTreeMap<&'static str, Value> {
    let marks = [
        ("no_plan", Mark::NoPlan),
        ("not_found", Mark::NotFound),
        ("described", Mark::Described),
        ("result", Mark::Result),
    ];
    let sign = |(rank, (id, mark)): (usize, (&'static str, Mark))| {
        (id, context! { sign => mark.as_str(), words => mark.in_words(), rank => rank })
    };
    marks.into_iter().enumerate().map(sign).collect()
}
