//! A route as data: what it is, who may use it, what it takes and gives.

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use switch::Action;

use super::super::desk::Desk;

/// One request that the interface answers. It comes out of a [`Draft`], which says at once who may.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The whole path, with `{names}` for what varies.
    pub path: String,
    /// What it is about.
    pub tag: &'static str,
    /// What it does, in one line.
    pub summary: String,
    /// Who may.
    pub admits: Admits,
    /// The fields of its query.
    pub query: Option<SchemaOf>,
    /// Its body.
    pub takes: Content,
    /// Its answer.
    pub gives: Content,
    pub(super) service: MethodRouter<Desk>,
}

/// Who may use a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admits {
    /// Everybody, also without a token: for health alone.
    Everybody,
    /// Whoever may do this.
    Whoever(Action),
}

/// Makes the schema of a type.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// What a body holds.
#[derive(Copy, Clone)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// A JSON value.
    Json(SchemaOf),
    /// A JSON value, or the same in other forms, which are only named.
    Forms(SchemaOf, &'static [&'static str]),
    /// Bytes of one of these content types.
    Bytes(&'static [&'static str]),
    /// Values of a type, one a line.
    Lines(SchemaOf),
    /// Values of a type, each a message of a WebSocket.
    Messages(SchemaOf),
}

/// The schema of `T`.
pub fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// A route that still lacks its handler, and the bytes of its body at most, if they are not the usual.
pub struct Draft(Route, Option<usize>);

impl Draft {
    /// A request below the prefix. There is no way to leave out who may make it.
    pub fn new(method: Method, path: &str, admits: Action) -> Draft {
        Draft::at(
            method,
            format!("{}/{path}", api::PREFIX),
            Admits::Whoever(admits),
        )
    }

    /// A request outside the prefix.
    pub fn at(method: Method, path: impl Into<String>, admits: Admits) -> Draft {
        let route = Route {
            method,
            path: path.into(),
            tag: "",
            summary: String::new(),
            admits,
            query: None,
            takes: Content::Nothing,
            gives: Content::Nothing,
            service: MethodRouter::new(),
        };
        Draft(route, None)
    }

    /// What it is about and does.
    pub fn says(mut self, tag: &'static str, summary: impl Into<String>) -> Draft {
        self.0.tag = tag;
        self.0.summary = summary.into();
        self
    }

    /// The fields of its query.
    pub fn query<T: JsonSchema>(mut self) -> Draft {
        self.0.query = Some(T::json_schema);
        self
    }

    /// Its body.
    pub fn takes(mut self, content: Content) -> Draft {
        self.0.takes = content;
        self
    }

    /// Its body, a JSON value.
    pub fn takes_json<T: JsonSchema>(self) -> Draft {
        self.takes(Content::Json(schema::<T>))
    }

    /// Its body, which may hold a whole configuration.
    pub fn takes_center<T: JsonSchema>(mut self) -> Draft {
        self.1 = Some(api::MAX_CENTER_BYTES);
        self.takes_json::<T>()
    }

    /// Its answer.
    pub fn gives(mut self, content: Content) -> Draft {
        self.0.gives = content;
        self
    }

    /// Its answer, a JSON value.
    pub fn gives_json<T: JsonSchema>(self) -> Draft {
        self.gives(Content::Json(schema::<T>))
    }

    /// The route, answered by `handler`.
    pub fn by<H, T>(mut self, handler: H) -> Route
    where
        H: Handler<T, Desk>,
        T: 'static,
    {
        // Methods that have no filter are none that a route is made for.
        let filter = MethodFilter::try_from(self.0.method.clone()).unwrap_or(MethodFilter::GET);
        let service = on(filter, handler);
        self.0.service = match self.1 {
            Some(most) => service.layer(DefaultBodyLimit::max(most)),
            None => service,
        };
        self.0
    }
}
