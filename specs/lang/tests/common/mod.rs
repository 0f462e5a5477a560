//! What the tests of the language share.

#![allow(dead_code, reason = "each test program uses a part of it")]

use lang::{Compiled, FileError, Files, Given, Layers, Origin, Problem, Source};

/// A directory with a good prompt, a bad one and one that is too large.
pub struct Directory;

impl Files for Directory {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        match path {
            "audio/hold.wav" => Ok(wav()),
            "audio/minute.wav" => Ok(silence(60_000)),
            "audio/notes.wav" => Ok(b"these are notes".to_vec()),
            "audio/song.mp3" => Ok(b"ID3\x04\0\0\0\0\x10\0song".to_vec()),
            "audio/song.ogg" => Ok(b"OggS\0song".to_vec()),
            "audio/long.wav" => Err(FileError::TooLarge),
            "audio/locked.wav" => Err(FileError::Unreadable("permission denied".to_owned())),
            _ => Err(FileError::Missing),
        }
    }
}

/// Ten milliseconds of silence.
pub fn wav() -> Vec<u8> {
    silence(10)
}

/// Silence: 16-bit PCM, mono, 8000 Hz.
pub fn silence(millis: u32) -> Vec<u8> {
    let bytes = millis * 16;
    let mut out = b"RIFF".to_vec();
    out.extend((bytes + 36).to_le_bytes());
    out.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1F\0\0\x80\x3E\0\0\x02\0\x10\0data");
    out.extend(bytes.to_le_bytes());
    out.resize(out.len() + bytes as usize, 0);
    out
}

/// Files with these names and texts.
pub fn sources<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Vec<Source> {
    let source = |(path, text): &(&str, T)| Source {
        path: (*path).to_owned(),
        text: text.as_ref().to_vec(),
    };
    files.iter().map(source).collect()
}

/// Compiles one file, `center.yaml`.
pub fn compile(text: impl AsRef<[u8]>) -> Result<Compiled, Vec<Problem>> {
    lang::compile(&sources(&[("center.yaml", text)]), &Directory)
}

/// The files of a center, and what is laid over them: files below `env/`, and values of variables by
/// what stands for their files.
pub fn layers(sources: &[Source]) -> (Vec<Source>, Layers) {
    let (given, files): (Vec<Source>, Vec<Source>) = sources
        .iter()
        .cloned()
        .partition(|source| source.path.starts_with('('));
    let (overlay, files) = files
        .into_iter()
        .partition(|source| source.path.starts_with("env/"));
    let values = given.into_iter().map(|source| {
        let place = source.path.trim_matches(['(', ')']);
        let of_environment = place.strip_prefix("CCCTL_VAR_");
        let of_line = place.strip_prefix("--var ");
        let name = of_environment.or(of_line).expect("a name").to_owned();
        Given {
            name,
            value: String::from_utf8(source.text).expect("text"),
            origin: match of_environment {
                Some(_) => Origin::Environment,
                None => Origin::CommandLine,
            },
        }
    });
    let values = values.collect();
    (files, Layers { overlay, values })
}

/// The problems of one file, or its warnings.
pub fn problems(text: impl AsRef<[u8]>) -> Vec<Problem> {
    compile(text).map_or_else(|problems| problems, |compiled| compiled.warnings)
}

/// Problems as plain text, each with the lines that its labels point at.
pub fn show(problems: &[Problem], sources: &[Source]) -> String {
    let mut out = String::new();
    for problem in problems {
        out.push_str(&problem.to_string());
        out.push('\n');
        for label in &problem.labels {
            let source = sources.iter().find(|source| source.path == label.path);
            let bytes = source.map_or(&[][..], |source| &source.text);
            let marked = bytes.get(label.span.start..label.span.start + label.span.len);
            let marked = String::from_utf8_lossy(marked.unwrap_or(b"(outside the file)"));
            let marked: String = marked.chars().take(60).collect();
            out.push_str(&format!("  | {} {:?}\n", label.line, marked));
        }
    }
    out
}
