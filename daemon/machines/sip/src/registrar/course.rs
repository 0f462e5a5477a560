//! By which way a REGISTER came: through which proxies, which want to be in the way of calls too (Path, RFC
//! 3327), and whether it is one of several flows of its phone (RFC 5626).

use super::RegistrarRefusal;
use crate::Flow;
use crate::message::{Fields, NameAddr, Params, Request, Scheme, scan};

/// The proxies that may want to be in the way.
const HOPS: usize = 5;
/// The longest that one of them may be, in characters.
const HOP: usize = 512;
/// The extension of those proxies.
const PATH: &str = "path";
/// The extension of several flows.
const OUTBOUND: &str = "outbound";
/// Within how many seconds a phone makes itself heard on its connection, or it is taken for gone.
const FLOW_TIMER: u32 = 120;

/// The way of a REGISTER.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Course {
    /// The proxies, the one next to us first.
    pub path: Vec<String>,
    /// Whether flows count: the phone has them, and whoever is at the other end of them keeps them alive.
    pub flows: bool,
}

impl Course {
    /// That of this REGISTER, which came by `flow`.
    pub fn of(request: &Request, flow: Flow) -> Result<Course, RegistrarRefusal> {
        let path = path(request)?;
        let flows = asks_for_flows(request) && keeps_flows(request, &path, flow)?;
        Ok(Course { path, flows })
    }
}

/// The headers of a 200 that say what was made of the way.
pub fn course_headers(request: &Request, flow: Flow) -> Vec<(String, String)> {
    let Course { path, flows } = Course::of(request, flow).unwrap_or_default();
    let mut headers = Vec::new();
    let mut say = |name: &str, value: String| headers.push((name.to_owned(), value));
    if has(request, PATH) {
        path.into_iter().for_each(|hop| say("Path", hop));
    }
    if flows {
        say("Require", OUTBOUND.to_owned());
    }
    // Who is not at the other end of the phone's flow does not know when it is silent.
    if flows && is_direct(request) {
        say("Flow-Timer", FLOW_TIMER.to_string());
    }
    headers
}

/// What names a flow among those of its phone, if the Contact does.
pub(super) fn reg_id(params: &Params) -> Option<u32> {
    let id = params.get("reg-id")?.parse().ok()?;
    (id > 0).then_some(id)
}

fn path(request: &Request) -> Result<Vec<String>, RegistrarRefusal> {
    let values = request.headers.all("Path");
    let hops = values.flat_map(|value| scan::split(value, ','));
    let hops: Vec<_> = hops.filter(|hop| !hop.is_empty()).collect();
    match hops.len() <= HOPS && hops.iter().all(|hop| is_loose(hop)) {
        true => Ok(hops.into_iter().map(str::to_owned).collect()),
        false => Err(RegistrarRefusal::Path),
    }
}

/// A proxy that leaves the Request-URI as it is, as all have to that write Path (RFC 3327 section 5.2).
fn is_loose(hop: &str) -> bool {
    let uri = NameAddr::read(hop).map(|named| named.uri);
    hop.len() <= HOP
        && uri.is_some_and(|uri| {
            matches!(uri.scheme, Scheme::Sip | Scheme::Sips) && uri.params.has("lr")
        })
}

/// Whether its phone has several flows, of which this is one.
fn asks_for_flows(request: &Request) -> bool {
    has(request, OUTBOUND)
        && request
            .headers
            .contacts()
            .iter()
            .any(|contact| reg_id(&contact.params).is_some() && contact.params.has("+sip.instance"))
}

/// Whether the flow is kept alive at its other end. Behind a proxy that is for the first one to say (RFC
/// 5626 section 6). Ourselves we answer who pings us over a connection, and not by STUN, which a phone
/// would want over UDP.
fn keeps_flows(request: &Request, path: &[String], flow: Flow) -> Result<bool, RegistrarRefusal> {
    if is_direct(request) {
        return Ok(flow.transport.is_reliable());
    }
    let first = path.last().and_then(|hop| NameAddr::read(hop));
    match first.is_some_and(|hop| hop.uri.params.has("ob")) {
        true => Ok(true),
        false => Err(RegistrarRefusal::FirstHop),
    }
}

fn is_direct(request: &Request) -> bool {
    request.headers.all("Via").count() <= 1
}

fn has(request: &Request, extension: &str) -> bool {
    let headers = &request.headers;
    let all = headers.supported().into_iter().chain(headers.require());
    all.into_iter()
        .any(|known| known.eq_ignore_ascii_case(extension))
}
