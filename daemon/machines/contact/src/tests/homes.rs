//! Records say where the customer's number is at home.

use std::sync::Arc;

use model::config::Config;
use model::homes::{Homes, Table};
use model::record::EventKind;

use super::setup::{name, sales, transfer};
use super::world::World;
use crate::{DialCause, LegEvent, Release, record};

/// Amy at 2001 may dial out with 100.
fn office() -> Config {
    let mut config = sales(transfer("sales"), &["amy", "ben"]);
    let ours = config.numbers.get_mut("100").unwrap();
    ours.outbound_skill_groups.insert(name("sales"));
    config
}

fn knowing(table: &str) -> World {
    let mut world = World::staffed(office());
    let table = Table::read(table).expect("a table");
    let homes = Homes::built_in().with(table);
    world.center.learn(Arc::new(homes));
    world
}

#[test]
fn the_home_of_a_caller_stays_in_his_record_when_the_table_changes() {
    let mut world = knowing("prefix,province,city\n1380013,北京,北京\n");
    let call = world.arrive_from("13800138000", "100");
    world.center.learn(Arc::default());
    world.leg(call, 0, LegEvent::Gone(Release::HungUp));
    let home = world.record(call).home.clone();
    assert_eq!(home.to_string(), "北京 中国移动");
    assert_eq!(home.country.as_deref(), Some("中国"));
    let told = &world.journal[&call];
    assert!(matches!(&told[0].kind, EventKind::Arrived { home: told, .. } if *told == home));
    assert_eq!(record::assemble(told).home, home);
}

#[test]
fn of_a_call_that_goes_out_it_is_the_home_of_the_callee() {
    let mut world = knowing("prefix\n");
    let call = world.dials("2001", "075588880000");
    world.leg(call, 1, LegEvent::Failed(DialCause::Busy));
    assert_eq!(world.record(call).home.city.as_deref(), Some("深圳"));
}

#[test]
fn of_a_withheld_number_and_of_our_own_phones_nothing_is_said() {
    let mut world = knowing("prefix,city\n2002,nowhere\n");
    let call = world.arrive_from("", "100");
    world.leg(call, 0, LegEvent::Gone(Release::HungUp));
    assert!(world.record(call).home.is_unknown());
    let call = world.dials("2001", "2002");
    world.leg(call, 0, LegEvent::Gone(Release::HungUp));
    assert!(world.record(call).home.is_unknown());
}
