//! Certificates that do not come.

use super::*;
use crate::order::Desk;
use crate::trouble::Trouble;

/// Why an order comes to nothing.
fn refused(town: &Town, desk: &Desk) -> Trouble {
    let outcome = town.runtime.block_on(desk.order());
    outcome.err().expect("no certificate")
}

fn comes(town: &Town, desk: &Desk) {
    let outcome = town.runtime.block_on(desk.order());
    assert!(outcome.is_ok(), "{:?}", outcome.err());
}

#[test]
fn an_authority_that_is_down_or_talks_nonsense_is_not_reached() {
    let town = Town::new();
    let desk = town.desk();
    town.state().mood = Mood::Down;
    let trouble = refused(&town, &desk);
    assert!(
        matches!(&trouble, Trouble::Unreached { why, .. } if why.contains("503")),
        "{trouble}"
    );
    town.state().mood = Mood::Rubbish;
    let trouble = refused(&town, &desk);
    assert!(matches!(&trouble, Trouble::Useless { .. }), "{trouble}");
    town.state().mood = Mood::Well;
    comes(&town, &desk);
}

#[test]
fn an_authority_that_is_not_there_or_is_another_is_not_reached() {
    let mut town = Town::new();
    town.settings.authorities.clear();
    let trouble = refused(&town, &town.mute_desk());
    assert!(
        matches!(&trouble, Trouble::Unreached { .. }),
        "it is not believed: {trouble}"
    );
    town.settings.directory = "https://127.0.0.1:1/directory"
        .parse()
        .expect("a directory");
    let trouble = refused(&town, &town.mute_desk());
    assert!(matches!(&trouble, Trouble::Unreached { .. }), "{trouble}");
    assert_eq!(town.state().accounts.len(), 0);
}

#[test]
fn an_authority_that_never_answers_is_given_up() {
    let mut town = Town::new();
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a socket");
    let directory = format!("https://{}/", silent.local_addr().expect("an address"));
    town.settings.directory = directory.parse().expect("a directory");
    town.settings.limits.request = Duration::from_millis(100);
    let trouble = refused(&town, &town.mute_desk());
    assert!(
        matches!(&trouble, Trouble::Unreached { why, .. } if why.contains("in time")),
        "{trouble}"
    );
}

#[test]
fn an_authority_that_wants_to_be_left_alone_says_for_how_long() {
    let town = Town::new();
    town.state().mood = Mood::Limited(7_200);
    let trouble = refused(&town, &town.mute_desk());
    let hours = Duration::from_secs(7_200);
    assert!(
        matches!(&trouble, Trouble::Limited { wait, .. } if *wait == hours),
        "{trouble}"
    );
    assert!(
        trouble.to_string().contains("too many certificates"),
        "{trouble}"
    );
}

#[test]
fn a_challenge_that_is_not_answered_names_the_host_and_what_to_do() {
    let town = Town::new();
    let trouble = refused(&town, &town.mute_desk());
    assert!(matches!(&trouble, Trouble::Challenge { .. }), "{trouble}");
    let said = trouble.to_string();
    for words in ["sip.example.com", "there was another answer", "--acme-http"] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn what_the_authority_names_on_another_host_is_not_called() {
    let town = Town::new();
    town.state().mood = Mood::Elsewhere;
    let trouble = refused(&town, &town.mute_desk());
    assert!(
        matches!(&trouble, Trouble::Unreached { why, .. } if why.contains("elsewhere")),
        "{trouble}"
    );
}

#[test]
fn a_certificate_for_another_key_or_another_host_is_of_no_use() {
    let town = Town::new();
    let desk = town.desk();
    for mood in [Mood::OtherKey, Mood::OtherHost] {
        town.state().mood = mood;
        let trouble = refused(&town, &desk);
        assert!(
            matches!(&trouble, Trouble::Useless { .. }),
            "{mood:?}: {trouble}"
        );
    }
}

#[test]
fn a_nonce_that_is_not_taken_costs_no_order() {
    let town = Town::new();
    town.state().mood = Mood::Forgetful;
    comes(&town, &town.desk());
    assert_eq!(town.state().orders.len(), 1);
}

#[test]
fn an_account_that_the_authority_has_forgotten_is_made_again() {
    let town = Town::new();
    let desk = town.desk();
    comes(&town, &desk);
    town.state().accounts.clear();
    let trouble = refused(&town, &desk);
    assert!(matches!(&trouble, Trouble::Stranger { .. }), "{trouble}");
    desk.vault.forget_account();
    comes(&town, &desk);
    assert_eq!(town.state().accounts.len(), 1);
}

#[test]
fn the_authority_is_told_of_other_contacts_with_the_same_account() {
    let mut town = Town::new();
    comes(&town, &town.desk());
    town.settings.contacts = vec!["mailto:night@example.com".parse().expect("a contact")];
    // The port is taken by the desk before.
    let desk = town.mute_desk();
    let _unproven = refused(&town, &desk);
    assert_eq!(town.state().contacts[0], "mailto:night@example.com");
    assert_eq!(town.state().accounts.len(), 1);
    let kept = desk.vault.account().expect("an account");
    assert_eq!(kept.contacts, ["mailto:night@example.com"]);
}

#[test]
fn an_account_that_the_disk_does_not_take_spends_no_order() {
    let town = Town::new();
    std::fs::write(&town.settings.data, "in the way").expect("written");
    let trouble = refused(&town, &town.mute_desk());
    assert!(matches!(&trouble, Trouble::Unwritten { .. }), "{trouble}");
    assert_eq!(town.state().orders.len(), 0);
}
