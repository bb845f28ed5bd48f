//! The labeling configuration: what Label Studio offers its annotators. All names are ASCII words, so nothing needs
//! escaping.

use super::{CONTINUES, control};
use crate::exchange::schema::{LAYERS, Values};
use std::fmt::Write;

pub(super) fn xml() -> String {
    let mut out = String::from("<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n");
    for layer in &LAYERS {
        let _ = writeln!(out, "  <Header value=\"{}\" size=\"6\"/>", layer.name);
        let _ = writeln!(out, "  <Labels name=\"{}\" toName=\"text\">", layer.name);
        for kind in layer.kinds {
            let _ = writeln!(out, "    <Label value=\"{kind}\" background=\"{}\"/>", layer.color);
        }
        out.push_str("  </Labels>\n");
    }
    let _ = writeln!(out, "  <Relations>\n    <Relation value=\"{CONTINUES}\"/>\n  </Relations>");
    out.push_str("  <Text name=\"text\" value=\"$text\" granularity=\"character\"/>\n");
    for layer in &LAYERS {
        for field in layer.fields {
            let name = control(layer, field);
            let region = format!("toName=\"text\" perRegion=\"true\" whenTagName=\"{}\"", layer.name);
            let _ = writeln!(out, "  <Header value=\"{}\" size=\"6\"/>", field.name.replace('_', " "));
            match field.values {
                Values::One(list) => choices(&mut out, &name, &region, "single-radio", &[list]),
                Values::Many(lists) => choices(&mut out, &name, &region, "multiple", lists),
                Values::Number => {
                    let _ = writeln!(out, "  <Number name=\"{name}\" {region}/>");
                }
                Values::Text => {
                    let _ =
                        writeln!(out, "  <TextArea name=\"{name}\" {region} maxSubmissions=\"1\" editable=\"true\"/>");
                }
            }
        }
    }
    out.push_str("</View>\n");
    out
}

fn choices(out: &mut String, name: &str, region: &str, how_many: &str, lists: &[&[&str]]) {
    let _ = writeln!(out, "  <Choices name=\"{name}\" {region} choice=\"{how_many}\">");
    for value in lists.iter().copied().flatten() {
        let _ = writeln!(out, "    <Choice value=\"{value}\"/>");
    }
    out.push_str("  </Choices>\n");
}
