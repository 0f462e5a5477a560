//! Whom flows take, their versions, how they count failures, and their exits: `flows.yaml`.

use std::sync::LazyLock;

use crate::{Center, read};

static CENTER: LazyLock<Center> = LazyLock::new(|| read(include_str!("flows.yaml")));

scenarios! {
    a_number_of_a_version_has_that_version
    a_number_of_a_flow_has_its_latest_version
    what_the_center_knows_of_the_talk_can_be_said_after_it
    who_is_on_the_list_of_the_center_is_not_answered
    who_is_on_the_list_of_a_flow_is_not_answered_there
    he_is_answered_by_another_flow
    a_friend_on_both_lists_is_answered
    who_is_turned_away_can_be_told_so
    a_flow_for_friends_takes_nobody_else
    a_flow_for_friends_takes_friends
    failures_of_two_questions_can_be_counted_together
    what_cannot_be_done_has_the_exit_of_its_flow
    who_has_waited_long_enough_leaves_by_the_exit_for_that
    who_finds_the_queue_full_leaves_by_another
    who_finds_nobody_there_leaves_by_a_third
    who_was_rung_for_and_left_had_an_agent_who_did_not_answer
    an_extension_that_answers_has_the_call
    an_extension_that_nobody_answers_has_its_exit
    an_extension_that_is_away_has_its_exit
    an_extension_that_is_none_is_a_wrong_answer
}
