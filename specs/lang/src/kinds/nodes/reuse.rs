//! `use`: the nodes of a piece in the place of a node.

use crate::decode::{Field, Kind, Shape, Table};

/// The keys of a `use` node.
pub static TABLE: Table = Table {
    what: "a `use` node",
    doc: "Stands for the nodes of a piece. Whoever leads to it leads to where the piece begins.",
    fields: &[
        Field::required("use", Shape::Name(Kind::Pieces), "The piece."),
        Field::optional(
            "with",
            Shape::Other("a map from the names of parameters to values"),
            "The values of its parameters that have no default, or another value.",
        ),
        Field::optional(
            "exits",
            Shape::Other("a map from the names of exits to the names of nodes"),
            "Where each of its exits leads.",
        ),
    ],
};
