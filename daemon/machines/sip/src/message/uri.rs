//! URIs: `sip:`, `sips:`, `tel:` and whatever else is on the wire.

use std::fmt;
use std::net::IpAddr;

use super::Params;
use super::clean::Clean;

/// What kind of URI.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// `sip:`
    Sip,
    /// `sips:`
    Sips,
    /// `tel:` (RFC 3966)
    Tel,
    /// Any other, in lower case.
    Other(String),
}

/// A URI. User and password are in normal form: escapes of characters that need none are resolved,
/// all others are written as `%` and two upper-case digits, so that equal users are equal texts and
/// none holds a control character. [`Uri::user_text`] is for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uri {
    /// What kind.
    pub scheme: Scheme,
    /// The user; of a `tel:` its number.
    pub user: Option<String>,
    /// The password, which nobody should send.
    pub password: Option<String>,
    /// Name or address in lower case, IPv6 without its brackets. Empty for `tel:`; for any other scheme all that
    /// follows the colon.
    pub host: String,
    /// The port, if one is given.
    pub port: Option<u16>,
    /// `;transport=udp;lr`
    pub params: Params,
    /// What follows `?`.
    pub headers: Option<String>,
}

impl Uri {
    /// `sip:user@host:port`; no user if that is empty.
    pub fn sip(user: &str, host: &str, port: Option<u16>) -> Uri {
        Uri {
            scheme: Scheme::Sip,
            user: (!user.is_empty()).then(|| normal(user)),
            password: None,
            host: host.trim_matches(['[', ']']).to_string(),
            port,
            params: Params::default(),
            headers: None,
        }
    }

    /// The URI that `text` is, without angle brackets. `None` if it is none.
    pub fn read(text: &str) -> Option<Uri> {
        let (scheme, rest) = text.trim().split_once(':')?;
        let scheme = scheme_named(scheme)?;
        // A bracket in a URI would end the brackets that it is later written into.
        if rest.is_empty() || rest.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>')) {
            return None;
        }
        match scheme {
            Scheme::Sip | Scheme::Sips => read_sip(scheme, rest),
            Scheme::Tel => read_tel(rest),
            Scheme::Other(_) => Some(Uri {
                host: rest.to_string(),
                ..of_scheme(scheme)
            }),
        }
    }

    /// The URI as it may stand in a request line: without headers and method (RFC 3261 section 19.1.1).
    /// Whoever named it does not choose what else we say.
    pub fn bare(&self) -> Uri {
        let mut bare = Uri {
            headers: None,
            ..self.clone()
        };
        bare.params.remove("method");
        bare
    }

    /// The user with all escapes resolved, as far as that gives text without control characters.
    pub fn user_text(&self) -> Option<String> {
        self.user.as_deref().map(resolved)
    }

    /// The same of a user that dials or is dialled: without the parameters that may stand behind a
    /// telephone number there too, such as `;phone-context=` or `;npdi` (RFC 3261 section 19.1.6).
    pub fn number_text(&self) -> Option<String> {
        let user = self.user.as_deref()?;
        let number = user.split_once(';').map_or(user, |(number, _)| number);
        Some(resolved(number))
    }

    /// The value of a header that a request to this URI would have, with all escapes resolved. The
    /// first of that name, in any case.
    pub fn header_text(&self, name: &str) -> Option<String> {
        let headers = self.headers.as_deref()?.split('&');
        let mut fields = headers.filter_map(|header| header.split_once('='));
        let (_, value) = fields.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(resolved(value))
    }

    /// The host as an address, if it is one.
    pub fn address(&self) -> Option<IpAddr> {
        self.host.parse().ok()
    }

    /// Whether both name the same place (RFC 3261 section 19.1.4): parameters that only one of them
    /// has do not count, apart from five that change where or how one gets there.
    pub fn is_same(&self, other: &Uri) -> bool {
        let core = |uri: &'_ Uri| {
            let Uri {
                scheme,
                user,
                password,
                host,
                port,
                headers,
                ..
            } = uri.clone();
            (scheme, user, password, host, port, headers)
        };
        let agrees = |name: &str, (one, two): (Option<&str>, Option<&str>)| match (one, two) {
            (Some(one), Some(two)) => one.eq_ignore_ascii_case(two),
            (None, None) => true,
            _ => !TELLING
                .iter()
                .any(|telling| telling.eq_ignore_ascii_case(name)),
        };
        let both = |name| (self.params.get(name), other.params.get(name));
        let mut names = self
            .params
            .iter()
            .chain(other.params.iter())
            .map(|(name, _)| name);
        core(self) == core(other) && names.all(|name| agrees(name, both(name)))
    }

    /// Whether the user is a telephone number by its own account: `tel:` or `user=phone`.
    pub fn is_phone(&self) -> bool {
        let said = || {
            self.params
                .get("user")
                .is_some_and(|v| v.eq_ignore_ascii_case("phone"))
        };
        self.scheme == Scheme::Tel || said()
    }
}

/// The parameters without which a URI names another place.
const TELLING: [&str; 5] = ["transport", "user", "ttl", "method", "maddr"];

fn of_scheme(scheme: Scheme) -> Uri {
    Uri {
        scheme,
        ..Uri::sip("", "", None)
    }
}

