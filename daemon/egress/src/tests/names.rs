//! A resolver that says what it is told to say.

use std::collections::BTreeMap;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use crate::{Resolve, Resolving};

/// Names with their answers, each given once, the last for ever. `hangs.example` is never answered, and
/// `panics.example` ends the task that asks.
#[derive(Default)]
pub struct Names {
    answers: Mutex<BTreeMap<String, Vec<Vec<IpAddr>>>>,
    asked: Mutex<Vec<String>>,
}

impl Names {
    pub fn none() -> Arc<Names> {
        Arc::default()
    }

    /// `name` has each of these answers after the other; an answer is addresses with spaces between.
    pub fn with(self: &Arc<Names>, name: &str, answers: &[&str]) -> Arc<Names> {
        let parse = |answer: &&str| {
            let addresses = answer.split_whitespace();
            addresses
                .map(|it| it.parse().expect("an address"))
                .collect()
        };
        let answers = answers.iter().map(parse).collect();
        let mut known = self.answers.lock().expect("names");
        known.insert(name.to_owned(), answers);
        drop(known);
        self.clone()
    }

    /// Every name that was asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("names").clone()
    }
}

impl Resolve for Names {
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a> {
        self.asked.lock().expect("names").push(name.to_owned());
        match name {
            "panics.example" => panic!("on purpose"),
            "hangs.example" => return Box::pin(std::future::pending()),
            _ => {}
        }
        let mut answers = self.answers.lock().expect("names");
        let answer = match answers.get_mut(name) {
            Some(left) if left.len() > 1 => Ok(left.remove(0)),
            Some(last) => Ok(last[0].clone()),
            None => Err(io::Error::other("no such name")),
        };
        Box::pin(std::future::ready(answer))
    }
}
