//! The columns of each table and what they mean. The Danish sentences become the sheet "Læs mig".

use super::{Column, Kind};

const fn text(name: &'static str, means: &'static str) -> Column {
    Column { name, kind: Kind::Text, means }
}

const fn integer(name: &'static str, means: &'static str) -> Column {
    Column { name, kind: Kind::Integer, means }
}

const fn number(name: &'static str, means: &'static str) -> Column {
    Column { name, kind: Kind::Number, means }
}

const DOC: Column = text("doc", "planens filnavn; nøgle til tabellen plans");
const ID: Column = text("id", "fundets navn i planen; doc og id er tilsammen nøglen");
const MUNICIPALITY: Column = text("municipality", "kommunens navn");
const CODE: Column = text("kommunekode", "kommunens kode med fire cifre, som tekst");
const FROM: Column = integer("year_from", "planens første år");
const TO: Column = integer("year_to", "planens sidste år; tomt, hvis det er åbent");
const PAGE: Column = integer("page", "side i planen, regnet fra 1");
const SECTION: Column = text("section", "overskrifterne over fundet, yderst først, adskilt af ›");
const QUOTE: Column = text("quote", "det præcise citat; stykker, som noget skiller, er adskilt af mellemrum");
const START: Column = integer("start", "første tegn i planens tekst, regnet i Unicode-tegn fra 0");
const END: Column = integer("end", "tegnet efter det sidste");
const RULE: Column = text("rule", "reglen, der fandt det");

pub const PLANS: &[Column] = &[
    DOC,
    text("title", "planens titel"),
    text("kind", "hvad dokumentet er, som id"),
    text("kind_label", "hvad dokumentet er"),
    MUNICIPALITY,
    CODE,
    text("region", "kommunens region indtil 2026"),
    text("issuer", "hvem der har udgivet planen"),
    FROM,
    TO,
    integer("goals", "antal mål"),
    integer("target_groups", "antal omtaler af målgrupper"),
    integer("measures", "antal omtaler af redskaber"),
    integer("benefits", "antal omtaler af ydelser"),
    integer("sources", "antal kilder"),
    text("encoding", "tegnsættet, filen blev læst i"),
    text("sha256", "filens SHA-256"),
];

pub const GOALS: &[Column] = &[
    DOC,
    ID,
    MUNICIPALITY,
    CODE,
    FROM,
    TO,
    text("kind", "målets art, som id"),
    text("kind_label", "målets art"),
    text("label", "nummer eller bogstav, som planen skriver det"),
    text("actor", "ordene for, hvem der handler"),
    text("modality", "hvor stærkt ejeren binder sig, som id"),
    text("modality_label", "hvor stærkt ejeren binder sig"),
    text("direction", "hvilken vej målet peger, som id"),
    text("direction_label", "hvilken vej målet peger"),
    number("target_value", "tallet, der skal nås"),
    text("target_unit", "tallets enhed, som id"),
    text("target_unit_label", "tallets enhed"),
    text("target_comparator", "hvordan tallet skal nås, som id"),
    text("target_comparator_label", "hvordan tallet skal nås"),
    number("target_baseline", "tallet, der gås ud fra"),
    text("target_deadline", "fristen, så præcist som den er nævnt"),
    integer("period_from", "første år, som målet selv nævner"),
    integer("period_to", "sidste år, som målet selv nævner"),
    text("serves", "ministermålet, som planen sætter målet under, som id"),
    text("serves_label", "ministermålets ordlyd"),
    text("target_groups", "målgrupper nævnt i målet, id'er adskilt af |"),
    text("target_groups_label", "målgrupper nævnt i målet"),
    text("measures", "redskaber nævnt i målet, id'er adskilt af |"),
    text("measures_label", "redskaber nævnt i målet"),
    text("benefits", "ydelser nævnt i målet, id'er adskilt af |"),
    text("benefits_label", "ydelser nævnt i målet"),
    PAGE,
    SECTION,
    QUOTE,
    START,
    END,
    RULE,
];

pub const MENTIONS: &[Column] = &[
    DOC,
    ID,
    MUNICIPALITY,
    CODE,
    FROM,
    TO,
    text("concept", "begrebet, som id"),
    text("concept_label", "begrebet"),
    text("narrower", "det finere begreb, som id"),
    text("narrower_label", "det finere begreb"),
    PAGE,
    SECTION,
    QUOTE,
    START,
    END,
    RULE,
];

pub const TARGET_GROUPS: &[Column] = &[
    DOC,
    ID,
    MUNICIPALITY,
    CODE,
    FROM,
    TO,
    text("concept", "målgruppen, som id"),
    text("concept_label", "målgruppen"),
    text("narrower", "den finere målgruppe, som id"),
    text("narrower_label", "den finere målgruppe"),
    text("qualifiers", "hvad ordene omkring føjer til, id'er adskilt af |"),
    text("qualifiers_label", "hvad ordene omkring føjer til"),
    integer("age_min", "yngste alder"),
    integer("age_max", "ældste alder"),
    integer("duration_min_weeks", "mindste varighed i uger"),
    PAGE,
    SECTION,
    QUOTE,
    START,
    END,
    RULE,
];

pub const SOURCES: &[Column] = &[
    DOC,
    ID,
    MUNICIPALITY,
    CODE,
    FROM,
    TO,
    text("kind", "kildens art, som id"),
    text("kind_label", "kildens art"),
    text("publisher", "hvem der har udgivet kilden"),
    text("title", "kildens titel"),
    integer("year", "kildens år"),
    text("identifier", "lovnummer, tabel eller adresse"),
    integer("cited", "antal henvisninger fra brødteksten"),
    text("act_name", "lovens eller aftalens officielle navn, fra registret over love"),
    text("act_number", "nummer i Lovtidende A eller EU-forordningens nummer"),
    text("act_date", "dato for underskrift"),
    text("act_eli", "adresse efter European Legislation Identifier"),
    PAGE,
    SECTION,
    QUOTE,
    START,
    END,
    RULE,
];

pub const LINKS: &[Column] = &[
    DOC,
    text("from", "fundet, der peger; id i samme plan"),
    text("to", "fundet, der peges på; id i samme plan"),
    text("rule", "reglen, der forbandt dem"),
    text("quote", "ordene, som forbindelsen bygger på"),
    START,
    END,
];

pub const MATRIX: &[Column] = &[
    DOC,
    MUNICIPALITY,
    text("goal", "ministermålet, som id"),
    text("goal_label", "ministermålets ordlyd"),
    text("mark", "X: resultatmål; (X): beskrevet uden resultatniveau"),
];

#[cfg(feature = "search")]
pub const PASSAGES: &[Column] = &[
    DOC,
    ID,
    MUNICIPALITY,
    CODE,
    FROM,
    TO,
    text("kind", "tekststykkets art, som id"),
    text("kind_label", "tekststykkets art"),
    PAGE,
    SECTION,
    text("text", "teksten, som den står i planen"),
    START,
    END,
];
