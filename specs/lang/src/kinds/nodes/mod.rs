//! The nodes of flows, one file per type.

pub mod asking;
pub mod collect;
pub mod condition;
pub mod dial;
pub mod dynamic_menu;
pub mod end;
pub mod extension;
pub mod hours;
pub mod http;
pub mod menu;
pub mod play;
pub mod reuse;
pub mod set;
pub mod survey;
pub mod transfer;
pub mod voicemail;

use model::config::Node as Step;

use crate::Code;
use crate::decode::{Context, Fields, Report, Table, list};
use crate::emit::Map;
use crate::tree::{Entry, Value};

/// A type of node. Its first key is its name.
pub struct Type {
    /// The key that makes a node one of this type.
    pub name: &'static str,
    /// Its keys.
    pub table: &'static Table,
    read: fn(&mut Context, &Fields<'_>) -> Option<Step>,
}

macro_rules! types {
    ($($module:ident: $variant:ident;)*) => {
        /// Every type in the order of the manual.
        pub static TYPES: &[Type] = &[$(Type {
            name: stringify!($module),
            table: &$module::TABLE,
            read: |cx, fields| $module::read(cx, fields).map(Step::from),
        },)* Type {
            name: USE,
            table: &reuse::TABLE,
            // It has no meaning of its own: whoever reads a flow puts the nodes of the piece there.
            read: |_, _| None,
        }];

        /// A node as it is written.
        pub fn write(node: &Step) -> serde_yaml::Value {
            let mut map = Map::default();
            match node {
                $(Step::$variant(node) => $module::write(node, &mut map),)*
            }
            map.value()
        }
    };
}

types! {
    play: Play;
    menu: Menu;
    dynamic_menu: DynamicMenu;
    collect: Collect;
    survey: Survey;
    hours: Hours;
    http: Http;
    condition: Condition;
    set: Set;
    transfer: Transfer;
    dial: Dial;
    extension: DialExtension;
    voicemail: Voicemail;
    end: End;
}

/// The maps inside of nodes that have keys of their own.
pub static PARTS: &[&Table] = &[
    &menu::CHOICE,
    &http::RECEIVED,
    &transfer::AGENTS_FROM,
    &condition::BRANCH,
    &condition::OTHERWISE,
    &asking::REACTION,
    &asking::COUNTING,
    &dial::SOURCE,
];

/// The type of a node that stands for others.
const USE: &str = "use";

/// The piece that a node uses; `None`: it is of another type, or of several. An empty name: it is not
/// written as one.
pub fn uses(entry: &Entry) -> Option<&str> {
    let Value::Map(keys) = &entry.value.value else {
        return None;
    };
    let types = TYPES.iter();
    let mut types = types.filter(|kind| keys.iter().any(|key| key.key == kind.name));
    if types.next().is_none_or(|kind| kind.name != USE) || types.next().is_some() {
        return None;
    }
    let piece = keys.iter().find(|key| key.key == USE)?;
    match &piece.value.value {
        Value::Scalar { text, .. } => Some(text),
        _ => Some(""),
    }
}

/// Reads one node of the flow `resource`.
pub fn read(cx: &mut Context, entry: &Entry, resource: &str, path: &str) -> Option<Step> {
    let Value::Map(keys) = &entry.value.value else {
        if entry.value.value != Value::Broken {
            let message = format!("the node `{}` is a map, this is {}", entry.key, {
                entry.value.value.what()
            });
            let help = "write `{ end: }` for a node that ends the call";
            cx.report(Report::new(Code::WrongShape, entry.value.at, message).help(help));
        }
        return None;
    };
    let written = |kind: &&Type| keys.iter().any(|key| key.key == kind.name);
    let mut kinds = TYPES.iter().filter(written);
    match (kinds.next(), kinds.next()) {
        (Some(kind), None) => {
            let node = &entry.value;
            let fields = Fields::open(cx, kind.table, node, entry.at, resource, path)?;
            (kind.read)(cx, &fields)
        }
        (Some(one), Some(other)) => {
            let (one, other) = (one.name, other.name);
            let message = format!("the node `{}` is both `{one}` and `{other}`", entry.key);
            let help = "make two nodes of it, the first with `next`";
            cx.report(Report::new(Code::NodeType, entry.at, message).help(help));
            None
        }
        _ => {
            untyped(cx, entry, keys);
            None
        }
    }
}

/// A node without a type: probably a type that does not exist, or is misspelled.
fn untyped(cx: &mut Context, entry: &Entry, keys: &[Entry]) {
    let names = || TYPES.iter().map(|kind| kind.name);
    let help = format!("the types of nodes are {}", list(names()));
    let known = |key: &&Entry| {
        TYPES
            .iter()
            .any(|kind| kind.table.field(&key.key).is_some())
    };
    let report = match keys.iter().find(|key| !known(key)) {
        Some(key) => {
            let guess = cx.guess(key.at, &key.key, names());
            let message = format!("there is no type of node `{}`", key.key);
            Report::new(Code::NodeType, key.at, message)
                .help(help)
                .guess(guess)
        }
        None => {
            let message = format!("the node `{}` has no type", entry.key);
            Report::new(Code::NodeType, entry.at, message).help(help)
        }
    };
    cx.report(report);
}
