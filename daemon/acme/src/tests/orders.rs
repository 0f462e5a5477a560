//! Certificates that come.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::mpsc;

use super::town::validity;
use super::*;
use crate::pair::Pair;
use crate::{Acme, Figures};

/// Who orders, and what is told of certificates that came.
fn start(town: &Town) -> (Acme, mpsc::Receiver<()>) {
    let (sender, told) = mpsc::channel();
    let tell = move || {
        let _heard = sender.send(());
    };
    let acme = Acme::start(town.settings.clone(), town.world(), tell).expect("it starts");
    (acme, told)
}

fn count(figures: &Figures, word: &str) -> u64 {
    let all = figures.orders.iter();
    all.filter(|it| it.0 == word).map(|it| it.1).sum()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path)
        .expect("a file")
        .permissions()
        .mode()
        & 0o777
}

#[test]
fn a_certificate_is_ordered_and_kept_for_nobody_else_to_read() {
    let mut town = Town::new();
    town.settings
        .domains
        .push("phones.example.com".parse().expect("a name"));
    let (acme, told) = start(&town);
    told.recv_timeout(PATIENCE).expect("a certificate");
    let file = town.certificate_file();
    let text = std::fs::read_to_string(&file).expect("a file");
    let pair = Pair::read(text, &town.settings.domains, validity).expect("both, for both hosts");
    let directory = file.parent().expect("a directory");
    assert_eq!(
        (mode(&file), mode(&directory.join("account.json"))),
        (0o600, 0o600)
    );
    assert_eq!((mode(directory), mode(&town.settings.data)), (0o700, 0o700));
    eventually("the renewal", || {
        let days = |seconds: i64| (seconds - pair.term().from.as_second()) / 86_400;
        (60..=63).contains(&days(acme.figures().renewal))
    });
    let figures = acme.figures();
    assert_eq!((count(&figures, "issued"), figures.failures), (1, 0));
    assert_eq!(figures.answered, 2, "one question for each host");
    assert_eq!(town.state().contacts[0], "mailto:admin@example.com");
}

#[test]
fn a_start_without_a_network_keeps_the_certificate_that_is_there() {
    let town = Town::new();
    let (acme, told) = start(&town);
    told.recv_timeout(PATIENCE).expect("a certificate");
    acme.stop();
    let before = std::fs::read(town.certificate_file()).expect("a file");
    town.state().mood = Mood::Down;
    let (acme, _told) = start(&town);
    acme.try_again();
    eventually("the renewal", || acme.figures().renewal > 0);
    acme.stop();
    assert!(
        acme.figures().orders.iter().all(|it| it.1 == 0),
        "nothing is ordered"
    );
    assert_eq!(std::fs::read(town.certificate_file()).ok(), Some(before));
    assert_eq!(town.state().orders.len(), 1);
}

#[test]
fn a_certificate_is_renewed_by_itself_with_another_key_and_the_same_account() {
    let town = Town::new();
    town.state().term = (-1, 5);
    let (_acme, told) = start(&town);
    told.recv_timeout(PATIENCE).expect("a certificate");
    let before = std::fs::read_to_string(town.certificate_file()).expect("a file");
    told.recv_timeout(PATIENCE).expect("the next");
    let after = std::fs::read_to_string(town.certificate_file()).expect("a file");
    let key = |text: &str| text.split_once("-----END").map(|it| it.0.to_owned());
    assert_ne!(key(&before), key(&after));
    let state = town.state();
    assert!(state.orders.len() >= 2 && state.accounts.len() == 1);
}

#[test]
fn what_the_disk_does_not_take_is_written_later_and_not_ordered_again() {
    let town = Town::new();
    let file = town.certificate_file();
    // Nothing can be put into the place of a directory with something in it.
    std::fs::create_dir_all(file.join("in-the-way")).expect("a directory");
    let (acme, told) = start(&town);
    eventually("it cannot be written", || {
        count(&acme.figures(), "unwritten") > 0
    });
    assert!(told.try_recv().is_err());
    std::fs::remove_dir_all(&file).expect("gone");
    acme.try_again();
    told.recv_timeout(PATIENCE).expect("a certificate");
    assert_eq!(town.state().orders.len(), 1);
    assert_eq!(mode(&file), 0o600);
}

#[test]
fn a_file_that_is_of_no_use_is_replaced() {
    let town = Town::new();
    let file = town.certificate_file();
    std::fs::create_dir_all(file.parent().expect("a directory")).expect("a directory");
    std::fs::write(&file, "rubbish").expect("written");
    let (_acme, told) = start(&town);
    told.recv_timeout(PATIENCE).expect("a certificate");
    let text = std::fs::read_to_string(&file).expect("a file");
    assert!(Pair::read(text, &town.settings.domains, validity).is_ok());
}

#[test]
fn an_authority_that_was_down_is_asked_again_at_once_when_somebody_says_so() {
    let town = Town::new();
    town.state().mood = Mood::Down;
    let (acme, told) = start(&town);
    eventually("it is down", || {
        let figures = acme.figures();
        count(&figures, "unreached") == 1 && figures.failures == 1
    });
    town.state().mood = Mood::Well;
    acme.try_again();
    told.recv_timeout(PATIENCE).expect("a certificate");
    eventually("all is well", || acme.figures().failures == 0);
}

#[test]
fn certificates_that_end_at_once_are_not_ordered_one_after_the_other() {
    let town = Town::new();
    town.state().term = (-7_200, -3_600);
    let (acme, told) = start(&town);
    told.recv_timeout(PATIENCE).expect("a certificate");
    eventually("a failure", || acme.figures().failures == 1);
    assert_eq!(town.state().orders.len(), 1);
}

#[test]
fn an_address_that_another_program_has_is_told_in_words() {
    let town = Town::new();
    let _taken = std::net::TcpListener::bind(town.settings.http).expect("it is free");
    let refused = Acme::start(town.settings.clone(), town.world(), || {})
        .err()
        .expect("refused");
    assert!(refused.to_string().contains("--acme-http"), "{refused}");
}

#[test]
fn a_restart_asks_an_authority_that_wants_to_be_left_alone_no_sooner() {
    let town = Town::new();
    town.state().mood = Mood::Limited(7_200);
    let (acme, _told) = start(&town);
    eventually("a refusal", || acme.figures().failures == 1);
    acme.stop();
    let kept = town.certificate_file().with_extension("wait");
    assert_eq!(mode(&kept), 0o600);
    let (acme, _told) = start(&town);
    acme.try_again();
    eventually("the next refusal", || acme.figures().failures == 2);
    acme.stop();
    let asked = count(&acme.figures(), "limited");
    assert_eq!(asked, 1, "it asks when it is told to, and not before");
    town.state().mood = Mood::Well;
    let (acme, told) = start(&town);
    acme.try_again();
    told.recv_timeout(PATIENCE).expect("a certificate");
    assert!(!kept.exists(), "nothing is waited for any more");
}

#[test]
fn what_was_kept_and_cannot_be_read_forbids_nothing() {
    let town = Town::new();
    let kept = town.certificate_file().with_extension("wait");
    std::fs::create_dir_all(kept.parent().expect("a directory")).expect("made");
    std::fs::write(&kept, "rubbish").expect("written");
    let (_acme, told) = start(&town);
    told.recv_timeout(PATIENCE).expect("a certificate");
}
