//! The types of nodes that decide by time, by variables and by customers' systems: `nodes.yaml`.

use std::sync::LazyLock;

use crate::{Center, read};

static CENTER: LazyLock<Center> = LazyLock::new(|| read(include_str!("nodes.yaml")));

scenarios! {
    who_calls_in_business_hours_is_let_in
    who_calls_outside_of_them_is_told_so_and_has_106
    who_hangs_up_outside_of_them_has_106_as_well
    on_a_saturday_that_is_a_working_day_somebody_works
    a_night_goes_on_after_midnight
    who_waited_in_a_queue_did_not_come_outside_of_the_hours
    who_was_served_says_how_it_was
    who_hangs_up_instead_has_had_a_normal_call
    a_score_of_a_customers_system_leads_to_its_branch
    what_the_answer_lacks_has_its_default
    a_system_that_fails_leaves_the_flow_with_its_defaults
    a_system_that_is_too_slow_does_so_too
    a_system_that_nobody_knows_does_so_too
    a_menu_of_a_customers_system_is_offered
    a_menu_without_a_branch_is_none
    digits_are_looked_up_and_asked_for_again
    a_call_is_for_the_agents_whom_a_system_names
    they_are_busy_although_others_are_free
    a_system_that_names_nobody_leaves_the_call_to_the_group
    a_caller_names_an_agent_by_staff_number
    an_agent_who_is_not_there_is_told_apart
}
