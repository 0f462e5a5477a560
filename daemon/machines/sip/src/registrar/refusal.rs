//! Why a REGISTER changes nothing.

/// Why a REGISTER was refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrarRefusal {
    /// The phone's fault: a Contact that is no SIP URI.
    #[error("a Contact cannot be read as a SIP URI")]
    Contact,
    /// The phone's fault: `*` beside another contact, or without `Expires: 0`.
    #[error("Contact is * beside another contact or without Expires: 0")]
    Star,
    /// The phone's fault or a late datagram: CSeq is not above the one the contact came with.
    #[error("a REGISTER with the same Call-ID and a later CSeq was obeyed before")]
    Late,
    /// A proxy's fault: Path names what cannot be in the way of a call, or too much.
    #[error("Path names more than 5 proxies, or one that is no SIP URI with lr")]
    Path,
    /// The phone has several flows, and the first proxy does not say that it keeps them (RFC 5626 section 6).
    #[error("the first proxy does not keep flows alive")]
    FirstHop,
    /// The phone asks for fewer seconds than are granted.
    #[error("registrations last at least {min_expires} s")]
    TooBrief {
        /// The seconds to ask for.
        min_expires: u32,
    },
    /// The user has as many contacts as one may have.
    #[error("more contacts than one user may have")]
    TooManyContacts,
    /// The table is full.
    #[error("more users than the table holds")]
    Full,
}

impl RegistrarRefusal {
    /// The status to answer with.
    pub fn status(&self) -> u16 {
        match self {
            Self::Contact | Self::Star | Self::Late | Self::Path => 400,
            Self::TooManyContacts => 403,
            Self::TooBrief { .. } => 423,
            Self::FirstHop => 439,
            Self::Full => 503,
        }
    }

    /// The headers that belong to that status.
    pub fn headers(&self) -> Vec<(String, String)> {
        match self {
            Self::TooBrief { min_expires } => {
                vec![("Min-Expires".to_string(), min_expires.to_string())]
            }
            Self::Full => vec![("Retry-After".to_string(), "60".to_string())],
            _ => Vec::new(),
        }
    }
}
