//! That the page of each code is there, and that its examples do what it says of them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use std::collections::BTreeSet;

use common::{Directory, show, sources};
use jiff::civil::{Date, date};
use lang::documentation::{BESIDE, Example};
use lang::mend::{self, mend};
use lang::{Code, Problem, Source};

/// Two days before December.
const TODAY: Date = date(2026, 11, 29);

/// Those that no YAML can show, and why.
const UNSHOWN: &[(Code, &str)] = &[
    (Code::NotUtf8, "a page is UTF-8 itself"),
    (Code::TooLarge, "nobody reads 32 MB"),
    (Code::ControlCharacter, "nobody sees it"),
    (Code::TooManyProblems, "nobody reads a thousand problems"),
    (Code::UnknownGiven, "it stands in the environment"),
];

/// A center that has the problem of one of them.
fn unshown(code: Code) -> Vec<Source> {
    let text = match code {
        Code::NotUtf8 => b"center: { name: \xC4\xE3 }\n".to_vec(),
        Code::TooLarge => vec![b' '; lang::MAX_FILE_BYTES + 1],
        Code::ControlCharacter => b"center: { name: \"A\0\" }\n".to_vec(),
        Code::TooManyProblems => (0..1_001)
            .flat_map(|n| format!("k{n}: 1\n").into_bytes())
            .collect(),
        _ => b"center: {}\n".to_vec(),
    };
    let mut files = sources(&[("center.yaml", text)]);
    if code == Code::UnknownGiven {
        files.extend(sources(&[("(CCCTL_VAR_city)", "上海")]));
    }
    files
}

/// Examples with what stands beside them: what they do not say themselves.
fn center(examples: &[Example]) -> Vec<Source> {
    let said = examples.iter().flat_map(|file| resources(file.text));
    let said: BTreeSet<String> = said.map(|(resource, _)| resource).collect();
    let beside = resources(BESIDE).filter(|(resource, _)| !said.contains(resource));
    let beside = beside.map(|(resource, line)| {
        let kind = resource.split('/').next().unwrap_or_default();
        (format!("{resource}.yaml"), format!("{kind}:\n{line}\n"))
    });
    let own = examples.iter();
    let own = own.map(|file| (file.path.to_owned(), file.text.to_owned()));
    let files: Vec<(String, String)> = own.chain(beside).collect();
    let files = files.iter().map(|(path, text)| (path.as_str(), text));
    sources(&files.collect::<Vec<_>>())
}

/// The resources of a file whose kinds stand on lines of their own, each with its first line.
fn resources(text: &str) -> impl Iterator<Item = (String, &str)> {
    let mut kind = "";
    text.lines().filter_map(move |line| {
        match line
            .strip_prefix("  ")
            .filter(|rest| !rest.starts_with(' '))
        {
            Some(rest) => {
                let name = rest.split(": ").next()?.trim_end_matches(':');
                Some((format!("{kind}/{name}"), line))
            }
            None => {
                kind = line.split(':').next()?;
                None
            }
        }
    })
}

/// What is told of a center, with the warnings of a whole one where the page is about one of them.
fn told(code: Code, sources: &[Source]) -> Vec<Problem> {
    let (files, layers) = common::layers(sources);
    let result = match code.is_of_the_whole() {
        true => lang::compile_on(TODAY, &files, &layers, &Directory),
        false => lang::compile_layers(&files, &layers, &Directory),
    };
    mend::problems(&result).to_vec()
}

/// The center that has the problem of a page.
fn shown(code: Code) -> Vec<Source> {
    match UNSHOWN.iter().any(|(known, _)| *known == code) {
        true => unshown(code),
        false => center(&code.documentation().example),
    }
}

#[test]
fn every_code_says_what_has_happened_and_what_to_do() {
    for code in Code::ALL {
        let page = code.documentation();
        for text in [&page.cause, &page.remedy] {
            let last = text.trim_end_matches(['`', ')']).chars().last();
            assert!(matches!(last, Some('.' | '?')), "{code}: {text}");
        }
        assert!(page.cause.len() > 100, "{code}: {}", page.cause);
        assert!(page.remedy.len() > 15, "{code}: {}", page.remedy);
    }
}

#[test]
fn every_code_has_an_example_but_those_that_no_yaml_shows() {
    let without = Code::ALL.iter().copied();
    let without = without.filter(|code| code.documentation().example.is_empty());
    let known = UNSHOWN.iter().map(|(code, _)| *code);
    assert_eq!(without.collect::<Vec<_>>(), known.collect::<Vec<_>>());
    for code in Code::ALL {
        let page = code.documentation();
        assert_eq!(page.example.is_empty(), page.mended.is_empty(), "{code}");
    }
}

#[test]
fn an_example_has_its_problem_and_no_other() {
    for code in Code::ALL {
        let sources = shown(*code);
        let problems = told(*code, &sources);
        let codes: BTreeSet<Code> = problems.iter().map(|problem| problem.code).collect();
        // The thousand before it are another.
        let codes: Vec<Code> = match code {
            Code::TooManyProblems => codes.into_iter().take(1).collect(),
            _ => codes.into_iter().collect(),
        };
        assert_eq!(codes, [*code], "{code}:\n{}", show(&problems, &sources));
    }
}

#[test]
fn a_mended_example_has_no_problem_at_all() {
    for code in Code::ALL {
        let sources = center(&code.documentation().mended);
        let problems = told(*code, &sources);
        assert_eq!(problems, [], "{code}:\n{}", show(&problems, &sources));
    }
}

#[test]
fn every_warning_that_can_be_ignored_shows_how() {
    for code in Code::ALL {
        let ignored = code.documentation().ignored;
        let can_be = code.is_warning() && *code != Code::IdleIgnore;
        assert_eq!(!ignored.is_empty(), can_be, "{code}");
        let mut sources = center(&ignored);
        let given = |source: &Source| source.path.starts_with('(');
        sources.extend(shown(*code).into_iter().filter(given));
        if can_be {
            let problems = told(*code, &sources);
            assert_eq!(problems, [], "{code}:\n{}", show(&problems, &sources));
        }
    }
}

#[test]
fn a_page_says_that_its_problem_is_mended_if_and_only_if_it_is() {
    for code in Code::ALL {
        let sources = shown(*code);
        let problems = told(*code, &sources);
        let mends = problems.iter().any(|problem| problem.mend.is_some());
        let fix = code.documentation().fix;
        assert_eq!(fix.is_some(), mends, "{code}");
        let says = |text: &String| text.starts_with("`ccctl validate --fix` ");
        assert!(fix.iter().all(says), "{code}: {fix:?}");
    }
}

#[test]
fn what_fix_makes_of_an_example_has_not_its_problem() {
    for code in Code::ALL {
        if code.documentation().fix.is_none() {
            continue;
        }
        let sources = shown(*code);
        let (files, layers) = common::layers(&sources);
        let mended = mend(&files, &layers, &Directory, TODAY, &|_| true);
        assert!(!mended.worse && mended.result.is_ok(), "{code}");
        let problems = told(*code, &mended.sources);
        assert_eq!(problems, [], "{code}:\n{}", show(&problems, &sources));
    }
}
