//! rsip's headers by their names.

use rsip::Header;
use rsip::headers::UntypedHeader;

macro_rules! headers {
    ($($kind:ident $name:literal),* $(,)?) => {
        /// The header of that name, which may be compact (RFC 3261 section 7.3.3) and in any case.
        pub fn header(name: &str, value: &str) -> Header {
            let name = full_name(name);
            $(if name.eq_ignore_ascii_case($name) {
                return Header::$kind(rsip::headers::$kind::new(value));
            })*
            Header::Other(name.to_string(), value.to_string())
        }

        /// The full name of a header.
        pub fn name(header: &Header) -> &str {
            match header {
                $(Header::$kind(_) => $name,)*
                Header::Other(name, _) => name,
            }
        }

        /// The value of a header.
        pub fn value(header: &Header) -> &str {
            match header {
                $(Header::$kind(header) => header.value(),)*
                Header::Other(_, value) => value,
            }
        }
    };
}

headers! {
    Via "Via", From "From", To "To", CallId "Call-ID", CSeq "CSeq", Contact "Contact",
    MaxForwards "Max-Forwards", ContentLength "Content-Length", ContentType "Content-Type",
    RecordRoute "Record-Route", Route "Route", Allow "Allow", Supported "Supported",
    UserAgent "User-Agent", Expires "Expires", Authorization "Authorization",
    ProxyAuthorization "Proxy-Authorization", WwwAuthenticate "WWW-Authenticate",
    ProxyAuthenticate "Proxy-Authenticate", Require "Require", ProxyRequire "Proxy-Require",
    Accept "Accept", AcceptEncoding "Accept-Encoding", AcceptLanguage "Accept-Language",
    AlertInfo "Alert-Info", AuthenticationInfo "Authentication-Info", CallInfo "Call-Info",
    ContentDisposition "Content-Disposition", ContentEncoding "Content-Encoding",
    ContentLanguage "Content-Language", Date "Date", ErrorInfo "Error-Info", Event "Event",
    InReplyTo "In-Reply-To", MimeVersion "MIME-Version", MinExpires "Min-Expires",
    Organization "Organization", Priority "Priority", ReplyTo "Reply-To",
    RetryAfter "Retry-After", Server "Server", Subject "Subject",
    SubscriptionState "Subscription-State", Timestamp "Timestamp", Unsupported "Unsupported",
    Warning "Warning",
}

/// The full name that a compact one stands for.
fn full_name(name: &str) -> &str {
    let [letter] = name.as_bytes() else {
        return name;
    };
    match letter.to_ascii_lowercase() {
        b'a' => "Accept-Contact",
        b'b' => "Referred-By",
        b'c' => "Content-Type",
        b'd' => "Request-Disposition",
        b'e' => "Content-Encoding",
        b'f' => "From",
        b'i' => "Call-ID",
        b'j' => "Reject-Contact",
        b'k' => "Supported",
        b'l' => "Content-Length",
        b'm' => "Contact",
        b'o' => "Event",
        b'r' => "Refer-To",
        b's' => "Subject",
        b't' => "To",
        b'u' => "Allow-Events",
        b'v' => "Via",
        b'x' => "Session-Expires",
        b'y' => "Identity",
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compact_names_are_told_in_full() {
        assert_eq!(name(&header("v", "x")), "Via");
        assert_eq!(name(&header("I", "x")), "Call-ID");
        assert_eq!(name(&header("r", "x")), "Refer-To");
        assert_eq!(name(&header("X-Mine", "x")), "X-Mine");
    }

    #[test]
    fn what_rsip_cannot_be_asked_by_name_is_found_as_well() {
        let header = header("subscription-state", "active");
        assert!(matches!(header, Header::SubscriptionState(_)));
        assert_eq!(
            (name(&header), value(&header)),
            ("Subscription-State", "active")
        );
    }
}
