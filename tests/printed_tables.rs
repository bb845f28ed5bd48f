//! One table of goals in every form in which tools print it, under the heads that plans give its columns: all its goals
//! are found, whole and nothing else.

use pejl::analyze;
use pejl::ingest::Document;
use pejl::lexicon::Lexicon;

/// Heads of columns, the one of the goals first.
const HEADS: &[&str] = &[
    "Mål|Ansvarlig|Frist",
    "Mål|Tidsplan|Ansvarlig",
    "Mål|Ansvarlig",
    "Mål|Status|Bemærkninger",
    "Mål|Ansvarlig enhed|Opfølgning",
    "Mål 2030|Ansvarlig|Status",
    "Delmål|Ansvarlig|Tidsfrist",
    "Resultatmål|Ansvarlig|Opfølgning",
    "Resultatmål 2030|Ansvarlig",
    "Konkrete mål|Ansvarlig|Evaluering",
    "Operationelle mål|Ansvarlig|Deadline",
    "Målsætning|Indikator|Ansvarlig",
    "Succeskriterier|Målemetode|Frist",
    "Indsats|Ansvarlig|Deadline",
    "Indsatser|Målgruppe|Tidsplan",
    "Aktivitet|Hvem|Hvornår",
    "Aktiviteter|Ansvarlig",
    "Handling|Tovholder|Start",
    "Initiativ|Ansvarlig|Tidshorisont",
    "Tiltag|Ansvarlig|Økonomi",
    "Hvad vil vi opnå?|Hvem|Hvornår",
    "Hvad gør vi?|Hvem|Hvornår",
];

/// Rows; a bar parts the lines of a cell.
const ROWS: [[&str; 3]; 3] = [
    ["Mindst 55 pct. af hønsene i byen er i|en have efter tre år.", "Gartneren", "Årligt"],
    ["Flere høns fra andre byer end i 2029|har deres egen have.", "Haveteamet", "1. maj 2030"],
    ["Ingen skal vente mere end to uger på at|begynde på arbejdet i haven.", "Formanden", "1. juni 2030"],
];

const PROSE: &str = "\
Nordby Kommune har i de seneste år arbejdet med at få flere i haven, og det er gået godt for
de fleste høns. Græsset er blevet grønt, og naboerne i byen har haft flere besøg end ventet.
";

/// The ways in which tools print a table.
const FORMS: [&str; 8] = [
    "layout",
    "layout, blank lines",
    "Markdown",
    "tabs",
    "blocks",
    "heads on a line, blocks",
    "lines",
    "rows on a line",
];

fn printed(form: &str, heads: &[&str]) -> String {
    let rows: Vec<Vec<Vec<&str>>> =
        ROWS.iter().map(|row| row[..heads.len()].iter().map(|cell| cell.split('|').collect()).collect()).collect();
    let whole = |between: &str| -> Vec<String> {
        rows.iter().map(|row| row.iter().map(|cell| cell.join(" ")).collect::<Vec<_>>().join(between)).collect()
    };
    let cells = |between: &str| -> String {
        rows.iter().flatten().map(|cell| cell.join("\n")).collect::<Vec<_>>().join(between)
    };
    match form {
        "Markdown" => {
            let row = |cells: String| format!("| {cells} |\n");
            let body: String = whole(" | ").into_iter().map(row).collect();
            format!("| {} |\n|{}\n{body}", heads.join(" | "), "---|".repeat(heads.len()))
        }
        "tabs" => format!("{}\n{}", heads.join("\t"), whole("\t").join("\n")),
        "blocks" => format!("{}\n\n{}", heads.join("\n\n"), cells("\n\n")),
        "heads on a line, blocks" => format!("{}\n\n{}", heads.join(" "), cells("\n\n")),
        "lines" => format!("{}\n{}", heads.join("\n"), cells("\n")),
        "rows on a line" => format!("{}\n{}", heads.join(" "), whole(" ").join("\n")),
        _ => {
            let gap = if form == "layout" { "" } else { "\n" };
            let line = |cells: Vec<&str>| {
                let text: String = cells.iter().map(|cell| format!("{cell:44}")).collect();
                format!("{}\n", text.trim_end())
            };
            let mut text = line(heads.to_vec()) + gap;
            for row in &rows {
                for at in 0..2 {
                    let cells: Vec<&str> = row.iter().map(|cell| cell.get(at).copied().unwrap_or("")).collect();
                    text += &line(cells);
                }
                text += gap;
            }
            text
        }
    }
}

#[test]
fn a_table_of_goals_is_read_in_every_form() {
    let lexicon = Lexicon::embedded();
    let expected: Vec<String> = ROWS.iter().map(|row| row[0].replace('|', " ")).collect();
    let mut wrong = String::new();
    for heads in HEADS {
        let names: Vec<&str> = heads.split('|').collect();
        for form in FORMS {
            let table = printed(form, &names);
            let text =
                format!("Beskæftigelsesplan 2030\nNordby Kommune\n\n{PROSE}\nHaver\n\n{table}\n\nOpfølgning\n{PROSE}");
            let analysis = analyze(&Document::from_text("plan.txt", &text), &lexicon);
            let found: Vec<String> = analysis
                .goals
                .iter()
                .map(|goal| goal.place.text.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            if found != expected {
                wrong += &format!("{heads} as {form}: {found:?}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
