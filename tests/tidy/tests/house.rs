//! The tree as it is.

// A test that cannot read the tree has failed.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;

use model::ask::AskFailure;
use model::record::{CallRecord, EndStatus};
use tidy::house::{self, Source};
use tidy::packages::Packages;
use tidy::{
    documents, edges, interop, invariants, lengths, licences, lints, outside, production,
    withstands, words,
};

fn sources() -> Vec<Source> {
    house::sources().expect("the tree can be read")
}

fn packages() -> Packages {
    Packages::of_the_workspace().expect("cargo metadata")
}

#[track_caller]
fn nothing(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn crates_know_only_whom_the_table_lets_them_know() {
    nothing(&edges::complaints(&packages()));
}

#[test]
fn only_the_worldly_crates_reach_the_world() {
    nothing(&outside::complaints(&packages()));
}

#[test]
fn every_licence_is_allowed() {
    let deny = house::read("deny.toml").expect("deny.toml");
    nothing(&licences::complaints(&packages(), &deny));
}

#[test]
fn every_crate_is_under_the_lints_of_the_workspace() {
    let packages = packages();
    let members: Vec<&str> = packages.ours().map(|it| it.directory.as_str()).collect();
    assert!(members.len() > 15, "members: {members:?}");
    nothing(&lints::manifests(&sources(), &members));
}

#[test]
fn every_floor_has_its_bans() {
    nothing(&lints::floors(&sources()));
}

#[test]
fn no_file_is_longer_than_a_reader_bears() {
    nothing(&lengths::complaints(&sources(), lengths::LONGER));
}

#[test]
fn nothing_is_left_unfinished_and_no_path_is_of_one_machine() {
    nothing(&words::complaints(&sources()));
}

#[test]
fn running_code_has_no_shortcuts() {
    nothing(&production::complaints(&sources()));
}

#[test]
fn every_invariant_is_kept_by_something_that_is_there() {
    let document = house::read("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    nothing(&invariants::complaints(&document, &sources()));
}

#[test]
fn every_row_of_the_interop_table_names_a_test_that_is_there() {
    let document = house::read("docs/interop.md").expect("docs/interop.md");
    nothing(&interop::complaints(&document, &sources()));
}

#[test]
fn the_chinese_guide_to_trunks_shows_the_same_centers() {
    let blocks = |path: &str| {
        let document = house::read(path).expect(path);
        let blocks = documents::blocks(&document, "yaml").into_iter();
        let lines = blocks.flat_map(str::lines);
        // Their comments are in the language of the document.
        let bare = lines.map(|line| line.split(" # ").next().unwrap_or_default().trim_end());
        bare.map(str::to_owned).collect::<Vec<_>>()
    };
    let ours = blocks("docs/trunks.md");
    assert!(ours.len() > 10, "docs/trunks.md shows no centers");
    assert_eq!(blocks("docs/zh/trunks.md"), ours, "the twin differs");
}

#[test]
fn whatever_it_withstands_is_shown_by_tests_that_are_there() {
    let document = house::read("docs/trust.md").expect("docs/trust.md");
    nothing(&withstands::complaints(&document, &sources()));
}

#[test]
fn the_reference_is_the_one_of_the_compiler() {
    let document = house::read("docs/reference.md").expect("docs/reference.md");
    assert!(
        document == lang::reference::markdown(),
        "docs/reference.md is not what the compiler says: `make docs` writes it"
    );
}

#[test]
fn the_page_of_problems_is_the_one_of_the_compiler() {
    let document = house::read("docs/problems.md").expect("docs/problems.md");
    assert!(
        document == lang::documentation::markdown(),
        "docs/problems.md is not what the compiler says: `make docs` writes it"
    );
}

#[test]
fn every_part_of_the_documentation_of_a_problem_is_explained() {
    let document = house::read("docs/checks.md").expect("docs/checks.md");
    for code in [lang::Code::QuoteIt, lang::Code::EmptyGroup] {
        let page = serde_json::to_value(code.documentation()).expect("JSON");
        let parts = page.as_object().expect("parts").keys();
        nothing(&documents::missing_rows(
            &document,
            parts.map(String::as_str),
        ));
    }
}

#[test]
fn the_sample_record_is_a_record_and_each_of_its_fields_is_explained() {
    let document = house::read("docs/records.md").expect("docs/records.md");
    let sample = documents::sample(&document).expect("a sample");
    let sample: serde_json::Value = serde_json::from_str(sample).expect("JSON");
    let record: CallRecord = serde_json::from_value(sample.clone()).expect("a record");
    let again = serde_json::to_value(&record).expect("JSON");
    assert_eq!(again, sample, "the sample has fields that a record has not");
    nothing(&documents::missing_rows(
        &document,
        documents::keys(&sample),
    ));
}

#[test]
fn every_field_that_a_record_can_have_is_explained() {
    let document = house::read("docs/records.md").expect("docs/records.md");
    let schema = schemars::schema_for!(CallRecord).to_value();
    let fields = documents::properties(&schema);
    assert!(fields.contains(&"blacklist"), "{fields:?}");
    nothing(&documents::missing_rows(&document, fields));
}

#[test]
fn every_place_that_the_architecture_names_is_there() {
    let document = house::read("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    nothing(&documents::missing_places(&document, &sources()));
}

/// Everything that the compiler says of a center in a document.
fn problems_of(document: &str, parts: &[&str]) -> Vec<String> {
    let source = |(n, yaml): (usize, &&str)| lang::Source {
        path: format!("{document}, block {n}"),
        text: (*yaml).into(),
    };
    let sources: Vec<_> = parts.iter().enumerate().map(source).collect();
    let problems = match lang::compile(&sources, &lang::NoFiles) {
        Ok(compiled) => compiled.warnings,
        Err(problems) => problems,
    };
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn every_center_in_the_documents_is_valid() {
    for path in ["README.md", "docs/flows.md", "docs/trunks.md"] {
        let document = house::read(path).expect(path);
        let blocks = documents::blocks(&document, "yaml");
        assert!(!blocks.is_empty(), "{path} shows no center");
        for yaml in blocks {
            nothing(&problems_of(path, &[yaml]));
        }
    }
}

#[test]
fn every_flow_to_begin_with_is_valid_beside_the_first_block() {
    let path = "docs/templates.md";
    let document = house::read(path).expect(path);
    let blocks = documents::blocks(&document, "yaml");
    let (base, flows) = blocks.split_first().expect("a center");
    assert!(flows.len() >= 10, "{path}: {} flows", flows.len());
    for flow in flows {
        nothing(&problems_of(path, &[base, flow]));
    }
    // One directory may hold them all.
    nothing(&problems_of(path, &blocks));
    let twin = house::read("docs/zh/templates.md").expect("docs/zh/templates.md");
    assert_eq!(documents::blocks(&twin, "yaml"), blocks, "the twin differs");
}

#[test]
fn every_key_of_a_plan_is_documented() {
    let document = house::read("docs/changes.md").expect("docs/changes.md");
    let desired = serde_json::json!({ "routing": { "default": { "ring_timeout": "15s" } } });
    let desired: model::Config = serde_json::from_value(desired).expect("a configuration");
    let changes = plan::diff(
        &model::Config::default(),
        &desired,
        &model::Places::default(),
    );
    let plan = plan::Plan::seal(
        model::Revision(0),
        &model::Config::default(),
        desired,
        changes,
        plan::Impact::default(),
    );
    let document_of_it = plan::Document::new(&plan);
    let mut shown = serde_json::to_value(&document_of_it).expect("JSON");
    let mut plan = serde_json::to_value(&plan).expect("JSON");
    for known in ["desired", "read"] {
        plan[known] = serde_json::Value::Null;
    }
    plan["shown"] = shown.take();
    let rows = documents::first_column(&document).join(" ");
    let rows: Vec<&str> = rows.split([' ', ',', '`']).collect();
    let keys = documents::keys(&plan);
    let missing = keys
        .into_iter()
        .filter(|key| *key != "shown" && !rows.contains(key));
    nothing(&missing.map(str::to_owned).collect::<Vec<_>>());
}

#[test]
fn the_schema_of_a_plan_is_that_of_its_types() {
    let written = house::read("docs/plan.schema.json").expect("docs/plan.schema.json");
    let written: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    let made = serde_json::to_value(plan::Document::schema()).expect("JSON");
    assert_eq!(
        written, made,
        "write it anew: `cargo run -p tidy --bin plan-schema`"
    );
}

#[test]
fn every_end_status_is_documented() {
    let document = house::read("docs/records.md").expect("docs/records.md");
    for status in EndStatus::ALL {
        // No call ends with what there is nothing to do about.
        let idle = if status.advice().is_none() {
            "○ "
        } else {
            ""
        };
        let (code, string, meaning) = (status.code(), status.string(), status.meaning());
        let row = format!("| {code} | `{string}` | {meaning} | {idle}|\n");
        assert!(document.contains(&row), "no row {row}");
    }
}

#[test]
fn every_word_for_a_question_without_an_answer_is_documented() {
    let document = house::read("docs/urls.md").expect("docs/urls.md");
    let words = AskFailure::ALL.map(AskFailure::word);
    nothing(&documents::missing_rows(&document, words));
}

#[test]
fn every_metric_is_documented() {
    let document = house::read("docs/metrics.md").expect("docs/metrics.md");
    let sources = sources();
    let code = sources.iter().filter(|source| source.is(".rs"));
    let metrics: BTreeSet<&str> = code
        .flat_map(|source| source.text.split('"').filter(|text| is_metric(text)))
        .collect();
    assert!(metrics.len() > 40, "metrics: {metrics:?}");
    nothing(&documents::missing_rows(&document, metrics));
}

fn is_metric(text: &str) -> bool {
    let word = |c: char| c.is_ascii_lowercase() || c == '_';
    text.strip_prefix("ccd_")
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(word))
}

#[test]
fn every_finding_of_a_call_has_its_row_and_no_other_has_one() {
    for path in ["docs/diagnosis.md", "docs/zh/diagnosis.md"] {
        let document = house::read(path).expect(path);
        nothing(&documents::missing_rows(
            &document,
            trace::CODES.iter().copied(),
        ));
        let rows = documents::first_column(&document);
        // The lines of a trunk's test stand in a table of their own.
        let finding = |row: &&str| row.contains('_') && !row.starts_with("call_");
        let invented = rows.into_iter().filter(finding);
        let invented: Vec<_> = invented.filter(|row| !trace::CODES.contains(row)).collect();
        assert!(invented.is_empty(), "{path}: {invented:?}");
    }
}

#[test]
fn every_exit_code_is_documented() {
    let document = house::read("docs/exit-codes.md").expect("docs/exit-codes.md");
    let code = house::read("cli/src/exit.rs").expect("cli/src/exit.rs");
    let codes = documents::exit_codes(&code);
    assert!(codes.len() > 5, "codes: {codes:?}");
    nothing(&documents::missing_rows(&document, codes));
}
