//! The text of a file that a spreadsheet or an editor has written.

use std::io;
use std::path::Path;

use crate::center::{bounded, within};
use crate::exit::Exit;
use crate::failure::{Failure, reason};

/// How standard input is called where a file is named.
const STANDARD_INPUT: &str = "-";

/// What a file is called where something is said of it.
pub fn shown(path: &Path) -> String {
    match path.as_os_str() == STANDARD_INPUT {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    }
}

/// The text of a file of at most `most` bytes, without a byte order mark; `-` is standard input.
pub fn read(path: &Path, most: usize) -> Result<String, Failure> {
    let is_input = path.as_os_str() == STANDARD_INPUT;
    let shown = shown(path);
    let bytes = match is_input {
        true => within(io::stdin(), most),
        false => bounded(path, most),
    };
    let bytes = bytes.map_err(|error| {
        Failure::error(format!("{shown} cannot be read: {}", reason(&error)))
            .help("give a file, or - for standard input")
    })?;
    let Some(bytes) = bytes else {
        let told = format!("{shown} has more than {most} bytes, the most that is imported");
        return Err(Failure::with(Exit::Invalid, told));
    };
    text(bytes).map_err(|why| {
        Failure::with(Exit::Invalid, format!("{shown} is no text in UTF-8: {why}"))
            .help("save it as UTF-8; Excel calls that `CSV UTF-8`")
    })
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err("it is UTF-16, which Excel calls `Unicode Text`".to_owned());
    }
    if bytes.contains(&0) {
        return Err("it has a zero byte, as workbooks and archives have".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let error = error.utf8_error();
        let byte = error.valid_up_to() + 1;
        format!("byte {byte} is none; Excel on Chinese Windows writes GBK (GB18030) as `CSV`")
    })?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(rest.to_owned()),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(text(b"\xEF\xBB\xBFa".to_vec()), Ok("a".to_owned()));
        assert_eq!(text("工号".into()), Ok("工号".to_owned()));
    }

    #[test]
    fn what_is_no_utf8_is_told_by_what_writes_it() {
        // `工号` in GB18030.
        let gbk = text(b"a\n\xB9\xA4\xBA\xC5".to_vec()).expect_err("no UTF-8");
        assert!(gbk.contains("byte 3") && gbk.contains("GB18030"), "{gbk}");
        let wide = text(b"\xFF\xFEa\0".to_vec()).expect_err("no UTF-8");
        assert!(wide.contains("UTF-16"), "{wide}");
        assert!(text(b"PK\x03\x04\0".to_vec()).is_err());
    }
}
