//! The description of the table for programs: OpenAPI 3.1, its schemas made from the types that the
//! routes really read and write.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::route::{Admits, Content, Route, SchemaOf};
use super::table;

/// Where the schemas stand.
const SCHEMAS: &str = "/components/schemas";

/// The document.
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|it| {
        it.definitions_path = SCHEMAS.into();
        it.meta_schema = None;
    });
    let mut writer = Writer {
        schemas: settings.into_generator(),
    };
    let problem = writer.schema(super::route::schema::<api::Problem>);
    let mut paths = Map::new();
    for route in table() {
        let operation = writer.operation(&route);
        let methods = paths.entry(route.path.clone()).or_insert_with(|| json!({}));
        if let Some(methods) = methods.as_object_mut() {
            methods.insert(route.method.as_str().to_lowercase(), operation);
        }
    }
    let schemas = writer.schemas.take_definitions(true);
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "The contact center's interface",
            "version": format!("{}.0.0", api::VERSION),
            "description": "Fields are added over time and never renamed within a version.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "responses": { "Problem": {
                "description": "It was refused or failed, and why (RFC 9457).",
                "content": { (api::Problem::CONTENT_TYPE): { "schema": problem } },
            } },
        },
    })
}

struct Writer {
    schemas: SchemaGenerator,
}

impl Writer {
    fn schema(&mut self, of: SchemaOf) -> Value {
        of(&mut self.schemas).to_value()
    }

    fn operation(&mut self, route: &Route) -> Value {
        let mut parameters = path_parameters(&route.path);
        parameters.extend(
            route
                .query
                .map(|query| self.query(query))
                .unwrap_or_default(),
        );
        let mut operation = json!({
            "operationId": operation_id(route),
            "tags": [route.tag],
            "summary": route.summary,
            "parameters": parameters,
            "responses": self.responses(route.gives),
        });
        if route.admits == Admits::Everybody {
            set(&mut operation, "security", json!([]));
        }
        if let Some(content) = self.content(route.takes) {
            set(
                &mut operation,
                "requestBody",
                json!({ "required": true, "content": content }),
            );
        }
        operation
    }

    fn responses(&mut self, gives: Content) -> Value {
        let (status, description) = match gives {
            Content::Nothing => ("204", "It is done."),
            Content::Messages(_) => ("101", "The WebSocket is open; each message is a JSON text."),
            _ => ("200", "What was asked for."),
        };
        let mut answer = json!({ "description": description });
        if let Content::Messages(of) = gives {
            set(&mut answer, "x-messages", self.schema(of));
        } else if let Some(content) = self.content(gives) {
            set(&mut answer, "content", content);
        }
        json!({
            (status): answer,
            "default": { "$ref": "#/components/responses/Problem" },
        })
    }

    fn content(&mut self, content: Content) -> Option<Value> {
        let json_of = |schema: Value| json!({ "application/json": { "schema": schema } });
        match content {
            Content::Nothing => None,
            Content::Json(of) => Some(json_of(self.schema(of))),
            Content::Forms(of, others) => {
                let mut forms = json_of(self.schema(of));
                others
                    .iter()
                    .for_each(|other| set(&mut forms, other, json!({})));
                Some(forms)
            }
            Content::Bytes(types) => Some(
                types
                    .iter()
                    .map(|kind| ((*kind).to_owned(), json!({})))
                    .collect(),
            ),
            Content::Lines(of) | Content::Messages(of) => {
                Some(json!({ (api::NDJSON): { "x-line": self.schema(of) } }))
            }
        }
    }

    /// Each field of a query is a parameter.
    fn query(&mut self, query: SchemaOf) -> Vec<Value> {
        let schema = self.schema(query);
        let fields = schema.get("properties").and_then(Value::as_object);
        let parameter = |(name, field): (&String, &Value)| {
            let mut field = field.clone();
            let description = field
                .as_object_mut()
                .and_then(|it| it.remove("description"));
            without_null(&mut field);
            json!({
                "name": name,
                "in": "query",
                "required": false,
                "description": description,
                "schema": field,
            })
        };
        fields.into_iter().flatten().map(parameter).collect()
    }
}

/// A field of a query is there or not; it is never null.
fn without_null(field: &mut Value) {
    if let Some(kinds) = field.get_mut("type").and_then(Value::as_array_mut) {
        kinds.retain(|kind| kind != "null");
    }
    let is_null = |one: &Value| one.get("type").is_some_and(|kind| kind == "null");
    let either = field.get("anyOf").and_then(Value::as_array);
    let some = either.and_then(|either| either.iter().find(|one| !is_null(one)));
    if let Some(some) = some.cloned() {
        *field = some;
    }
}

/// Sets a field of an object.
fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
}

fn path_parameters(path: &str) -> Vec<Value> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    names
        .map(|name| {
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
        })
        .collect()
}

/// Such as `get_records_id`.
fn operation_id(route: &Route) -> String {
    let path = route.path.strip_prefix(api::PREFIX).unwrap_or(&route.path);
    let words = path.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    std::iter::once(route.method.as_str().to_lowercase().as_str())
        .chain(words)
        .collect::<Vec<_>>()
        .join("_")
}
