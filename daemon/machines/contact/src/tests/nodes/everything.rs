//! A flow with all nodes that decide, for calls to which anything may happen.

use model::config::{
    AgentsFrom, Asking, Branch, Collect, Condition, DynamicMenu, Fallback, Hours, Http, Ivr,
    Length, Node, Otherwise, Received, Set, Survey, Transfer,
};

use crate::tests::setup::{end, flow, key, name, say, transfer};

fn asking(text: &str) -> Asking {
    Asking {
        exhausted: Some(name("bye")),
        ..Asking::new(say(text))
    }
}

fn asks() -> Http {
    Http {
        url: "https://a.example/${Card}".parse().unwrap(),
        send: Default::default(),
        timeout: model::Span::seconds(1),
        max_errors: 2,
        receive: [("Score", "score"), ("Entries", "entries")]
            .map(|(variable, field)| {
                let (field, default) = (field.to_owned(), "[]".to_owned());
                (name(variable), Received { field, default })
            })
            .into(),
        music: Some(say("music")),
        on_failure: Some(name("set")),
        next: name("menu"),
    }
}

fn judges() -> Condition {
    Condition {
        branches: vec![Branch {
            when: "${Score} > 1 and ${Card} != 1".parse().unwrap(),
            label: None,
            next: name("queue"),
        }],
        otherwise: Otherwise {
            label: Some("other".to_owned()),
            next: name("survey"),
        },
    }
}

fn own() -> Transfer {
    let from = AgentsFrom {
        url: "https://b.example".parse().unwrap(),
        send: Default::default(),
        timeout: model::Span::seconds(1),
    };
    Transfer {
        agents_from: Some(from),
        fallback: Fallback::Group,
        music: Some(say("music")),
        then: Some(name("survey")),
        ..transfer("sales")
    }
}

/// The flow. It has a circle, and its hours and its queue may be gone.
pub fn everything() -> Ivr {
    let collect = Collect {
        asking: asking("card"),
        into: name("Card"),
        length: Length::UpTo(2),
        secret: false,
        next: name("ask"),
    };
    let menu = DynamicMenu {
        asking: asking("menu"),
        branches: "${Entries}".parse().unwrap(),
        targets: vec![name("card"), name("judge")],
        on_invalid: Some(name("judge")),
    };
    let survey = Survey {
        asking: asking("survey"),
        keys: [(key('1'), "yes".to_owned()), (key('2'), "no".to_owned())].into(),
        into: name("Satisfaction"),
        next: Some(name("when")),
    };
    let set = Set {
        values: [(name("Score"), "${Card}".parse().unwrap())].into(),
        next: name("judge"),
    };
    let when = Hours {
        hours: name("office"),
        open: name("card"),
        closed: name("judge"),
        emergency: None,
    };
    flow(&[
        ("when", Node::Hours(when)),
        ("card", Node::Collect(collect)),
        ("ask", Node::Http(asks())),
        ("menu", Node::DynamicMenu(menu)),
        ("set", Node::Set(set)),
        ("judge", Node::Condition(judges())),
        ("queue", Node::Transfer(own())),
        ("survey", Node::Survey(survey)),
        ("bye", end("bye")),
    ])
}
