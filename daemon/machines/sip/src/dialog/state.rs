//! The state of a dialog.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::DialogId;
use super::hop::Seen;
use super::routes::Routes;
use crate::Flow;
use crate::message::{Fields, Method, Request, Response, Uri};

/// One side's view of a dialog.
#[derive(Clone, Debug)]
pub(crate) struct Dialog {
    /// Its name.
    pub id: Arc<DialogId>,
    /// From of our requests, tag and all.
    local: String,
    /// To of our requests.
    remote: String,
    local_cseq: u32,
    remote_cseq: Option<u32>,
    /// Whether we named the call.
    ours: bool,
    target: Uri,
    routes: Routes,
    /// The socket on our side.
    socket: SocketAddr,
    seen: Seen,
}

/// What every fork of one INVITE of ours has in common.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// From, with our tag.
    pub from: String,
    /// The number of its CSeq.
    pub cseq: u32,
    /// The Request-URI.
    pub uri: Uri,
    /// How it went.
    pub flow: Flow,
    /// Whether it was told to go through proxies.
    pub routed: bool,
}

/// How a request stands to those that came before it in its dialog (section 12.2.2).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Behind them.
    Next,
    /// Before one that already came.
    Late,
}

impl Dialog {
    /// The dialog that our answer with tag `local` to this request makes (section 12.1.1). `None`
    /// if the request lacks what that takes.
    pub fn of_request(request: &Request, local: &str, flow: Flow) -> Option<Dialog> {
        let headers = &request.headers;
        let to = headers.first("To")?;
        let (from_tag, _) = headers.tags();
        let target = headers.contacts().into_iter().next()?.uri;
        let id = DialogId {
            call_id: headers.call_id()?.to_string(),
            local: local.to_string(),
            remote: from_tag.unwrap_or_default(),
        };
        Some(Dialog {
            id: Arc::new(id),
            local: format!("{to};tag={local}"),
            remote: headers.first("From")?.to_string(),
            local_cseq: 0,
            remote_cseq: headers.cseq().map(|(number, _)| number),
            ours: false,
            target,
            routes: Routes::of_request(headers),
            socket: flow.local,
            seen: Seen::of_request(headers, flow),
        })
    }

    /// The dialog that this answer to our INVITE makes (section 12.1.2). A target that the answer
    /// does not name is the Request-URI.
    pub fn of_response(origin: &Origin, response: &Response) -> Option<Dialog> {
        let headers = &response.headers;
        let contact = headers.contacts().into_iter().next();
        // One that was told to be in the way is there, whether it stays for what comes later or not.
        let proxied = origin.routed || headers.first("Record-Route").is_some();
        Some(Dialog {
            id: Arc::new(DialogId::of_response(response)?),
            local: origin.from.clone(),
            remote: headers.first("To")?.to_string(),
            local_cseq: origin.cseq,
            remote_cseq: None,
            ours: true,
            target: contact.map_or_else(|| origin.uri.clone(), |contact| contact.uri),
            routes: Routes::of_response(headers),
            socket: origin.flow.local,
            seen: Seen::of_answer(&origin.uri, origin.flow, proxied),
        })
    }

    /// The same dialog once a 2xx confirms it: route set and target are those of the 2xx (section
    /// 13.2.2.4).
    pub fn confirmed(self, confirmed: Dialog) -> Dialog {
        Dialog {
            remote_cseq: self.remote_cseq,
            local_cseq: self.local_cseq.max(confirmed.local_cseq),
            ..confirmed
        }
    }

    /// A request of ours within the dialog, its Via and what it says besides left to add, and how
    /// it goes.
    pub fn request(&mut self, method: Method) -> (Request, Flow) {
        self.local_cseq = self.local_cseq.saturating_add(1);
        self.compose(method, self.local_cseq)
    }

    /// The ACK of a 2xx to the INVITE with that CSeq (section 13.2.2.4).
    pub fn ack(&self, cseq: u32) -> (Request, Flow) {
        self.compose(Method::Ack, cseq)
    }

    fn compose(&self, method: Method, cseq: u32) -> (Request, Flow) {
        let mut request = Request::new(method, self.target.clone());
        let next = self.routes.direct(&mut request, &self.target, self.seen);
        let numbered = format!("{cseq} {}", request.method);
        let headers = &mut request.headers;
        headers.add("From", &self.local);
        headers.add("To", &self.remote);
        headers.add("Call-ID", &self.id.call_id);
        headers.add("CSeq", &numbered);
        (request, Flow::new(next.transport, self.socket, next.at))
    }

    /// Takes the target from a 2xx to a request of ours that refreshes it (section 12.2.1.2).
    pub fn retarget(&mut self, response: &Response) {
        if let Some(contact) = response.headers.contacts().into_iter().next() {
            self.target = contact.uri;
        }
    }

    /// Whether we named the call: its Call-ID is ours.
    pub fn is_ours(&self) -> bool {
        self.ours
    }

    /// The socket on our side, and where their messages come from.
    pub fn socket(&self) -> Flow {
        Flow::new(self.seen.transport, self.socket, self.seen.at)
    }

    /// Where the other side is found by its own account.
    pub fn target(&self) -> &Uri {
        &self.target
    }

    /// The connection of that flow is gone: if it was that of this dialog, its requests take another
    /// way.
    pub fn severed(&mut self, flow: Flow) {
        self.seen.lost |= self.socket() == flow;
    }

    /// The address that the other side believes to have and the one that we see, if a NAT stands
    /// between.
    pub fn translated(&self) -> Option<(IpAddr, IpAddr)> {
        Some((self.seen.believed?, self.seen.at.ip()))
    }

    /// The Request-URI of our requests.
    pub fn uri(&self) -> Uri {
        self.compose(Method::Bye, 0).0.uri
    }

    /// The CSeq of their last request, if there was one.
    pub fn remote_cseq(&self) -> Option<u32> {
        self.remote_cseq
    }

    /// Takes note of the CSeq of a request of theirs.
    pub fn order(&mut self, cseq: u32) -> Order {
        match self.remote_cseq {
            Some(last) if cseq <= last => Order::Late,
            _ => {
                self.remote_cseq = Some(cseq);
                Order::Next
            }
        }
    }

    /// Takes the target from a request of theirs that refreshes it (section 12.2.2), and where it
    /// came from.
    pub fn refresh(&mut self, request: &Request, flow: Flow) {
        let seen = Seen::of_request(&request.headers, flow);
        self.socket = flow.local;
        self.seen = Seen {
            believed: seen.believed.or(self.seen.believed),
            ..seen
        };
        if let Some(contact) = request.headers.contacts().into_iter().next() {
            self.target = contact.uri;
        }
    }
}
