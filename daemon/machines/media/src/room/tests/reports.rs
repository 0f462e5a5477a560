//! RTCP and silence.

use crate::rtcp;
use crate::sdp::Codec;
use crate::testing::{Sent, Talker, World, address, remote};
use crate::{Command, Event, Remote};

#[test]
fn a_report_goes_out_about_every_five_seconds_and_a_goodbye_at_the_end() {
    let mut world = World::with_legs(1);
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    for _ in 0..3_000 {
        world.receive(1, address(1), &talker.next());
        world.pass_millis(20);
    }
    let reports = std::mem::take(&mut world.out.rtcp);
    assert!((8..=20).contains(&reports.len()), "{}", reports.len());
    for pair in reports.windows(2) {
        let wait = pair[1].millis() - pair[0].millis();
        assert!((2_500.0..=7_500.0).contains(&wait), "{wait}");
    }
    let read = rtcp::read(reports.last().unwrap().bytes(), 77).unwrap();
    assert_eq!(read.about_us.unwrap().lost, 0);
    assert_eq!(reports[0].to, remote(1).rtcp);
    world.command(Command::Close(1));
    assert!(rtcp::read(world.out.rtcp[0].bytes(), 77).unwrap().goodbye);
    assert!(world.room.is_empty());
}

/// Carries what one room sent to the other, 15 ms after it was sent.
struct Wire {
    rtp: usize,
    rtcp: usize,
}

impl Wire {
    fn carry(&mut self, from: &World, to: &mut World) {
        let due = from.now.as_micros() - 15_000;
        let ready = |sent: &&Sent| sent.at.as_micros() <= due;
        for sent in from.out.rtp.iter().skip(self.rtp).take_while(ready) {
            to.receive_bytes(1, address(1), sent.bytes());
            self.rtp += 1;
        }
        for sent in from.out.rtcp.iter().skip(self.rtcp).take_while(ready) {
            to.receive_report(1, remote(1).rtcp, sent.bytes());
            self.rtcp += 1;
        }
    }
}

#[test]
fn two_rooms_learn_their_round_trip_from_each_other() {
    let (mut here, mut there) = (World::with_legs(1), World::with_legs(1));
    let (mut going, mut coming) = (Wire { rtp: 0, rtcp: 0 }, Wire { rtp: 0, rtcp: 0 });
    for _ in 0..4_000 {
        here.pass_millis(5);
        there.pass_millis(5);
        going.carry(&here, &mut there);
        coming.carry(&there, &mut here);
    }
    let stats = here.room.stats(1).unwrap();
    let trip = stats.round_trip_us.unwrap();
    assert!((29_000..=41_000).contains(&trip), "{trip}");
    assert_eq!(stats.remote_lost, Some(0));
}

#[test]
fn a_line_that_brings_nothing_for_five_minutes_is_told_once() {
    let mut world = World::with_legs(1);
    world.pass_millis(14_999);
    assert_eq!(world.events(), []);
    world.pass_millis(1);
    assert_eq!(world.events(), [Event::Mute(1, true)]);
    world.pass_millis(284_999);
    assert_eq!(world.events(), []);
    world.pass_millis(1);
    assert_eq!(world.events(), [Event::Silent(1)]);
    world.pass_millis(900_000);
    assert_eq!(world.events(), []);
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    world.receive(1, address(1), &talker.next());
    let again = [Event::Mute(1, false), Event::Flowing(1, address(1))];
    assert_eq!(world.events(), again);
    world.pass_millis(300_000);
    assert_eq!(world.events(), [Event::Mute(1, true), Event::Silent(1)]);
}

#[test]
fn a_line_that_holds_us_or_only_listens_may_be_silent() {
    for held in [
        Remote {
            send: false,
            ..remote(1)
        },
        Remote {
            receive: false,
            ..remote(1)
        },
    ] {
        let mut world = World::with_legs(1);
        world.command(Command::Connect(1, held));
        world.pass_millis(300_000);
        assert_eq!(world.events(), []);
        world.command(Command::Connect(1, remote(1)));
        world.pass_millis(300_000);
        assert_eq!(world.events(), [Event::Mute(1, true), Event::Silent(1)]);
    }
}

#[test]
fn figures_of_a_leg_are_counted() {
    let mut world = World::with_legs(2);
    world.command(Command::Bridge(1, 2));
    let mut talker = Talker::new(Codec::Pcma, 77, 440.0);
    for n in 0..100 {
        let packet = talker.next();
        if n % 10 != 5 {
            world.receive(1, address(1), &packet);
        }
        world.pass_millis(20);
    }
    let (one, two) = (world.room.stats(1).unwrap(), world.room.stats(2).unwrap());
    assert_eq!(
        (one.received, one.received_bytes, one.lost),
        (90, 14_400, 10)
    );
    assert_eq!((two.sent, two.sent_bytes), (90, 14_400));
    assert!(one.jitter_us < 1_000);
}

#[test]
fn whoever_reports_is_there_though_he_says_nothing() {
    let (mut here, mut there) = (World::with_legs(1), World::with_legs(1));
    let mut reported = 0;
    for _ in 0..600 {
        here.pass_millis(100);
        there.pass_millis(100);
        for sent in there.out.rtcp.iter().skip(reported) {
            here.receive_report(1, remote(1).rtcp, sent.bytes());
            reported += 1;
        }
    }
    assert!(reported > 5, "{reported}");
    assert_eq!(here.events(), []);
    here.pass_millis(15_000);
    assert_eq!(here.events(), [Event::Mute(1, true)]);
    there.pass_millis(10_000);
    let late = there.out.rtcp.last().expect("a report");
    here.receive_report(1, remote(1).rtcp, late.bytes());
    assert_eq!(here.events(), [Event::Mute(1, false)]);
}
