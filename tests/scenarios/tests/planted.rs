//! Bugs on purpose: each is caught within the seeds of a sweep.

use sim::saboteur::Bug;
use sim::sweep;

const SEEDS: u64 = 256;

/// The first seed that shows the bug, and the rule that it breaks.
fn caught(bug: Bug) -> Option<(u64, &'static str)> {
    (0..SEEDS).find_map(|seed| {
        let report = sweep::sabotaged(seed, Some(bug));
        Some((seed, report.violations.first()?.rule))
    })
}

macro_rules! planted {
    ($($name:ident: $bug:ident)*) => {
        $(#[test]
        fn $name() {
            let found = caught(Bug::$bug);
            println!("{:?}: {found:?}", Bug::$bug);
            assert!(found.is_some());
        })*

        #[test]
        fn every_bug_is_planted() {
            assert_eq!(Bug::ALL, [$(Bug::$bug),*]);
        }
    };
}

planted! {
    a_skipped_cancel_is_caught: CancelSkipped
    a_swallowed_bye_is_caught: ByeSwallowed
    a_leaked_port_is_caught: PortLeaked
    a_record_written_twice_is_caught: RecordTwice
    a_lost_record_is_caught: RecordLost
    a_lost_event_is_caught: EventLost
    a_lost_digit_is_caught: DigitLost
    a_wrong_digit_is_caught: DigitWrong
    a_lost_end_of_a_playing_is_caught: PlayedLost
    a_forgotten_bridge_is_caught: BridgeForgotten
    a_forgotten_recording_is_caught: RecordingForgotten
    a_recording_that_goes_on_is_caught: RecordingLeaked
    media_of_another_leg_is_caught: WrongLeg
    a_hold_that_is_not_kept_is_caught: HoldIgnored
    an_early_acknowledgement_is_caught: EarlyAcknowledgement
    dead_timers_are_caught: TimersDead
    a_lost_presence_is_caught: PresenceLost
    a_lost_registration_is_caught: RegistrationLost
    a_ringing_that_is_not_written_down_is_caught: RingingForgotten
    a_hang_up_of_the_wrong_hand_is_caught: WrongHand
    a_call_that_an_agent_let_pass_in_silence_is_caught: MissedForgotten
    a_crash_that_forgets_how_far_a_call_came_is_caught: PhaseForgotten
    an_end_without_its_cause_is_caught: CauseForgotten
    a_wrong_order_of_offers_is_caught: OrderIgnored
}

/// Everything but the record itself is in order, so only those who were in the call know better.
#[test]
fn a_wrong_end_is_told_by_those_who_were_in_the_call_alone() {
    for bug in Bug::LIES {
        let seed = caught(bug).map_or(0, |(seed, _)| seed);
        let violations = sweep::sabotaged(seed, Some(bug)).violations;
        assert!(!violations.is_empty(), "{bug:?}");
        for violation in violations {
            let rule = "a record says what its parties saw";
            assert_eq!(violation.rule, rule, "{bug:?}: {violation}");
        }
    }
}
