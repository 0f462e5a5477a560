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

        const BY_ANY_RULE: &[Bug] = &[$(Bug::$bug),*];
    };
}

/// The first seed that shows the bug by that rule.
fn caught_by(bug: Bug, rule: &str) -> Option<u64> {
    (0..SEEDS).find(|seed| {
        let violations = sweep::sabotaged(*seed, Some(bug)).violations;
        violations.iter().any(|violation| violation.rule == rule)
    })
}

/// Bugs and the rule that must catch each, whatever else does.
macro_rules! planted_for {
    ($($name:ident: $bug:ident $rule:literal)*) => {
        $(#[test]
        fn $name() {
            let found = caught_by(Bug::$bug, $rule);
            println!("{:?}: {found:?} {}", Bug::$bug, $rule);
            assert!(found.is_some());
        })*

        const BY_ITS_RULE: &[Bug] = &[$(Bug::$bug),*];
    };
}

#[test]
fn every_bug_is_planted() {
    let planted = BY_ANY_RULE.iter().chain(BY_ITS_RULE).copied();
    assert_eq!(planted.collect::<Vec<_>>(), Bug::ALL);
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
}

planted_for! {
    a_wrong_order_of_offers_is_caught:
        OrderIgnored "an offer goes to the one whom the order says"
    an_agent_whom_a_flow_names_in_vain_is_caught:
        NamedIgnored "a caller gets the agent whom his flow names, if that one is free"
    an_agent_who_is_offered_to_two_is_caught:
        OfferedTwice "an agent has one call at most"
    a_phone_that_is_called_for_two_is_caught:
        CalledTwice "an extension is called for one call at a time"
    a_lease_that_is_not_given_back_is_caught:
        LeaseKept "who is ready is rung for those who wait"
    a_wrap_up_that_never_ends_is_caught:
        WrapUpEndless "who is ready is rung for those who wait"
    a_wrap_up_that_is_over_at_once_is_caught:
        WrapUpIgnored "nobody is rung in his wrap-up"
    a_caller_who_is_forgotten_with_his_group_is_caught:
        CallerForgotten "nobody waits in a group that is gone"
    arrivals_that_are_served_in_another_order_are_caught:
        ArrivalsSwapped "callers are let in in the order they called"
    a_place_that_is_wrong_by_one_is_caught:
        PlaceWrong "a caller is told how many are ahead of him"
    a_loser_who_goes_on_ringing_is_caught:
        LoserRings "a phone does not ring for ever"
    a_loser_who_is_not_told_why_is_caught:
        ElsewhereUnsaid "who loses a ring is told that somebody else answered"
    a_node_that_nothing_leads_to_is_caught:
        NodeWrong "a call goes where its flow leads"
    a_talk_that_is_written_down_too_long_is_caught:
        TalkLonger "a record tells the times that were lived through"
    a_record_that_names_another_agent_is_caught:
        AgentWrong "a record is that of its events"
    a_call_that_names_another_agent_throughout_is_caught:
        AgentWrongThroughout "a record says what its parties saw"
    a_record_that_a_crash_lost_is_caught:
        CrashRecordLost "every call has exactly one record"
    a_record_that_a_crash_doubled_is_caught:
        CrashRecordTwice "every call has exactly one record"
    a_busy_callee_who_is_said_not_to_answer_is_caught:
        BusyAsLate "a record says what its parties saw"
    a_callee_who_rang_and_is_said_not_to_have_is_caught:
        CalleeRangForgotten "a record says what its parties saw"
    an_agent_who_served_the_caller_before_in_vain_is_caught:
        LastAgentIgnored "a caller gets the agent who served him before, if that one is free"
    a_caller_who_goes_on_by_the_wrong_exit_is_caught:
        ExitWrong "a caller goes on by how his callee took it"
    a_phone_that_is_called_in_a_call_of_its_own_is_caught:
        DiallerCalled "an extension is called for one call at a time"
    a_number_outside_that_nobody_dialled_is_caught:
        NumberWrong "whoever is called is the one who was dialled"
    a_message_that_is_not_taken_is_caught:
        MessageLost "whoever has heard the beep is recorded"
    a_change_of_run_time_that_a_crash_lost_is_caught:
        ChangeLost "whoever is blocked is turned away"
    a_change_of_run_time_that_does_not_end_is_caught:
        EndMissed "whoever is rung for a group is one of its members"
    a_member_of_run_time_who_waits_in_vain_is_caught:
        MemberUnheard "who is ready is rung for those who wait"
    a_former_member_who_is_rung_is_caught:
        MemberKept "whoever is rung for a group is one of its members"
    hours_of_run_time_that_nobody_keeps_are_caught:
        HoursIgnored "a caller is told whether somebody works"
    a_blocked_caller_who_is_let_in_is_caught:
        BlockIgnored "whoever is blocked is turned away"
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
