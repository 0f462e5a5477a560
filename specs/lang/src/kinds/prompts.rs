//! `prompts`: the prompt library.

use std::time::Duration;

use model::config::{Clip, Prompt};
use sha2::{Digest, Sha256};

use crate::decode::{self, Context, Field, Fields, Report, Shape, Table, scalar};
use crate::kinds::{Item, center};
use crate::tree::At;
use crate::{ClipSource, Code, FileError, Files, MAX_PROMPT_BYTES};

/// The keys of a prompt.
pub static TABLE: Table = Table {
    what: "a prompt",
    doc: "Something to be heard, under a name: a file or a text. It has `file` or `text`.",
    fields: &[
        Field::optional(
            "file",
            Shape::Other(
                "the path of a WAV or MP3 file of at most 5 MB and 30 minutes, relative to the \
                 directory",
            ),
            "A recording: MP3, or WAV with PCM of 8, 16, 24 or 32 bits, 32-bit float, A-law or \
             µ-law; mono or stereo, any rate.",
        ),
        Field::optional(
            "text",
            Shape::Other("a text of at most 600 characters, with `${Variables}`"),
            "A text to speak.",
        ),
        Field::otherwise(
            "voice",
            Shape::Word(center::VOICES),
            "the center's `voice`",
            "The voice that speaks the text.",
        ),
    ],
};

/// Reads one prompt.
pub fn read(cx: &mut Context, files: &dyn Files, item: &Item<'_>) -> Option<Prompt> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let voice = fields.word(cx, "voice").map(str::to_owned);
    match (fields.has("file"), fields.has("text")) {
        (true, false) => {
            if voice.is_some() {
                let at = cx.at(&item.path, "voice");
                let message = "a prompt from a file has no `voice`";
                cx.report(Report::new(Code::WrongShape, at, message).help("delete it"));
            }
            clip(cx, files, &fields).map(Prompt::File)
        }
        (false, true) => {
            let (_, node) = fields.node(cx, "text")?;
            decode::template(cx, node, &item.path).map(|text| Prompt::Text { text, voice })
        }
        _ => {
            let message = "a prompt has either `file` or `text`";
            let help = "write `{ file: audio/welcome.wav }` or `{ text: ... }`";
            cx.report(Report::new(Code::WrongShape, item.at, message).help(help));
            None
        }
    }
}

fn clip(cx: &mut Context, files: &dyn Files, fields: &Fields<'_>) -> Option<Clip> {
    let (_, node) = fields.node(cx, "file")?;
    let file = scalar::quoted(cx, node, "the path of a WAV or MP3 file")?;
    let file = inside(cx, file, node.at)?;
    match load(files, &file) {
        Ok((sha256, length)) => {
            cx.lengths.insert(sha256.clone(), length);
            cx.clips.push(ClipSource {
                sha256: sha256.clone(),
                path: file.clone(),
            });
            Some(Clip { file, sha256 })
        }
        Err((code, message, help)) => {
            cx.report(Report::new(code, node.at, message).help(help));
            None
        }
    }
}

/// The hash of a file and how long it sounds, or what is wrong with it.
fn load(files: &dyn Files, file: &str) -> Result<(String, Duration), (Code, String, &'static str)> {
    let large = "at most 5 MB: cut it, or save it with a lower rate";
    let bytes = files.read(file).map_err(|error| match error {
        FileError::TooLarge => (Code::LargeFile, format!("`{file}` is above 5 MB"), large),
        error => {
            let message = format!("`{file}` cannot be read: {error}");
            (
                Code::UnreadableFile,
                message,
                "its path is relative to the directory, not to this file",
            )
        }
    })?;
    if bytes.len() > MAX_PROMPT_BYTES {
        return Err((Code::LargeFile, format!("`{file}` is above 5 MB"), large));
    }
    let sound = audio::look(&bytes).map_err(|error| {
        let message = format!("`{file}` cannot be played: {error}");
        (Code::NotAudio, message, error.mend())
    })?;
    let sha256 = hex::encode(Sha256::digest(&bytes));
    Ok((sha256, Duration::from_millis(sound.millis())))
}

/// A path that stays inside the directory by its spelling.
pub fn inside(cx: &mut Context, path: &str, at: At) -> Option<String> {
    let path = path.strip_prefix("./").unwrap_or(path);
    let stays = !path.is_empty()
        && !path.starts_with('/')
        && !path.contains(['\\', '\0'])
        && path.get(1..2).is_none_or(|colon| colon != ":")
        && path.split('/').all(|part| !matches!(part, ".." | "." | ""));
    if !stays {
        let message = format!("`{path}` is no path inside the directory");
        let help = "write it relative to the directory, with `/` and without `..`";
        cx.report(Report::new(Code::BadPath, at, message).help(help));
    }
    stays.then(|| path.to_owned())
}
