//! What a test that fails tells.

use super::CENTER;

#[test]
fn a_failed_test_says_what_differs_and_what_happened() {
    let (config, compiled) = &*CENTER;
    let name = "a-flow-without-agents-ends-by-itself";
    let mut test = compiled.tests.get(name).expect("a scenario").value.clone();
    test.expect.end_status = Some("ok".to_owned());
    test.expect.hears = vec!["新年好".to_owned()];
    test.steps = vec![model::tests::Step::Talk];
    let outcome = sim::check::check(config, &test, 1);
    assert_eq!(
        outcome.failures,
        [
            "the call was over before step 1 (talk)",
            "end_status is ivrEnd, not ok",
            "\"新年好\" was not heard"
        ]
    );
    assert_eq!(
        outcome.story,
        [
            "0.0s dials 02160002000",
            "0.0s is answered",
            "0.0s enters closed of notice",
            "0.0s hears \"现在是下班时间\"",
            "0.6s enters over of notice",
            "0.6s the call is over: 107 ivrEnd"
        ]
    );
}

#[test]
fn a_number_that_is_not_configured_is_refused() {
    let (config, compiled) = &*CENTER;
    let name = "a-flow-without-agents-ends-by-itself";
    let mut test = compiled.tests.get(name).expect("a scenario").value.clone();
    test.dial = model::DialString::new("02160009999").expect("a number");
    let outcome = sim::check::check(config, &test, 1);
    assert_eq!(
        outcome.failures,
        ["the call was refused with 404: the number is not configured for the trunk"]
    );
}

#[test]
fn callers_ahead_for_whom_there_is_no_room_are_told() {
    let (config, compiled) = &*CENTER;
    let name = "a-flow-without-agents-ends-by-itself";
    let mut test = compiled.tests.get(name).expect("a scenario").value.clone();
    let mut config = model::Config::clone(config);
    let number = config.numbers.get_mut(&test.dial).expect("its number");
    number.channels = Some(2);
    test.ahead = 3;
    let outcome = sim::check::check(&config.into(), &test, 1);
    assert_eq!(
        outcome.failures,
        [
            "one of the callers ahead was refused with 503",
            "end_status is ivrGiveUp, not ivrEnd",
            "path is [], not [closed, over]"
        ]
    );
    let why = "there is no room: the channels of its number or trunk are taken";
    assert_eq!(
        outcome.story,
        [
            "0.0s comes after 3 who have just dialled",
            "0.0s dials 02160002000",
            &format!("0.0s the call is over: 102 ivrGiveUp, for {why}")
        ]
    );
}
