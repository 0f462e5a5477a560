//! A configuration that is written out and read again is the same.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

#[path = "common/callers.rs"]
mod callers;
#[path = "common/center.rs"]
mod center;
mod common;
#[path = "common/hours.rs"]
mod hours;
#[path = "common/nodes.rs"]
mod nodes;
#[path = "common/trunks.rs"]
mod trunks;
#[path = "common/webhooks.rs"]
mod webhooks;

use common::{sources, wav};
use lang::{FileError, Files};
use proptest::prelude::*;

/// The same audio everywhere.
struct Everywhere;

impl Files for Everywhere {
    fn read(&self, _path: &str) -> Result<Vec<u8>, FileError> {
        Ok(wav())
    }
}

/// What `sha256sum` says of the bytes of [`wav`].
const SHA256: &str = "60c0b6c740c791f5d9c1b7d688aa4e6719b93c8f4e7c4b7919ab86ad78b74068";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_out_and_read_again_is_the_same(config in center::config()) {
        let config = center::with_hash(config, SHA256);
        let text = lang::emit::to_yaml(&config);
        let compiled = lang::compile(&sources(&[("center.yaml", &text)]), &Everywhere);
        let compiled = compiled.map_err(|problems| {
            let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
            TestCaseError::fail(format!("{}\n{text}", shown.join("\n")))
        })?;
        prop_assert_eq!(&compiled.config, &config, "{}", text);
        prop_assert_eq!(lang::emit::to_yaml(&compiled.config), text);
        prop_assert!(lang::recheck(&config, &Everywhere).is_ok());
    }

    #[test]
    fn what_is_written_into_files_is_the_same(config in center::config()) {
        let config = center::with_hash(config, SHA256);
        let files = lang::emit::to_files(&config);
        let files: Vec<(&str, &String)> = files.iter().map(|(path, text)| (path.as_str(), text)).collect();
        let compiled = lang::compile(&sources(&files), &Everywhere);
        let compiled = compiled.map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{files:#?}")))?;
        prop_assert_eq!(&compiled.config, &config, "{:#?}", files);
    }

    #[test]
    fn what_has_another_name_is_named_by_it_everywhere(config in center::config()) {
        let config = center::with_hash(config, SHA256);
        let moved = everything_moved(&config);
        let mut renamed = config.clone();
        renamed.rename(&model::Renames::of(&moved));
        let text = lang::emit::to_yaml(&renamed);
        // A name that was forgotten is that of nothing.
        let compiled = lang::compile(&sources(&[("center.yaml", &text)]), &Everywhere);
        let compiled = compiled.map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{text}")))?;
        prop_assert_eq!(&compiled.config, &renamed, "{}", text);
        let back: Vec<model::Moved> = moved
            .into_iter()
            .map(|one| model::Moved { from: one.to, to: one.from, kind: one.kind })
            .collect();
        renamed.rename(&model::Renames::of(&back));
        prop_assert_eq!(renamed, config);
    }

    #[test]
    fn text_that_is_cut_and_glued_never_panics(
        config in center::config(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..5_u8, "\\PC{0,3}"), 1..8),
    ) {
        let mut text: Vec<char> = lang::emit::to_yaml(&config).chars().collect();
        for (a, b, edit, insert) in edits {
            let (a, b) = (a.index(text.len().max(1)), b.index(text.len().max(1)));
            let (from, to) = (a.min(b), a.max(b).min(text.len()));
            match edit {
                0 => drop(text.drain(from..to.min(from + 20))),
                1 => drop(text.splice(from..from, insert.chars())),
                2 if to < text.len() => text.swap(from, to),
                3 => { let copy: Vec<char> = text[from..to].to_vec(); text.extend(copy); }
                _ => text.insert(from, ['\t', '\n', ':', '{', '"', '&', '*', '|'][to % 8]),
            }
        }
        let text: String = text.into_iter().collect();
        let sources = sources(&[("center.yaml", &text)]);
        if let Err(problems) = lang::compile(&sources, &Everywhere) {
            prop_assert!(!problems.is_empty());
            for label in problems.iter().flat_map(|problem| &problem.labels) {
                prop_assert!(label.span.start + label.span.len <= text.len(), "{label:?}");
                prop_assert!(label.line >= 1 && label.column >= 1);
            }
        }
    }

    #[test]
    fn bytes_of_any_kind_never_panic(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = lang::compile(&sources(&[("center.yaml", text)]), &Everywhere);
    }

    #[test]
    fn yaml_like_noise_never_panics(text in "[\\-\\?:,\\[\\]{}#&*!|>'\"%@` \n\tab1~<.]{0,80}") {
        let _ = lang::compile(&sources(&[("center.yaml", text)]), &Everywhere);
    }
}

#[test]
fn what_the_language_cannot_say_is_refused() {
    let mut config = model::Config::default();
    config.center.voice = "fr".to_owned();
    assert!(lang::recheck(&config, &Everywhere).is_err());
}

/// Another name for everything that can have one.
fn everything_moved(config: &model::Config) -> Vec<model::Moved> {
    let moved = |kind: model::MovedKind, name: &str| {
        // The routing of that name is the one of groups that name none.
        (name != "default").then(|| {
            let (base, version) = name
                .split_once('@')
                .map_or((name, None), |(a, b)| (a, Some(b)));
            let base: String = base.chars().take(60).collect();
            let to = match version {
                Some(version) => format!("{base}-zz@{version}"),
                None => format!("{base}-zz"),
            };
            model::Moved {
                kind,
                from: name.parse().expect("a name"),
                to: to.parse().expect("a name"),
            }
        })
    };
    let written = lang::emit::resources(config).into_iter();
    written
        .filter_map(|(kind, resources)| Some((model::MovedKind::of_key(kind)?, resources)))
        .flat_map(|(kind, resources)| {
            let names = resources.into_keys();
            names
                .filter_map(move |name| moved(kind, &name))
                .collect::<Vec<_>>()
        })
        .collect()
}
