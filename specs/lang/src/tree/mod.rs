//! YAML as a tree that knows where each value stands.

mod hint;
mod mark;
mod position;
mod read;
mod scan;

pub use mark::Mark;
pub use position::Text;
pub use read::read;

/// Some bytes of one file.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The file, by its index among the sources.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands; of a list or a map, where it begins.
    pub at: At,
    /// Whether it carries `!secret`.
    pub secret: bool,
    /// What it is.
    pub value: Value,
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A text, or what is written without quotes.
    Scalar {
        /// What is written, without its quotes.
        text: String,
        /// Whether it is without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order in which it is written; no key stands twice.
    Map(Vec<Entry>),
    /// `!var NAME`: the value of a variable of the configuration.
    Variable(String),
    /// `!remove`: what an overlay takes away.
    Removed,
    /// `!replace`: what an overlay puts in the place of a whole value.
    Instead(Box<Node>),
    /// Something that has been reported and means nothing.
    Broken,
}

impl Node {
    /// A value without a tag.
    pub fn new(at: At, value: Value) -> Node {
        Node {
            at,
            secret: false,
            value,
        }
    }

    /// The same with `!replace` before it.
    pub fn instead(self) -> Node {
        Node::new(self.at, Value::Instead(Box::new(self)))
    }
}

/// One line of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub at: At,
    /// Whether the key is without quotes.
    pub plain: bool,
    /// What belongs to it.
    pub value: Node,
}

impl Value {
    /// What it is, with its article, for a sentence.
    pub fn what(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Variable(_) => "a variable",
            Value::Removed => "`!remove`",
            Value::Instead(_) => "`!replace`",
            Value::Broken => "something else",
        }
    }
}
