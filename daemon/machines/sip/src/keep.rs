//! The connection that a registration came over is kept alive by who registered, if both say in Via that they
//! want that (RFC 6223). Over datagrams that is done by STUN, of which we have none.

use std::time::Duration;

use crate::Transport;
use crate::message::{Fields, Method, Request, Response, amend_top_via};

const KEEP: &str = "keep";
/// How often, in seconds, we want to hear of who keeps his.
const WANTED: &str = "120";
/// How often we do it where the registrar does not say.
const USUAL: Duration = Duration::from_secs(30);
/// As often and as rarely as we do it, whatever the registrar says.
const BOUNDS: (Duration, Duration) = (Duration::from_secs(10), Duration::from_secs(3_600));

/// Says in a REGISTER of ours that we would.
pub(crate) fn offer(request: &mut Request, transport: Transport) {
    if request.method == Method::Register && transport.is_reliable() {
        amend_top_via(&mut request.headers, |via| via.params.set(KEEP, ""));
    }
}

/// How often the registrar wants it, if it does.
pub(crate) fn granted(response: &Response) -> Option<Duration> {
    let via = response.headers.top_via()?;
    let seconds = via.params.get(KEEP)?.parse().ok()?;
    Some(match seconds {
        0 => USUAL,
        seconds => Duration::from_secs(seconds).clamp(BOUNDS.0, BOUNDS.1),
    })
}

/// Says in the 200 to a REGISTER that he may who asked for it. Where flows count, `Flow-Timer` says how often.
pub(crate) fn grant(response: &mut Response) {
    let registered = response
        .headers
        .cseq()
        .is_some_and(|(_, method)| method == Method::Register);
    let flows = response.headers.first("Flow-Timer").is_some();
    if !registered || flows || !response.is_success() {
        return;
    }
    amend_top_via(&mut response.headers, |via| {
        if via.params.get(KEEP) == Some("") && via.transport != Transport::Udp.via() {
            via.params.set(KEEP, WANTED);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Uri, response_to};

    /// A request of that kind with this Via.
    fn request(method: Method, via: &str) -> Request {
        let mut request = Request::new(method.clone(), Uri::sip("", "192.0.2.1", None));
        let headers = &mut request.headers;
        headers.add("Via", &format!("SIP/2.0/{via}"));
        headers.add("CSeq", &format!("1 {method}"));
        request
    }

    fn top_via(headers: &impl Fields) -> &str {
        headers.first("Via").unwrap_or_default()
    }

    #[test]
    fn who_asks_in_a_register_over_a_connection_is_told_how_often_and_nobody_else() {
        let asked = "TCP 10.0.0.7;branch=z9hG4bK1;keep";
        let register = Method::Register;
        let cases = [
            (register.clone(), asked, 200, "", ";keep=120"),
            (
                register.clone(),
                "TLS 10.0.0.7;branch=z9hG4bK1;keep",
                200,
                "",
                ";keep=120",
            ),
            (
                register.clone(),
                "UDP 10.0.0.7;branch=z9hG4bK1;keep",
                200,
                "",
                ";keep",
            ),
            (
                register.clone(),
                "TCP 10.0.0.7;branch=z9hG4bK1",
                200,
                "",
                "z9hG4bK1",
            ),
            (register.clone(), asked, 423, "", ";keep"),
            (register, asked, 200, "Flow-Timer", ";keep"),
            (Method::Options, asked, 200, "", ";keep"),
        ];
        for (method, via, status, header, end) in cases {
            let mut response = response_to(&request(method.clone(), via), status, "t");
            if !header.is_empty() {
                response.headers.add(header, "120");
            }
            grant(&mut response);
            let said = top_via(&response.headers);
            assert!(
                said.ends_with(end),
                "{method} {via} {status} {header}: {said}"
            );
        }
    }

    #[test]
    fn a_register_of_ours_says_over_a_connection_that_we_would() {
        let cases = [
            (Method::Register, Transport::Tcp, ";keep"),
            (Method::Register, Transport::Tls, ";keep"),
            (Method::Register, Transport::Udp, "z9hG4bK1"),
            (Method::Options, Transport::Tcp, "z9hG4bK1"),
        ];
        for (method, transport, end) in cases {
            let mut request = request(method, "TCP 192.0.2.1;branch=z9hG4bK1");
            offer(&mut request, transport);
            let said = top_via(&request.headers);
            assert!(said.ends_with(end), "{said}");
        }
    }
}
