//! Names that stand as keys and in lists.

use std::fmt::Display;
use std::str::FromStr;

use crate::decode::{Context, scalar};
use crate::tree::{Entry, Node};

/// The name that a key spells.
pub fn key<T>(cx: &mut Context, entry: &Entry) -> Option<T>
where
    T: FromStr,
    T::Err: Display,
{
    if entry.plain && !scalar::unmistakable(cx, &entry.key, entry.at) {
        return None;
    }
    scalar::parsed(cx, &entry.key, entry.at)
}

/// The name that an item of a list spells.
pub fn spelled<T>(cx: &mut Context, node: &Node, what: &str) -> Option<T>
where
    T: FromStr,
    T::Err: Display,
{
    let text = scalar::quoted(cx, node, what)?;
    scalar::parsed(cx, text, node.at)
}
