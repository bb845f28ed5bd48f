//! Which encoding a file is in: byte-order mark, else valid UTF-8, else what `chardetng` makes of it.

use encoding_rs::{Encoding, UTF_8};

/// Decodes `bytes` to text and names the encoding; Err says in words why this is no text.
///
/// A byte-order mark stays in the text as U+FEFF, so that offsets agree with tools that read the file as it is.
pub fn decode(bytes: &[u8], label: Option<&str>) -> Result<(String, &'static str), String> {
    if bytes.is_empty() {
        return Err("the file is empty".into());
    }
    let forced = match label {
        None => None,
        Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            format!("unknown encoding '{label}'; use a WHATWG label such as utf-8, windows-1252 or macintosh")
        })?),
    };
    let encoding = match forced.or_else(|| Encoding::for_bom(bytes).map(|(encoding, _)| encoding)) {
        Some(encoding) => encoding,
        None => {
            refuse_binary(bytes)?;
            if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { detect(bytes) }
        }
    };
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    if malformed && encoding == UTF_8 && forced.is_none() {
        return Err("the file has a UTF-8 mark but is not valid UTF-8; give --encoding".into());
    }
    let text = text.into_owned();
    let printable = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').count();
    if printable == 0 {
        return Err("the file holds only white space".into());
    }
    let odd =
        text.chars().filter(|c| c.is_control() && !c.is_whitespace() && *c != '\u{7f}' || *c == '\u{fffd}').count();
    if odd * 10 > printable {
        return Err(format!(
            "the file is not text: {odd} of {printable} characters are control characters when read as {}",
            encoding.name()
        ));
    }
    Ok((text, encoding.name()))
}

/// Files that are something else than text say so in their first bytes or by NUL bytes.
fn refuse_binary(bytes: &[u8]) -> Result<(), String> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF; convert it to text first (pdftotext FILE.pdf)"),
        (b"PK\x03\x04", "a ZIP or Office file; save it as text first"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"\x89PNG", "a PNG image"),
        (b"GIF8", "a GIF image"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\xd0\xcf\x11\xe0", "an old Office file; save it as text first"),
        (b"{\\rtf", "an RTF file; save it as text first"),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(format!("the file is {kind}"));
    }
    match bytes.iter().position(|&byte| byte == 0) {
        Some(at) => Err(format!("the file is not text: byte {at} is NUL")),
        None => Ok(()),
    }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"dk"), chardetng::Utf8Detection::Deny)
}
