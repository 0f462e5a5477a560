//! Readings: how the values of variables are said.

use model::config::{Config, Node, Prompt, Speech};

use super::setup::{center, end, flow, name, play};
use super::world::World;

const WORDS: &str = "卡号${Card:digits}，余额${Balance:number}，${Card}";

/// A flow that says the words itself, then by a prompt whose voice is English.
fn bank(voice: &str, card: &str, balance: &str) -> Config {
    let mut ivr = flow(&[("own", play(WORDS, "prompt")), ("prompt", by_prompt())]);
    ivr.nodes.insert(name("bye"), end(""));
    for (variable, value) in [("Card", card), ("Balance", balance)] {
        ivr.variables.insert(name(variable), value.to_owned());
    }
    let mut config = center(ivr);
    config.center.voice = voice.to_owned();
    let prompt = Prompt::Text {
        text: WORDS.parse().expect("a text"),
        voice: Some("en".to_owned()),
    };
    config.prompts.insert(name("balance"), prompt);
    config
}

fn by_prompt() -> Node {
    let mut node = play("", "bye");
    if let Node::Play(play) = &mut node {
        play.speech = Speech::Prompt(name("balance"));
    }
    node
}

#[test]
fn a_balance_is_read_as_a_number_and_a_card_as_digits() {
    let mandarin = "卡号六二一七，余额一千二百零五，6217";
    let english = "卡号six two one seven，余额one thousand two hundred and five，6217";
    for (voice, own) in [("zh", mandarin), ("en", english)] {
        let mut world = World::new(bank(voice, "6217", "1205"));
        let call = world.call();
        assert_eq!(world.heard(), [own]);
        world.played(call);
        assert_eq!(
            world.heard(),
            [english],
            "a prompt is read in its own voice"
        );
        world.close();
    }
}

#[test]
fn a_value_that_does_not_fit_is_said_as_it_is() {
    let mut world = World::new(bank("zh", "", "暂无"));
    world.call();
    assert_eq!(world.heard(), ["卡号，余额暂无，"]);
    world.close();
}