fn scheme_named(name: &str) -> Option<Scheme> {
    let name = name.to_ascii_lowercase();
    let mut chars = name.chars();
    let starts = chars.next()?.is_ascii_alphabetic();
    if !starts || !chars.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) {
        return None;
    }
    Some(match name.as_str() {
        "sip" => Scheme::Sip,
        "sips" => Scheme::Sips,
        "tel" => Scheme::Tel,
        _ => Scheme::Other(name),
    })
}

fn read_tel(rest: &str) -> Option<Uri> {
    let (number, params) = rest.split_once(';').unwrap_or((rest, ""));
    (!number.is_empty()).then(|| Uri {
        user: Some(normal(number)),
        params: Params::read(params),
        ..of_scheme(Scheme::Tel)
    })
}

fn read_sip(scheme: Scheme, rest: &str) -> Option<Uri> {
    // The first @ ends the user, which may hold ; ? and / (RFC 3261 section 25.1): nowhere behind it
    // may another stand, which somebody else could take for that end.
    let (user, rest) = match rest.split_once('@') {
        Some((_, rest)) if rest.contains('@') => return None,
        Some((user, rest)) => (Some(user), rest),
        None => (None, rest),
    };
    // A password without a user belongs to nobody.
    let (user, password) = match user.map(|user| user.split_once(':').unwrap_or((user, ""))) {
        Some((user, password)) if !user.is_empty() => (Some(user), Some(password)),
        _ => (None, None),
    };
    let password = password.filter(|password| !password.is_empty());
    let (rest, headers) = match rest.split_once('?') {
        Some((rest, headers)) => (rest, Some(headers.to_string())),
        None => (rest, None),
    };
    let (place, params) = rest.split_once(';').unwrap_or((rest, ""));
    let (host, port) = read_place(place)?;
    Some(Uri {
        user: user.map(normal),
        password: password.map(normal),
        host,
        port,
        params: Params::read(params),
        headers,
        ..of_scheme(scheme)
    })
}

/// `host`, `host:port`, `[v6]` or `[v6]:port`.
pub(super) fn read_place(text: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']')?;
            host.parse::<std::net::Ipv6Addr>().ok()?;
            match after.trim() {
                "" => (host, None),
                after => (host, Some(after.strip_prefix(':')?)),
            }
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let host = host.trim();
    let well_formed = |c: char| c.is_ascii_alphanumeric() || "-._:".contains(c);
    if host.is_empty() || !host.chars().all(well_formed) {
        return None;
    }
    let port = match port.map(str::trim) {
        Some(port) if port.chars().all(|c| c.is_ascii_digit()) => Some(port.parse().ok()?),
        Some(_) => return None,
        None => None,
    };
    Some((host.to_ascii_lowercase(), port))
}

fn resolved(user: &str) -> String {
    let bytes: Vec<u8> = octets(user).map(|(byte, _)| byte).collect();
    let text = String::from_utf8(bytes).ok();
    text.filter(|text| !text.contains(char::is_control))
        .unwrap_or_else(|| user.into())
}

/// The octets that `text` stands for, each with whether it was escaped.
fn octets(text: &str) -> impl Iterator<Item = (u8, bool)> {
    let mut rest = text.as_bytes();
    std::iter::from_fn(move || match rest {
        [b'%', high, low, tail @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            rest = tail;
            Some((hex_digit(*high) << 4 | hex_digit(*low), true))
        }
        [byte, tail @ ..] => {
            rest = tail;
            Some((*byte, false))
        }
        [] => None,
    })
}

fn hex_digit(digit: u8) -> u8 {
    (digit as char)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
        .unwrap_or(0)
}

/// The normal form of a user (RFC 3261 section 19.1.4): what is unreserved stands for itself,
/// reserved characters stay as they came, all else is escaped.
fn normal(user: &str) -> String {
    let mut text = String::with_capacity(user.len());
    for (byte, escaped) in octets(user) {
        let unreserved = byte.is_ascii_alphanumeric() || b"-_.!~*'()+".contains(&byte);
        let reserved = b"&=$,;?/".contains(&byte);
        if unreserved || (reserved && !escaped) {
            text.push(byte as char);
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match &self.scheme {
            Scheme::Sip => "sip",
            Scheme::Sips => "sips",
            Scheme::Tel => "tel",
            Scheme::Other(name) => name,
        };
        write!(f, "{}:", Clean(scheme))?;
        if let Some(user) = &self.user {
            write!(f, "{}", Clean(user))?;
            if let Some(password) = &self.password {
                write!(f, ":{}", Clean(password))?;
            }
            if self.scheme != Scheme::Tel {
                f.write_str("@")?;
            }
        }
        write_place(
            f,
            &self.host,
            self.port,
            matches!(self.scheme, Scheme::Other(_)),
        )?;
        write!(f, "{}", self.params)?;
        match &self.headers {
            Some(headers) => write!(f, "?{}", Clean(headers)),
            None => Ok(()),
        }
    }
}

/// Opposite of [`read_place`]; an opaque host is written as it is.
pub(super) fn write_place(
    f: &mut fmt::Formatter<'_>,
    host: &str,
    port: Option<u16>,
    opaque: bool,
) -> fmt::Result {
    if host.contains(':') && !opaque {
        write!(f, "[{}]", Clean(host))?;
    } else {
        write!(f, "{}", Clean(host))?;
    }
    match port {
        Some(port) => write!(f, ":{port}"),
        None => Ok(()),
    }
}
