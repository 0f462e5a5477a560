//! What a URL says: whom to ask, on which port, with or without TLS, and for what.
//!
//! Read strictly. What two readers could understand differently is no URL here, so that the host that is
//! judged is the host that is called.

use std::fmt::Write;

use model::host::{self, BadAuthority, Host};

/// The longest URL.
const LONGEST: usize = 4_096;

/// Why a text is no URL that may be called.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// It is too long.
    #[error("it is longer than {LONGEST} characters")]
    Long,
    /// It has a character that no URL has.
    #[error("it has a space, a control character or a backslash: percent-encode what is put in")]
    Character,
    /// It is neither.
    #[error("it begins neither with `https://` nor with `http://`")]
    Scheme,
    /// It tells a secret to everybody who sees it, and hides its host.
    #[error("it has a user name before its host")]
    User,
    /// There is no host, or an unusual spelling of one.
    #[error("its host is neither a name nor an address in its usual spelling")]
    Host,
    /// The port is none.
    #[error("its port is not a number from 1 to 65535")]
    Port,
    /// Only whoever was asked may say where else to ask.
    #[error("it leads to another host, another port or away from TLS")]
    Elsewhere,
}

impl From<BadAuthority> for BadUrl {
    fn from(bad: BadAuthority) -> BadUrl {
        match bad {
            BadAuthority::Host => BadUrl::Host,
            BadAuthority::Port => BadUrl::Port,
        }
    }
}

/// Whom to ask and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Whether with TLS.
    pub secure: bool,
    /// Whom.
    pub host: Host,
    /// On which port.
    pub port: u16,
    /// For what: path and query, ASCII.
    pub path: String,
}

impl Target {
    /// Reads a URL.
    ///
    /// # Errors
    /// Why it may not be called.
    pub fn read(url: &str) -> Result<Target, BadUrl> {
        if url.len() > LONGEST {
            return Err(BadUrl::Long);
        }
        if url.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
            return Err(BadUrl::Character);
        }
        let (secure, rest) = scheme(url).ok_or(BadUrl::Scheme)?;
        let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if authority.contains('@') {
            return Err(BadUrl::User);
        }
        let (host, port) = host::authority(authority)?;
        Ok(Target {
            secure,
            host,
            port: port.unwrap_or(if secure { 443 } else { 80 }),
            path: encoded(path),
        })
    }

    /// Where `location`, the answer of this target, leads: to the same host and port, or from HTTP to
    /// HTTPS on their own ports.
    ///
    /// # Errors
    /// Why it is not followed.
    pub fn redirected(&self, location: &str) -> Result<Target, BadUrl> {
        let location = location.split_once('#').map_or(location, |(it, _)| it);
        let next = Target::read(&self.absolute(location))?;
        let same = next.secure == self.secure && next.port == self.port;
        let safer = !self.secure && self.port == 80 && next.secure && next.port == 443;
        if next.host == self.host && (same || safer) {
            Ok(next)
        } else {
            Err(BadUrl::Elsewhere)
        }
    }

    /// Host and port as the request names them.
    pub fn authority(&self) -> String {
        let usual = if self.secure { 443 } else { 80 };
        if self.port == usual {
            self.host.to_string()
        } else {
            self.origin()
        }
    }

    /// Host and port, under which this host's places and failures are counted.
    pub fn origin(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    fn absolute(&self, location: &str) -> String {
        let scheme = if self.secure { "https:" } else { "http:" };
        let path = self.path.split_once('?').map_or(&*self.path, |it| it.0);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if has_scheme(location) {
            location.to_owned()
        } else if location.starts_with("//") {
            format!("{scheme}{location}")
        } else if location.starts_with('/') {
            format!("{scheme}//{}{location}", self.origin())
        } else if location.is_empty() || location.starts_with('?') {
            format!("{scheme}//{}{path}{location}", self.origin())
        } else {
            format!("{scheme}//{}{folder}/{location}", self.origin())
        }
    }
}

fn scheme(url: &str) -> Option<(bool, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let secure = scheme.eq_ignore_ascii_case("https");
    (secure || scheme.eq_ignore_ascii_case("http")).then_some((secure, rest))
}

fn has_scheme(location: &str) -> bool {
    location.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && !scheme.contains(['/', '?', '#'])
    })
}

