//! What numbers outside do, and callers for whom there is no room: `outside.yaml`.

use std::sync::LazyLock;

use crate::{Center, read};

static CENTER: LazyLock<Center> = LazyLock::new(|| read(include_str!("outside.yaml")));

scenarios! {
    a_number_outside_answers_after_two_seconds_if_nothing_is_said
    a_number_outside_that_hangs_up_gives_the_caller_back
    a_number_outside_that_is_busy_has_its_exit
    a_number_outside_that_rejects_the_call_has_it_too
    a_number_outside_that_lets_it_ring_has_its_exit
    a_vacant_number_has_its_exit
    another_spelling_is_the_same_number
    a_caller_for_whom_there_is_no_room_is_told_from_one_who_gives_up
}
