//! `ignore`: warnings that the writer of a center knows and has a reason for. It stands at the top, for
//! the whole center, and in every resource. It is gone when a configuration is compiled.

use crate::Code;
use crate::decode::{Context, Field, Ignored, Kind, Report, Shape, Table, list, scalar};
use crate::tree::{At, Entry, Node, Value};

/// How many warnings there are.
#[allow(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which refuses a wrong length"
)]
const WARNINGS: usize = {
    let (mut n, mut found) = (0, 0);
    while n < Code::ALL.len() {
        found += can_be_ignored(Code::ALL[n]) as usize;
        n += 1;
    }
    found
};

/// A key for each of them.
static FIELDS: [Field; WARNINGS] = fields();

/// The keys: the codes of warnings.
pub static TABLE: Table = Table {
    what: "a map of ignored warnings",
    doc: "Warnings that are ignored: their codes, each with the reason. At the top of a file it holds for the \
          whole center, as `ignore: { CODE: REASON }` in a resource for that alone. A warning that is ignored \
          where there is none is a warning itself.",
    fields: &FIELDS,
};

/// The key in a resource.
pub static FIELD: Field = Field::optional(
    "ignore",
    Shape::Map(&TABLE),
    "Warnings that are ignored here, each with the reason. They are for people: a daemon is not sent them.",
);

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which refuses a wrong length"
)]
const fn fields() -> [Field; WARNINGS] {
    let mut fields = [Field::optional("", Shape::Text, ""); WARNINGS];
    let (mut n, mut filled) = (0, 0);
    while n < Code::ALL.len() {
        let code = Code::ALL[n];
        if can_be_ignored(code) {
            fields[filled] = Field::optional(code.as_str(), Shape::Text, code.meaning());
            filled += 1;
        }
        n += 1;
    }
    fields
}

/// That nothing is ignored cannot be ignored.
const fn can_be_ignored(code: Code) -> bool {
    code.is_warning() && !matches!(code, Code::IdleIgnore)
}

/// Whether `ignore` stands in the resources of a kind.
pub fn stands_in(kind: Kind) -> bool {
    !matches!(kind, Kind::Moved | Kind::Ignore | Kind::Tests)
}

/// Notes what a file ignores, and takes it out of the resources.
pub fn take(cx: &mut Context, root: &mut Node) {
    let Value::Map(sections) = &mut root.value else {
        return;
    };
    for section in sections {
        let kind = Kind::ALL.into_iter().find(|kind| kind.key() == section.key);
        match (kind, &mut section.value.value) {
            (Some(Kind::Ignore), _) => note(cx, None, section),
            (Some(Kind::Center), Value::Map(keys)) => of_resource(cx, "center/center", keys),
            (Some(kind), Value::Map(names)) if stands_in(kind) => {
                for name in names {
                    if let Value::Map(keys) = &mut name.value.value {
                        of_resource(cx, &format!("{}/{}", kind.key(), name.key), keys);
                    }
                }
            }
            _ => {}
        }
    }
}

fn of_resource(cx: &mut Context, resource: &str, keys: &mut Vec<Entry>) {
    if let Some(place) = keys.iter().position(|entry| entry.key == FIELD.name) {
        let entry = keys.remove(place);
        note(cx, Some(resource), &entry);
    }
}

/// Notes the codes of one map.
fn note(cx: &mut Context, resource: Option<&str>, map: &Entry) {
    let entries = match &map.value.value {
        Value::Map(entries) => entries,
        Value::Null | Value::Broken => return,
        other => {
            let message = format!(
                "`ignore` is a map from codes to reasons, this is {}",
                other.what()
            );
            let help = "write `ignore: { CC0902: why }`";
            cx.report(Report::new(Code::WrongShape, map.value.at, message).help(help));
            return;
        }
    };
    for entry in entries {
        if let Some(code) = code(cx, entry, entries)
            && has_reason(cx, entry)
        {
            add(cx, (resource.map(str::to_owned), code), entry.at);
        }
    }
}

fn add(cx: &mut Context, key: (Option<String>, Code), at: At) {
    let Some(first) = cx.ignored.get(&key).map(|known| known.at) else {
        cx.ignored.insert(key, Ignored { at, used: false });
        return;
    };
    let message = format!("{} is ignored already", key.1);
    let report = Report::new(Code::DuplicateKey, at, message).also(first, "the first");
    cx.report(report.help("delete one of them"));
}

fn code(cx: &mut Context, entry: &Entry, entries: &[Entry]) -> Option<Code> {
    let named = |code: &&Code| code.as_str() == entry.key;
    let known = Code::ALL.iter().find(named).copied();
    if let Some(code) = known.filter(|code| can_be_ignored(*code)) {
        return Some(code);
    }
    let (message, help) = match known {
        Some(_) => (
            format!("`{}` cannot be ignored", entry.key),
            "mend what it tells of".to_owned(),
        ),
        None => {
            let shown: String = entry.key.chars().take(70).collect();
            let known = list(TABLE.fields.iter().map(|field| field.name));
            let help = match entry.value.value {
                // In braces a comma ends a text.
                Value::Null => "a reason with a comma in it needs quotes".to_owned(),
                _ => format!("the warnings are {known}"),
            };
            (format!("there is no warning `{shown}`"), help)
        }
    };
    let report = Report::new(Code::NoWarning, entry.at, message).help(help);
    let codes = TABLE.fields.iter().map(|field| field.name);
    let guess = match known {
        None => cx.guess(entry.at, &entry.key, codes),
        Some(_) => None,
    };
    let guess = guess.map(|guess| guess.besides(entries));
    cx.report(report.guess(guess));
    None
}

fn has_reason(cx: &mut Context, entry: &Entry) -> bool {
    if entry.value.value == Value::Null {
        let message = format!("`{}` is ignored without a reason", entry.key);
        let help = format!(
            "write `{}: WHY`, for whoever reads this after you",
            entry.key
        );
        cx.report(Report::new(Code::NoReason, entry.at, message).help(help));
        return false;
    }
    let what = format!("the reason to ignore {}", entry.key);
    scalar::short(cx, &entry.value, &what, "a text").is_some()
}
