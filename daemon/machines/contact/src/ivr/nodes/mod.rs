//! The types of nodes, one file each with its meaning; to add one is that file and one line here.

mod collect;
mod condition;
mod dial;
mod dynamic_menu;
mod end;
mod extension;
mod hours;
mod http;
mod menu;
mod play;
mod set;
mod survey;
mod transfer;
mod voicemail;

use model::config::{self, Node};

use super::{Heard, Step, Visit};

/// What a node does when a call comes into it and while the call stays there.
pub(crate) trait Work {
    /// What it is doing while the call stays.
    type Stage: Clone + std::fmt::Debug;

    /// A call has come into the node.
    fn enter(&self, visit: &mut Visit<'_>) -> Step;

    /// Something happened while the call stays in the node.
    fn hear(&self, visit: &mut Visit<'_>, stage: Self::Stage, heard: Heard) -> Step;
}

macro_rules! nodes {
    ($($name:ident,)*) => {
        /// What the node in which a call stays is doing.
        #[derive(Clone, Debug)]
        #[allow(dead_code, reason = "no call stays in a type of node whose stage is `Infallible`")]
        pub(crate) enum At {
            $($name(<config::$name as Work>::Stage),)*
        }

        /// A call has come into a node.
        pub(super) fn enter(node: &Node, visit: &mut Visit<'_>) -> Step {
            match node {
                $(Node::$name(node) => node.enter(visit),)*
            }
        }

        /// Something happened while a call stays in a node.
        pub(super) fn hear(node: &Node, visit: &mut Visit<'_>, at: At, heard: Heard) -> Step {
            match (node, at) {
                $((Node::$name(node), At::$name(stage)) => node.hear(visit, stage, heard),)*
                _ => Step::Exception,
            }
        }
    };
}

nodes! {
    Play,
    Menu,
    DynamicMenu,
    Collect,
    Survey,
    Hours,
    Http,
    Condition,
    Set,
    Transfer,
    Dial,
    DialExtension,
    Voicemail,
    End,
}
