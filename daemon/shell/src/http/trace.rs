//! `GET /api/v1/calls/{id}/trace`

use std::sync::Arc;

use api::{Code, Finding, Trace, TraceFormat, TraceQuery, TracedLeg, TracedMessage, Way, live};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use model::record::{CallRecord, Media, Participant};
use model::{CallId, Config};
use switch::Scope;
use trace::{Audio, Heading, Leg, Recorded, Seen as Kept, Step};

use super::desk::Desk;
use super::eyes::Eyes;
use super::gate::Seen;
use super::lists::Listed;
use super::problem::Refused;
use super::prompts::blocking;

/// What was said in a call that is up or over; or, by its Call-ID, in a conversation that became none.
pub async fn one(
    State(desk): State<Desk>,
    Seen(scope): Seen,
    Path(id): Path<String>,
    Query(query): Query<TraceQuery>,
) -> Result<Response, Refused> {
    let unknown = || Refused::not_found("call", &id);
    let config = desk.present.read().config.clone();
    let plain = scope.sees_numbers(&config);
    let call: Option<CallId> = id.parse().ok();
    let (recorded, record) = match call {
        Some(call) => {
            let seen = find(&desk, scope, call, &config).await?;
            let record = seen.ok_or_else(unknown)?;
            (desk.flight.of_call(call), record)
        }
        None => {
            let stray = desk.flight.stray(&id).filter(|_| scope.is_all());
            (vec![stray.ok_or_else(unknown)?], None)
        }
    };
    match query.format {
        Some(TraceFormat::Pcap) => capture(&recorded, plain),
        Some(TraceFormat::Json) | None => {
            let trace = blocking(move || Ok(trace_of(call, &recorded, record.as_deref(), plain)));
            Ok(Json(trace.await?).into_response())
        }
    }
}

/// A call that is seen, and its record if it is over.
async fn find(
    desk: &Desk,
    scope: Scope,
    call: CallId,
    config: &Arc<Config>,
) -> Result<Option<Option<Box<CallRecord>>>, Refused> {
    let up = desk.present.read().calls();
    let up = up.into_iter().find(|one: &live::Call| one.id == call);
    if let Some(up) = up {
        return Ok(up.shown(&scope, config).map(|_| None));
    }
    let eyes = Eyes::new(desk, scope);
    let history = desk.history.clone();
    let record = blocking(move || Ok(history.record(call)?)).await?;
    Ok(record
        .filter(|record| eyes.see(record))
        .map(|record| Some(Box::new(record))))
}

fn capture(recorded: &[Recorded], plain: bool) -> Result<Response, Refused> {
    if !plain {
        let told = "a capture shows customers' numbers, which this role sees masked";
        return Err(Refused::new(Code::NotAuthorised, told)
            .help("use a token of a role with `plain_numbers: true`"));
    }
    let mut messages: Vec<&Kept> = recorded.iter().flat_map(|leg| &leg.messages).collect();
    messages.sort_by_key(|message| message.at);
    let file = trace::capture(messages);
    Ok(([(header::CONTENT_TYPE, api::PCAP)], file).into_response())
}

fn trace_of(
    call: Option<CallId>,
    recorded: &[Recorded],
    record: Option<&CallRecord>,
    plain: bool,
) -> Trace {
    let mut all: Vec<_> = recorded.iter().map(|one| (one, ladder(one))).collect();
    all.sort_by_key(|(one, _)| one.leg);
    let media = |one: &Recorded| media_of(one, record);
    let mut legs: Vec<_> = all
        .iter()
        .map(|(one, steps)| shown(one, steps, media(one), plain))
        .collect();
    let told = all.iter().map(|(one, steps)| Leg {
        who: format!("the {}", one.who),
        steps: steps.clone(),
        audio: media(one).as_ref().map(Audio::from),
    });
    let told: Vec<_> = told.chain(unheard(recorded, record)).collect();
    let findings = trace::findings(&told).into_iter();
    let silent = missing(recorded, record).map(|(one, who)| TracedLeg {
        participant: one.sequence,
        who,
        call_id: one.call_id.clone(),
        media: one.media.as_deref().cloned(),
        messages: Vec::new(),
        omitted: 0,
    });
    legs.extend(silent);
    Trace {
        call,
        findings: findings
            .map(|finding| Finding {
                code: finding.code.to_owned(),
                text: finding.text,
            })
            .collect(),
        legs,
    }
}

fn ladder(one: &Recorded) -> Vec<Step> {
    trace::ladder(&one.messages)
}

/// What was measured of a conversation: of the places where a phone is called one has audio.
fn media_of(one: &Recorded, record: Option<&CallRecord>) -> Option<Media> {
    let mut all = record?.participants.iter();
    let part = all.find(|part| part.sequence == one.leg)?;
    let own = part.call_id.as_deref() == Some(&*one.call_id);
    part.media.as_deref().filter(|_| own).cloned()
}

/// Participants of whom no message is kept, and who they are.
fn missing<'a>(
    recorded: &'a [Recorded],
    record: Option<&'a CallRecord>,
) -> impl Iterator<Item = (&'a Participant, String)> {
    record.into_iter().flat_map(move |record| {
        let all = record.participants.iter();
        let missing = all.filter(|part| !recorded.iter().any(|one| one.leg == part.sequence));
        missing.map(|part| (part, who(part, record)))
    })
}

/// Their audio is looked at all the same.
fn unheard(recorded: &[Recorded], record: Option<&CallRecord>) -> Vec<Leg> {
    missing(recorded, record)
        .map(|(part, who)| Leg {
            who: format!("the {who}"),
            steps: Vec::new(),
            audio: part.media.as_deref().map(Audio::from),
        })
        .collect()
}

fn who(part: &Participant, record: &CallRecord) -> String {
    match (&part.phone, &record.trunk) {
        (Some(phone), _) => format!("phone {phone}"),
        (None, Some(trunk)) if part.sequence == 0 => format!("trunk {trunk}"),
        _ => "other side".to_owned(),
    }
}

fn shown(one: &Recorded, steps: &[Step], media: Option<Media>, plain: bool) -> TracedLeg {
    let messages = one.messages.iter().zip(steps);
    TracedLeg {
        participant: one.leg,
        who: one.who.to_string(),
        call_id: Some(one.call_id.to_string()),
        media,
        messages: messages
            .map(|(kept, step)| message(kept, step, plain))
            .collect(),
        omitted: one.omitted,
    }
}

fn message(kept: &Kept, step: &Step, plain: bool) -> TracedMessage {
    TracedMessage {
        at: kept.at,
        way: match kept.heading {
            Heading::In => Way::In,
            Heading::Out => Way::Out,
        },
        local: kept.flow.local.to_string(),
        remote: kept.flow.remote.to_string(),
        transport: kept.flow.transport.to_string(),
        summary: step.summary(),
        media: step.media.as_ref().map(ToString::to_string),
        copy: step.copy,
        text: plain.then(|| trace::masked(&kept.bytes)),
    }
}
