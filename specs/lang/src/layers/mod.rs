//! What makes one center of several layers: its files, the overlay of an environment, and the values of
//! its variables. All of it happens on the tree, so that every value keeps the place where it is written.

mod expand;
mod fill;
mod given;
mod overlay;
mod splice;

pub use expand::{Body, expand};
pub use fill::{OPEN, Path, fill};
pub use given::{Given, Origin};
pub use splice::splice;

use crate::decode::{Context, Kind, Report};
use crate::kinds::vars::Variables;
use crate::tree::{Entry, Node, Value};
use crate::{Code, Source, kinds};

/// What is laid over the files of a center.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// The files of an environment, which say what differs there.
    pub overlay: Vec<Source>,
    /// Values of variables. Of two for one variable the last one holds.
    pub values: Vec<Given>,
}

/// Lays `overlay` over the files, and puts the values of variables where they are named.
pub fn join(cx: &mut Context, roots: &mut Vec<Node>, overlay: Vec<Node>, given: &[Given]) {
    for root in roots.iter_mut() {
        overlay::refuse_tags(cx, root);
    }
    overlay::merge(cx, roots, overlay);
    for root in roots.iter_mut() {
        kinds::ignore::take(cx, root);
        kinds::definitions(cx, root);
    }
    given::give(cx, given);
    for root in roots.iter_mut() {
        fill_file(cx, root);
    }
}

/// The values of variables are put into everything but what declares variables: their own values hold
/// none, and a piece is filled where it is used.
fn fill_file(cx: &mut Context, root: &mut Node) {
    let Value::Map(kinds) = &mut root.value else {
        return;
    };
    for kind in kinds {
        let of = |known: Kind| known.key() == kind.key;
        if of(Kind::Vars) || of(Kind::Pieces) {
            continue;
        }
        match &mut kind.value.value {
            Value::Map(names) if !of(Kind::Center) => {
                for name in names {
                    let place = format!("{}/{}", kind.key, name.key);
                    fill_name(cx, &place, name);
                }
            }
            _ => {
                let place = format!("{}/{}", kind.key, kind.key);
                fill(cx, &Variables::new(), &Path::new(&place), &mut kind.value);
            }
        }
    }
}

/// Names themselves hold no variables.
fn fill_name(cx: &mut Context, place: &str, name: &mut Entry) {
    fill::refuse_key(cx, name);
    fill(cx, &Variables::new(), &Path::new(place), &mut name.value);
}

/// Warns of variables and pieces that nothing names.
pub fn unused(cx: &mut Context) {
    let variables = cx.variables_declared.iter();
    let variables = variables.filter(|(_, variable)| !variable.used);
    let pieces = cx.pieces.iter();
    let pieces = pieces.filter(|(name, _)| !cx.pieces_used.contains(*name));
    let variables = variables.map(|(name, variable)| {
        let message = format!("nothing names the variable `{name}`");
        let help =
            format!("delete it, or write `!var {name}` or `${{var.{name}}}` where it is meant");
        let report = Report::warning(Code::UnusedVariable, variable.declared, message);
        report.help(help).of(format!("vars/{name}"))
    });
    let pieces = pieces.map(|(name, piece)| {
        let message = format!("no flow uses the piece `{name}`, whose nodes are not checked");
        let help = format!("delete it, or write a node `{{ use: {name} }}` in a flow");
        let report = Report::warning(Code::UnusedPiece, piece.at, message);
        report.help(help).of(format!("pieces/{name}"))
    });
    let reports: Vec<Report> = variables.chain(pieces).collect();
    reports.into_iter().for_each(|report| cx.report(report));
}
