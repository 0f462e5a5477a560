//! The types of nodes, one file each: its parameters, and how it looks from outside to whoever checks
//! or prepares a flow.

mod asking;
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

use serde::{Deserialize, Serialize};

pub use asking::{Asking, Counting, Reaction, Scope};
pub use collect::{Collect, Length};
pub use condition::{Branch, Condition, Otherwise};
pub use dial::{Dial, NumberSource};
pub use dynamic_menu::DynamicMenu;
pub use end::End;
pub use extension::DialExtension;
pub use hours::Hours;
pub use http::{Http, Received};
pub use menu::{Choice, Menu};
pub use play::Play;
pub use set::Set;
pub use survey::Survey;
pub use transfer::{AgentsFrom, Fallback, Transfer};
pub use voicemail::Voicemail;

use super::{Speech, Template};
use crate::Name;

/// How a node looks from outside.
pub trait Outline {
    /// Every way out of it to another node.
    fn exits(&self) -> Vec<Exit<'_>>;

    /// The nodes to which these lead, in the same order.
    fn exits_mut(&mut self) -> Vec<&mut Name>;

    /// Whether a call can end in it: at an end, or by an exit that is not named.
    fn can_end(&self) -> bool;

    /// What it may play.
    fn speeches(&self) -> Vec<&Speech> {
        Vec::new()
    }

    /// The same, to be changed.
    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        Vec::new()
    }

    /// Parameters in which variables may stand, beside what is played.
    fn texts(&self) -> Vec<&Template> {
        Vec::new()
    }

    /// The variables of the call to which it gives values.
    fn sets(&self) -> Vec<&Name> {
        Vec::new()
    }

    /// The question that it asks, if a caller goes on from it by keys alone.
    fn asking(&self) -> Option<&Asking> {
        None
    }

    /// Whether a key that the caller presses in it has a meaning.
    fn asks(&self) -> bool {
        false
    }
}

/// A way out of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit<'n> {
    /// The field that names the next node, below the node's own path.
    pub field: String,
    /// The next node.
    pub to: &'n Name,
    /// Whether a call can leave this way as soon as it comes.
    pub at_once: bool,
}

impl<'n> Exit<'n> {
    /// A way out that is taken after a wait.
    pub fn late(field: impl Into<String>, to: &'n Name) -> Exit<'n> {
        Exit {
            field: field.into(),
            to,
            at_once: false,
        }
    }

    /// A way out that can be taken without any wait.
    pub fn at_once(field: impl Into<String>, to: &'n Name) -> Exit<'n> {
        Exit {
            at_once: true,
            ..Exit::late(field, to)
        }
    }

    /// A way out that is taken after a wait, if it is named.
    pub fn maybe(field: &str, to: &'n Option<Name>) -> Option<Exit<'n>> {
        to.as_ref().map(|to| Exit::late(field, to))
    }

    /// A way out that can be taken without any wait, if it is named.
    pub fn maybe_at_once(field: &str, to: &'n Option<Name>) -> Option<Exit<'n>> {
        to.as_ref().map(|to| Exit::at_once(field, to))
    }
}

macro_rules! nodes {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// One node.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Node {
            $($(#[$doc])* $name($name),)*
        }

        impl Node {
            /// How it looks from outside.
            pub fn outline(&self) -> &dyn Outline {
                match self {
                    $(Node::$name(node) => node,)*
                }
            }

            /// The nodes to which its ways out lead, in the order of [`Outline::exits`].
            pub fn exits_mut(&mut self) -> Vec<&mut Name> {
                match self {
                    $(Node::$name(node) => node.exits_mut(),)*
                }
            }

            /// What it may play.
            pub fn speeches_mut(&mut self) -> Vec<&mut Speech> {
                match self {
                    $(Node::$name(node) => node.speeches_mut(),)*
                }
            }

            /// The word for its type, which is the key that makes a node one.
            pub const fn word(&self) -> &'static str {
                match self {
                    $(Node::$name(_) => $word,)*
                }
            }
        }

        $(impl From<$name> for Node {
            fn from(node: $name) -> Node {
                Node::$name(node)
            }
        })*
    };
}

nodes! {
    /// Plays something and goes on (I2).
    Play = "play";
    /// Asks for a key (I3).
    Menu = "menu";
    /// Asks for a key of a menu that a customer's system has given (I4).
    DynamicMenu = "dynamic_menu";
    /// Takes digits into a variable (I10).
    Collect = "collect";
    /// Asks how satisfied the caller is (I8).
    Survey = "survey";
    /// Branches on business hours (I7).
    Hours = "hours";
    /// Asks a customer's system for values (I11).
    Http = "http";
    /// Branches on variables (I12).
    Condition = "condition";
    /// Gives variables values.
    Set = "set";
    /// Hands the call to a skill group (I6).
    Transfer = "transfer";
    /// Hands the call to a number outside (I9).
    Dial = "dial";
    /// Asks for an extension and calls that phone (I13).
    DialExtension = "extension";
    /// Takes a message (I14).
    Voicemail = "voicemail";
    /// Ends the call (I1).
    End = "end";
}
