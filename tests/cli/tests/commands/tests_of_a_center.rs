//! `ccctl test`

use std::path::Path;

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;

use crate::fixture;

#[test]
fn a_center_without_tests() {
    let center = fixture::directory();
    assert_snapshot!(Ccctl::new("test DIR").directory(center.path()).run());
}

#[test]
fn a_test_that_is_not_there() {
    let center = fixture::directory();
    assert_snapshot!(
        Ccctl::new("test DIR --only sales")
            .directory(center.path())
            .run()
    );
}

#[test]
fn an_invalid_center_is_not_tested() {
    let center = center(&[("center.yaml", "tests:\n  sales: { dail: \"1\" }\n")]);
    assert_snapshot!(Ccctl::new("test DIR").directory(center.path()).run());
}

const OFFICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/small-office");

#[test]
fn what_no_test_reaches_is_named() {
    let shown = |arguments: &str| Ccctl::new(arguments).directory(Path::new(OFFICE)).run();
    assert_snapshot!(shown(
        "test DIR --only a-message-in-the-lunch-break --coverage"
    ));
    assert_snapshot!(shown("test DIR --min-coverage 100"));
    let enough = shown("test DIR --min-coverage 50");
    assert!(enough.ends_with("--- exit 0\n"), "{enough}");
}