/// The path as it is sent: letters beyond ASCII, and the few signs that no URL may show, as percent
/// escapes.
fn encoded(path: &str) -> String {
    let mut sent = String::with_capacity(path.len() + 1);
    if !path.starts_with('/') {
        sent.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii() && !b"\"<>^`{|}".contains(&byte) {
            sent.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _written = write!(sent, "%{byte:02X}");
        }
    }
    sent
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(url: &str) -> Target {
        Target::read(url).expect(url)
    }

    #[test]
    fn a_url_is_taken_apart() {
        let target = read("https://Example.COM./a/b?c=d#e");
        assert_eq!(target.host, Host::Name("example.com".to_owned()));
        assert_eq!((target.secure, target.port), (true, 443));
        assert_eq!(target.path, "/a/b?c=d");
        assert_eq!(target.authority(), "example.com");
        let target = read("HTTP://[2001:db8::1]:8080?x");
        assert_eq!(target.authority(), "[2001:db8::1]:8080");
        assert_eq!(target.path, "/?x");
        assert_eq!(read("http://10.0.0.1").authority(), "10.0.0.1");
    }

    #[test]
    fn letters_beyond_ascii_are_escaped_in_a_path() {
        assert_eq!(
            read("https://a.example/查?q={1}").path,
            "/%E6%9F%A5?q=%7B1%7D"
        );
    }

    #[test]
    fn what_could_be_understood_differently_is_refused() {
        for (url, why) in [
            ("ftp://a.example/", BadUrl::Scheme),
            ("file:///etc/passwd", BadUrl::Scheme),
            ("gopher://a.example/", BadUrl::Scheme),
            ("//a.example/", BadUrl::Scheme),
            ("https:a.example", BadUrl::Scheme),
            ("https:///a", BadUrl::Host),
            ("https://user@a.example/", BadUrl::User),
            ("https://a.example:443@b.example/", BadUrl::User),
            ("https://a.example\\@b.example/", BadUrl::Character),
            ("https://a.example/ b", BadUrl::Character),
            ("https://a.example/\r\nHost: b", BadUrl::Character),
            ("https://127.1/", BadUrl::Host),
            ("https://2130706433/", BadUrl::Host),
            ("https://0x7f000001/", BadUrl::Host),
            ("https://0177.0.0.1/", BadUrl::Host),
            ("https://127.0.0.1./", BadUrl::Host),
            ("https://a.0x7f/", BadUrl::Host),
            ("https://a..example/", BadUrl::Host),
            ("https://a%2eexample/", BadUrl::Host),
            ("https://１２７.0.0.1/", BadUrl::Host),
            ("https://[::1%25lo]/", BadUrl::Host),
            ("https://[::1]x/", BadUrl::Host),
            ("https://[::1/", BadUrl::Host),
            ("https://a.example:/", BadUrl::Port),
            ("https://a.example:0/", BadUrl::Port),
            ("https://a.example:65536/", BadUrl::Port),
            ("https://a.example:+80/", BadUrl::Port),
        ] {
            assert_eq!(Target::read(url), Err(why), "{url}");
        }
        let long = format!("https://a.example/{}", "x".repeat(LONGEST));
        assert_eq!(Target::read(&long), Err(BadUrl::Long));
    }

    #[test]
    fn a_redirect_stays_at_its_host() {
        let from = read("https://a.example/one/two?three");
        for (location, path) in [
            ("https://A.example:443/x", "/x"),
            ("//a.example/x", "/x"),
            ("/x?y", "/x?y"),
            ("x", "/one/x"),
            ("?y", "/one/two?y"),
            ("", "/one/two"),
            ("x?u=http://b.example", "/one/x?u=http://b.example"),
        ] {
            let to = from.redirected(location).expect(location);
            assert_eq!((to.authority(), &*to.path), ("a.example".to_owned(), path));
        }
        for elsewhere in [
            "https://b.example/",
            "//b.example/",
            "https://a.example:444/",
            "http://a.example/",
            "https://a.example.b.example/",
        ] {
            let refused = from.redirected(elsewhere);
            assert_eq!(refused, Err(BadUrl::Elsewhere), "{elsewhere}");
        }
        for bad in ["file:///etc/passwd", "https://u@a.example/", "javascript:x"] {
            assert!(from.redirected(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_redirect_may_lead_to_tls_and_never_away() {
        let plain = read("http://a.example/");
        assert!(plain.redirected("https://a.example/").is_ok());
        assert!(plain.redirected("https://a.example:8443/").is_err());
        let odd = read("http://a.example:8080/");
        assert!(odd.redirected("https://a.example/").is_err());
    }

    /// Pieces of which attackers build URLs.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "http",
            "https",
            "file",
            ":",
            "/",
            "//",
            "\\",
            "@",
            "#",
            "?",
            "[",
            "]",
            "%",
            "%2f",
            ".",
            "..",
            ":80",
            ":443",
            ":99999",
            "a.example",
            "b.example",
            "127.0.0.1",
            "127.1",
            "::1",
            "[::1]",
            "0x7f",
            "localhost",
            "查",
            "\t",
            "\r\n",
            " ",
            "",
            "user",
            "&",
            "=",
            "{",
            "\u{0}",
        ]);
        let start = prop::sample::select(vec!["", "http://", "https://", "https://a.example"]);
        let rest = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
        (start, rest).prop_map(|(start, rest)| format!("{start}{rest}"))
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_and_read_again_alike(url in pieces()) {
            if let Ok(target) = Target::read(&url) {
                let scheme = if target.secure { "https" } else { "http" };
                let written = format!("{scheme}://{}{}", target.origin(), target.path);
                prop_assert_eq!(Target::read(&written), Ok(target));
            }
        }

        #[test]
        fn another_reader_sees_the_same_host_and_port(url in pieces()) {
            if let (Ok(target), Ok(other)) = (Target::read(&url), url.parse::<hyper::Uri>()) {
                let host = other.host().unwrap_or_default().trim_end_matches('.');
                prop_assert!(host.eq_ignore_ascii_case(&target.host.to_string()), "{}", url);
                if let Some(port) = other.port_u16() {
                    prop_assert_eq!(port, target.port);
                }
            }
        }

        #[test]
        fn a_redirect_never_leaves_its_host(location in pieces()) {
            let from = read("https://a.example/one/two");
            if let Ok(to) = from.redirected(&location) {
                prop_assert_eq!(to.authority(), "a.example");
                prop_assert!(to.secure && to.path.starts_with('/'));
            }
        }
    }
}
