//! `ccctl test`

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
