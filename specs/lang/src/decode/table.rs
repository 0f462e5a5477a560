//! What may be written: the tables that the decoder consults and the reference is made from.

/// A kind of resource.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Settings of the whole center.
    Center,
    /// Connections to carriers.
    Trunks,
    /// Numbers that callers dial.
    Numbers,
    /// The prompt library.
    Prompts,
    /// Call flows.
    Ivrs,
    /// Skill groups.
    SkillGroups,
    /// Agents.
    Agents,
    /// Phones.
    Phones,
    /// Ways of routing.
    Routing,
    /// Lists of callers.
    CallerLists,
    /// Who may what.
    Roles,
    /// Business hours.
    Hours,
    /// Words that a recogniser is to know.
    Hotwords,
    /// Whom the center tells of calls.
    Webhooks,
    /// Pieces of flows.
    Pieces,
    /// Variables of the configuration.
    Vars,
    /// Resources with another name.
    Moved,
    /// Warnings that are ignored.
    Ignore,
    /// The center's own tests.
    Tests,
}

impl Kind {
    /// Every kind in the order of the manual.
    pub const ALL: [Kind; 19] = [
        Kind::Center,
        Kind::Trunks,
        Kind::Numbers,
        Kind::Prompts,
        Kind::Ivrs,
        Kind::SkillGroups,
        Kind::Agents,
        Kind::Phones,
        Kind::Routing,
        Kind::CallerLists,
        Kind::Roles,
        Kind::Hours,
        Kind::Hotwords,
        Kind::Webhooks,
        Kind::Pieces,
        Kind::Vars,
        Kind::Moved,
        Kind::Ignore,
        Kind::Tests,
    ];

    /// The top-level key.
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Center => "center",
            Kind::Trunks => "trunks",
            Kind::Numbers => "numbers",
            Kind::Prompts => "prompts",
            Kind::Ivrs => "ivrs",
            Kind::SkillGroups => "skill_groups",
            Kind::Agents => "agents",
            Kind::Phones => "phones",
            Kind::Routing => "routing",
            Kind::CallerLists => "caller_lists",
            Kind::Roles => "roles",
            Kind::Hours => "hours",
            Kind::Hotwords => "hotwords",
            Kind::Webhooks => "webhooks",
            Kind::Pieces => "pieces",
            Kind::Vars => "vars",
            Kind::Moved => "moved",
            Kind::Ignore => "ignore",
            Kind::Tests => "tests",
        }
    }

    /// One of its resources, for a sentence.
    pub const fn one(self) -> &'static str {
        match self {
            Kind::Center => "center",
            Kind::Trunks => "trunk",
            Kind::Numbers => "number",
            Kind::Prompts => "prompt",
            Kind::Ivrs => "flow",
            Kind::SkillGroups => "skill group",
            Kind::Agents => "agent",
            Kind::Phones => "phone",
            Kind::Routing => "routing",
            Kind::CallerLists => "caller list",
            Kind::Roles => "role",
            Kind::Hours => "set of business hours",
            Kind::Hotwords => "hotword",
            Kind::Webhooks => "webhook",
            Kind::Pieces => "piece",
            Kind::Vars => "variable",
            Kind::Moved => "move",
            Kind::Ignore => "ignored warning",
            Kind::Tests => "test",
        }
    }

    /// Whether a running center has it: the others are gone when a configuration is compiled.
    pub const fn is_live(self) -> bool {
        !matches!(
            self,
            Kind::Pieces | Kind::Vars | Kind::Moved | Kind::Ignore | Kind::Tests
        )
    }

    /// Those that exist without being written.
    pub const fn built_in(self) -> &'static [&'static str] {
        match self {
            Kind::Roles => &model::config::Role::BUILT_IN,
            _ => &[],
        }
    }
}

/// A map with fixed keys.
#[derive(Debug)]
pub struct Table {
    /// What has these keys, for a sentence: `a trunk`.
    pub what: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Its keys in the order of the manual.
    pub fields: &'static [Field],
}

