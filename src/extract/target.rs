//! Numbers to reach. (Replaced when the number branch lands.)
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub value: f64,
    pub unit: String,
    pub comparator: String,
    pub baseline: Option<f64>,
    pub deadline: Option<String>,
}
