//! The closed lists of the gold format: what an attribute may say.

/// Kinds of documents.
pub(crate) const DOCUMENT_KINDS: &[&str] = &["beskaeftigelsesplan", "oversigt", "andet"];

/// Kinds of goals.
pub(crate) const GOAL_KINDS: &[&str] = &["ministermaal", "pejlemaerke", "maalsaetning", "maal", "aktivitet"];

/// How strongly a goal binds its owner.
pub(crate) const MODALITIES: &[&str] =
    &["skal", "vil", "boer", "kan", "oensker", "forventer", "maal", "indikativ", "bestraeber", "nominal"];

/// Where a goal wants to move something.
pub(crate) const DIRECTIONS: &[&str] = &["increase", "decrease", "maintain", "improve"];

/// What a target counts.
pub(crate) const UNITS: &[&str] = &[
    "pct",
    "pct_point",
    "personer",
    "fuldtidspersoner",
    "uger",
    "maaneder",
    "aar",
    "dage",
    "timer",
    "forloeb",
    "samtaler",
    "virksomheder",
    "pladser",
    "sager",
    "kr",
    "antal",
];

/// How a target's number is meant.
pub(crate) const COMPARATORS: &[&str] = &["at_least", "at_most", "exactly", "increase_by", "decrease_by"];

/// Kinds of sources.
pub(crate) const SOURCE_KINDS: &[&str] =
    &["law", "agreement", "report", "statistics", "website", "strategy", "guide", "project"];

/// Bounds that a target group's qualifier may state.
pub(crate) const BOUNDS: &[&str] = &["age_min", "age_max", "duration_min_weeks"];

/// Marks in a matrix.
pub(crate) const MARKS: &[&str] = &["X", "(X)"];

/// Goals of the employment minister that have an id.
pub(crate) const MINISTER_GOALS: &[&str] = crate::lexicon::LISTED;

/// Concepts of target groups. Goals may also name `virksomheder`.
pub(crate) const TARGET_GROUPS: &[&str] = &[
    "ledige",
    "langtidsledige",
    "langtidsforsoergede",
    "dagpengemodtagere",
    "dimittender",
    "ufaglaerte",
    "kontanthjaelpsmodtagere",
    "uddannelseshjaelpsmodtagere",
    "jobparate",
    "aktivitetsparate",
    "uddannelsesparate",
    "unge",
    "udsatte_unge",
    "unge_med_psykiske_vanskeligheder",
    "seniorer",
    "sygemeldte",
    "jobafklaring",
    "ressourceforloeb",
    "revalidender",
    "fleksjobvisiterede",
    "ledighedsydelsesmodtagere",
    "foertidspensionister",
    "handicap",
    "psykisk_sygdom",
    "nedsat_arbejdsevne",
    "udsatte",
    "flygtninge",
    "familiesammenfoerte",
    "indvandrere",
    "ukrainere",
    "integrationsydelsesmodtagere",
    "kvinder",
    "maend",
    "enlige_foraeldre",
    "hjemloese",
    "misbrug",
    "udsatte_boligomraader",
    "jobsoegende",
    "beskaeftigede",
    "andet",
];

/// Concepts of measures.
pub(crate) const MEASURES: &[&str] = &[
    "virksomhedspraktik",
    "loentilskud",
    "virksomhedsrettet_indsats",
    "ordinaere_timer",
    "fleksjob",
    "ressourceforloeb",
    "jobafklaringsforloeb",
    "revalidering",
    "mentor",
    "opkvalificering",
    "brancheskift",
    "uddannelsespulje",
    "uddannelsesloeft",
    "voksenlaerling",
    "fvu",
    "rkv",
    "amu",
    "branchepakker",
    "danskuddannelse",
    "igu",
    "integrationsprogram",
    "repatriering",
    "erhvervsuddannelse",
    "fgu",
    "stu",
    "brobygning",
    "uddannelsesvejledning",
    "laere_og_praktikpladser",
    "nytteindsats",
    "ips",
    "handicapkompenserende_ordninger",
    "hjaelpemidler",
    "personlig_assistance",
    "fastholdelse",
    "delvis_raskmelding",
    "mestringsforloeb",
    "sundhedsindsats",
    "rehabiliteringsteam",
    "samtaler",
    "jobplan",
    "koordinerende_sagsbehandler",
    "jobformidling",
    "rekruttering",
    "virksomhedskontakt",
    "jobklub",
    "jobevents",
    "partnerskaber",
    "socialoekonomisk_virksomhed",
    "a_kasse_samarbejde",
    "digitale_redskaber",
    "helhedsorienteret_indsats",
    "aktivering",
    "screening",
    "kontrolindsats",
    "frikommuneforsoeg",
    "progressionsmaaling",
    "andet",
];

/// Concepts of benefits.
pub(crate) const BENEFITS: &[&str] = &[
    "a_dagpenge",
    "kontanthjaelp",
    "uddannelseshjaelp",
    "sygedagpenge",
    "ledighedsydelse",
    "foertidspension",
    "seniorpension",
    "tidlig_pension",
    "efterloen",
    "integrationsydelse",
    "selvforsoergelses_og_hjemrejseydelse",
    "revalideringsydelse",
    "ressourceforloebsydelse",
    "loenkompensation",
    "folkepension",
    "offentlig_forsoergelse",
    "andet",
];