/// One key of a map.
#[derive(Copy, Clone, Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What belongs to it.
    pub shape: Shape,
    /// Whether it must be written.
    pub need: Need,
    /// What it means, as a sentence.
    pub doc: &'static str,
}

/// What belongs to a key.
#[derive(Copy, Clone, Debug)]
pub enum Shape {
    /// A short text.
    Text,
    /// A text to speak or a prompt of the library; what is written without a map is a text.
    Speech,
    /// The same; what is written without a map is the name of a prompt.
    Music,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Count {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// A time, in milliseconds.
    Time {
        /// The shortest.
        min: u64,
        /// The longest.
        max: u64,
    },
    /// One of some words.
    Word(&'static [&'static str]),
    /// The name of a resource.
    Name(Kind),
    /// The name of a node of the same flow.
    Node,
    /// The name of a variable of the call.
    Variable,
    /// A text that is not spoken, in which variables may stand.
    Template {
        /// The longest, in characters.
        longest: usize,
    },
    /// Anything else, described for people.
    Other(&'static str),
    /// A map with the keys of a table.
    Map(&'static Table),
}

/// Whether a key must be written.
#[derive(Copy, Clone, Debug)]
pub enum Need {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
    /// What stands for it when it is left out, as it would be written.
    Default(&'static str),
    /// The same in words, because it depends on something else.
    Otherwise(&'static str),
}

impl Field {
    /// A key that must be written.
    pub const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Field {
        Field {
            name,
            shape,
            need: Need::Required,
            doc,
        }
    }

    /// A key that may be left out.
    pub const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Field {
        Field {
            name,
            shape,
            need: Need::Optional,
            doc,
        }
    }

    /// A key for which something stands when it is left out.
    pub const fn default(
        name: &'static str,
        shape: Shape,
        value: &'static str,
        doc: &'static str,
    ) -> Field {
        Field {
            name,
            shape,
            need: Need::Default(value),
            doc,
        }
    }

    /// A key for which something that depends on others stands when it is left out.
    pub const fn otherwise(
        name: &'static str,
        shape: Shape,
        value: &'static str,
        doc: &'static str,
    ) -> Field {
        Field {
            name,
            shape,
            need: Need::Otherwise(value),
            doc,
        }
    }
}

/// The keys of several lists as one, for tables that have keys in common. `N` is their number.
#[allow(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which refuses a wrong `N`"
)]
pub const fn joined<const N: usize>(lists: &[&[Field]]) -> [Field; N] {
    let mut all = [Field::optional("", Shape::Flag, ""); N];
    let (mut list, mut filled) = (0, 0);
    while list < lists.len() {
        let mut one = 0;
        while one < lists[list].len() {
            all[filled] = lists[list][one];
            filled += 1;
            one += 1;
        }
        list += 1;
    }
    assert!(filled == N, "`N` is the number of all keys");
    all
}

impl Table {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Shape {
    /// The shape in words, for a sentence that begins with the key: `a whole number from 1 to 10`.
    pub fn words(&self) -> String {
        match self {
            Shape::Text => "a text".to_owned(),
            Shape::Speech => "a text to speak, or `{prompt: NAME}`".to_owned(),
            Shape::Music => "the name of a prompt, or `{text: TEXT}`".to_owned(),
            Shape::Flag => "`true` or `false`".to_owned(),
            Shape::Count { min, max } => format!("a whole number from {min} to {max}"),
            Shape::Time { min, max } => {
                let (min, max) = (model::Span::millis(*min), model::Span::millis(*max));
                format!("a time from {min} to {max}")
            }
            Shape::Word(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                quoted.join(" or ")
            }
            Shape::Name(kind) => format!("a name under `{}`", kind.key()),
            Shape::Node => "the name of a node of this flow".to_owned(),
            Shape::Variable => "the name of a variable".to_owned(),
            Shape::Template { longest } => {
                format!("a text of at most {longest} characters, with `${{Variables}}`")
            }
            Shape::Other(words) => (*words).to_owned(),
            Shape::Map(table) => format!("a map: {}", table.what),
        }
    }
}
