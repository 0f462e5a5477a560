//! Where each value of a compiled center comes from.

use std::fmt;

use model::Place;
use serde_json::{Value as Json, json};

use crate::decode::{Context, Kind};
use crate::tree::{self, Node, Value};
use crate::{Compiled, Source, emit};

/// A variable and where its value is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromVariable {
    /// The variable.
    pub name: String,
    /// Where its value is written. A file in brackets is no file, but an option of the command line or
    /// a variable of the environment.
    pub place: Place,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is written there; the variables that stand in it.
    Written(Place, Vec<FromVariable>),
    /// Nobody has written it.
    Default,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced {
    /// The path: `kind/name/key.inner`, of the center itself `center/center/key`.
    pub path: String,
    /// The value.
    pub value: Json,
    /// Where it comes from.
    pub origin: Origin,
    /// Its line in the text, from 0.
    line: usize,
}

/// For people: `env/prod.yaml:3 (variable city)`.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Origin::Written(place, variables) = self else {
            return f.write_str("default");
        };
        if variables.is_empty() {
            return place.fmt(f);
        }
        for (n, variable) in variables.iter().enumerate() {
            let comma = if n == 0 { "" } else { ", " };
            let FromVariable { name, place } = variable;
            match place
                .file
                .strip_prefix('(')
                .and_then(|file| file.strip_suffix(')'))
            {
                Some(given) => write!(f, "{comma}{given} (variable {name})")?,
                None => write!(f, "{comma}{place} (variable {name})")?,
            }
        }
        Ok(())
    }
}

/// The canonical text of a center, and its values in the order of that text.
pub fn values(compiled: &Compiled) -> (String, Vec<Sourced>) {
    let text = emit::to_yaml(&compiled.config);
    let source = Source {
        path: String::new(),
        text: text.clone().into_bytes(),
    };
    let mut cx = Context::default();
    let root = tree::read(&source, 0, &mut cx);
    let mut walk = Walk {
        compiled,
        cx,
        values: Vec::new(),
    };
    if let Some(root) = root {
        walk.kinds(&root);
    }
    (text, walk.values)
}

/// The canonical text with a comment behind each value that says where it comes from.
pub fn annotated(compiled: &Compiled) -> String {
    let (text, values) = values(compiled);
    let mut values = values.into_iter().peekable();
    let mut out = String::with_capacity(text.len() * 2);
    for (number, line) in text.lines().enumerate() {
        out.push_str(line);
        while let Some(value) = values.next_if(|value| value.line <= number) {
            if value.line == number {
                out.push_str(&format!("  # {}", value.origin));
            }
        }
        out.push('\n');
    }
    out
}

struct Walk<'c> {
    compiled: &'c Compiled,
    cx: Context,
    values: Vec<Sourced>,
}

impl Walk<'_> {
    fn kinds(&mut self, root: &Node) {
        let Value::Map(kinds) = &root.value else {
            return;
        };
        for kind in kinds {
            if kind.key == Kind::Center.key() {
                self.keys("center/center", "", &kind.value);
            } else if let Value::Map(names) = &kind.value.value {
                for name in names {
                    let resource = format!("{}/{}", kind.key, name.key);
                    self.value(&resource, "", name.at.start, &name.value);
                }
            }
        }
    }

    fn keys(&mut self, resource: &str, path: &str, node: &Node) {
        let Value::Map(entries) = &node.value else {
            return;
        };
        for entry in entries {
            let path = match path {
                "" => entry.key.clone(),
                path => format!("{path}.{}", entry.key),
            };
            self.value(resource, &path, entry.at.start, &entry.value);
        }
    }

    fn value(&mut self, resource: &str, path: &str, start: u32, node: &Node) {
        match &node.value {
            Value::Map(entries) if !entries.is_empty() => self.keys(resource, path, node),
            Value::List(items) if items.iter().any(|item| matches!(item.value, Value::Map(_))) => {
                for (n, item) in items.iter().enumerate() {
                    self.value(resource, &format!("{path}.{n}"), item.at.start, item);
                }
            }
            _ => {
                let line = self
                    .cx
                    .texts
                    .first()
                    .map_or(1, |text| text.line_column(start).0);
                let path = format!("{resource}/{path}");
                self.values.push(Sourced {
                    origin: self.origin(&path, resource),
                    path,
                    value: json(&node.value),
                    line: line as usize - 1,
                });
            }
        }
    }

    fn origin(&self, path: &str, resource: &str) -> Origin {
        let Compiled {
            places, taken_over, ..
        } = self.compiled;
        let path = given_by(path, taken_over);
        let variables = self.variables(&path);
        let outer = path.rsplit_once('.').map_or(resource, |(outer, _)| outer);
        let written = places.get(&path).is_some() || !variables.is_empty();
        if !written && self.compiled.maps.contains(outer) {
            return Origin::Default;
        }
        let mut near = path.as_str();
        loop {
            if let Some(place) = places.get(near) {
                return Origin::Written(place.clone(), variables);
            }
            match near.rsplit_once(['.', '/']) {
                Some((outer, _)) => near = outer,
                None => return Origin::Default,
            }
        }
    }

    /// The variables of a value, and of a list those of its items.
    fn variables(&self, path: &str) -> Vec<FromVariable> {
        let known = &self.compiled.variables;
        let inner = format!("{path}.");
        let items = known.range(inner.clone()..);
        let items = items.take_while(|(path, _)| path.starts_with(&inner));
        let here = known.get(path).into_iter().flatten();
        let mut variables: Vec<FromVariable> = Vec::new();
        for variable in here.chain(items.flat_map(|(_, variables)| variables)) {
            if !variables.contains(variable) {
                variables.push(variable.clone());
            }
        }
        variables
    }
}

/// The path in the flow that gave a node to the one that has it.
fn given_by(path: &str, taken_over: &std::collections::BTreeMap<String, String>) -> String {
    let mut node = path;
    loop {
        if let Some(giver) = taken_over.get(node) {
            let rest = path.strip_prefix(node).unwrap_or_default();
            return given_by(&format!("{giver}{rest}"), taken_over);
        }
        match node.rsplit_once('.') {
            Some((outer, _)) => node = outer,
            None => return path.to_owned(),
        }
    }
}

fn json(value: &Value) -> Json {
    match value {
        Value::Scalar { text, plain: true } => match text.as_str() {
            "true" => json!(true),
            "false" => json!(false),
            text => text
                .parse::<u64>()
                .map_or(json!(text), |number| json!(number)),
        },
        Value::Scalar { text, .. } => json!(text),
        Value::List(items) => items.iter().map(|item| json(&item.value)).collect(),
        Value::Map(_) => json!({}),
        _ => Json::Null,
    }
}
