//! The names in a query: one that a route does not know is told rather than ignored, so that a filter
//! that is misspelt does not show everything.

use std::sync::Arc;

use api::Code;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use schemars::SchemaGenerator;

use super::super::desk::Desk;
use super::super::problem::Refused;
use super::route::SchemaOf;

/// The most characters of a name that are repeated.
const SHOWN: usize = 40;

/// A route that takes only the names that its description has.
pub fn only_known(query: Option<SchemaOf>, service: MethodRouter<Desk>) -> MethodRouter<Desk> {
    let known: Arc<[String]> = names(query).into();
    service.route_layer(from_fn_with_state(known, check))
}

fn names(query: Option<SchemaOf>) -> Vec<String> {
    let schema = query.map(|query| query(&mut SchemaGenerator::default()));
    let fields = schema.as_ref().and_then(|schema| schema.get("properties"));
    let fields = fields.and_then(serde_json::Value::as_object);
    fields.map_or_else(Vec::new, |fields| fields.keys().cloned().collect())
}

async fn check(State(known): State<Arc<[String]>>, request: Request, next: Next) -> Response {
    match refusal(request.uri().query().unwrap_or_default(), &known) {
        Some(refused) => refused.into_response(),
        None => next.run(request).await,
    }
}

fn refusal(query: &str, known: &[String]) -> Option<Refused> {
    let names = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name);
    let unknown = names
        .into_iter()
        .find(|name| !known.iter().any(|it| it == name))?;
    let told: String = unknown.chars().take(SHOWN).collect();
    let close = lang::closest(&told, known.iter().map(String::as_str));
    let help = match (close, known) {
        (Some(close), _) => format!("did you mean `{close}`?"),
        (None, []) => "this takes no query".to_owned(),
        (None, known) => format!("its query may have {}", known.join(", ")),
    };
    let refused = Refused::new(
        Code::BadRequest,
        format!("the query has an unknown name `{told}`"),
    );
    Some(refused.help(help).member("known", known.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_description() {
        let known = names(Some(
            <api::RecordQuery as schemars::JsonSchema>::json_schema,
        ));
        assert!(known.contains(&"skill_group".to_owned()), "{known:?}");
        assert!(refusal("skill_group=a&limit=5&limit=6", &known).is_none());
        assert!(refusal("", &[]).is_none());
        for query in ["skil_group=a", "limit=1&x", "%6Cimit%20=1", "limit[]=1"] {
            let refused = refusal(query, &known).expect(query);
            assert_eq!(refused.code(), Code::BadRequest);
        }
        assert!(refusal("x=1", &[]).is_some());
    }

    #[test]
    fn every_route_with_a_query_knows_names_and_one_of_two_parts_those_of_both() {
        let queries = super::super::table().into_iter();
        let queries = queries.filter(|route| route.query.is_some());
        let known: Vec<_> = queries
            .map(|route| (route.path, names(route.query)))
            .collect();
        assert!(
            known.iter().all(|(_, names)| !names.is_empty()),
            "{known:?}"
        );
        let recordings = known.iter().find(|(path, _)| path.ends_with("/recordings"));
        let (_, names) = recordings.expect("the route");
        for name in ["agent", "audio"] {
            assert!(names.iter().any(|it| it == name), "{names:?}");
        }
    }
}
