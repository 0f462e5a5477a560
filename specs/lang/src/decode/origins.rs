//! Where a value comes from that stands at a place: variables that were put there, and the nodes that use
//! the piece in which it is written.

use std::sync::Arc;

use crate::decode::Context;
use crate::tree::At;

/// A variable whose value stands at a place.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Its name.
    pub name: String,
    /// Where the value is written.
    pub value: At,
    /// Where the variable is declared.
    pub declared: At,
}

/// A file as it is seen through a node that uses a piece of it.
#[derive(Clone, Debug)]
pub struct View {
    /// The node.
    pub at: At,
    /// Its name.
    pub node: String,
}

/// How many places are named besides that of the problem.
const MOST: usize = 32;

impl Context {
    /// A further number for a file, so that what is reported there names the node `node` at `at` besides.
    pub fn view(&mut self, file: u32, at: At, node: &str) -> u32 {
        let Some(text) = self.texts.get(file as usize).map(Arc::clone) else {
            return file;
        };
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text);
        let node = node.to_owned();
        self.views.insert(number, View { at, node });
        number
    }

    /// The places that belong to a place.
    pub fn origins(&self, at: At) -> Vec<(At, String)> {
        let mut origins = Vec::new();
        let filled = self.filled.get(&(at.file, at.start)).into_iter().flatten();
        for filled in filled {
            let name = &filled.name;
            origins.push((filled.value, format!("the value of the variable `{name}`")));
            origins.push((filled.declared, format!("`{name}` is declared here")));
        }
        let mut file = at.file;
        while let Some(view) = self.views.get(&file) {
            origins.push((view.at, format!("used here as `{}`", view.node)));
            file = view.at.file;
            if origins.len() > MOST {
                break;
            }
        }
        origins
    }
}
