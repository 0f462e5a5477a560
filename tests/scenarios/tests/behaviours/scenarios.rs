//! A test for each scenario of a file, and one that says which are missing.

macro_rules! scenarios {
    ($($name:ident)*) => {
        $(#[test] fn $name() { crate::play(&CENTER, stringify!($name)); })*

        #[test]
        fn every_scenario_of_the_file_is_played() {
            let played = [$(stringify!($name).replace('_', "-")),*];
            for name in CENTER.1.tests.keys() {
                assert!(played.iter().any(|it| it == name.as_str()), "{name}");
            }
        }
    };
}
