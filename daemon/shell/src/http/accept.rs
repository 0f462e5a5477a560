//! Which form of an answer a client prefers (RFC 9110 section 12.5.1).

use axum::http::{HeaderMap, header};

/// Which of the forms that are offered the client prefers; the first if it does not say.
pub fn preferred<'a>(headers: &HeaderMap, offered: &[&'a str]) -> Option<&'a str> {
    let accept = headers.get(header::ACCEPT).and_then(|it| it.to_str().ok());
    let accept = accept.unwrap_or("*/*");
    // The last of several that are equal is what `max_by` keeps, so they come in reverse.
    let weighed = offered
        .iter()
        .rev()
        .map(|form| (weight(accept, form), *form));
    let best = weighed.max_by(|one, other| one.0.total_cmp(&other.0));
    best.map(|(_, form)| form)
}

/// How much a client wants a form: 0 if it does not name it, else its `q`, that of the most exact range.
fn weight(accept: &str, form: &str) -> f32 {
    let ranges = accept.split(',').map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok());
        (kind, quality.unwrap_or(1.0))
    });
    let group = form.split('/').next().unwrap_or_default();
    let fits = ranges.filter_map(|(kind, quality)| match kind.split_once('/') {
        _ if kind.eq_ignore_ascii_case(form) => Some((2, quality)),
        Some((major, "*")) if major.eq_ignore_ascii_case(group) => Some((1, quality)),
        Some(("*", "*")) => Some((0, quality)),
        _ => None,
    });
    fits.max_by_key(|(exact, _)| *exact)
        .map_or(0.0, |(_, quality)| quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(accept: Option<&str>) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(header::ACCEPT, accept.parse().expect("a header"));
        }
        preferred(&headers, &["application/json", "text/csv"])
    }

    #[test]
    fn a_client_has_what_it_prefers_and_the_first_form_if_it_does_not_say() {
        for (accept, form) in [
            (None, "application/json"),
            (Some("*/*"), "application/json"),
            (Some("text/csv"), "text/csv"),
            (Some("text/*"), "text/csv"),
            (Some("text/html, text/csv;q=0.9, */*;q=0.1"), "text/csv"),
            (Some("application/json, text/csv"), "application/json"),
            (Some("text/csv;q=nonsense"), "text/csv"),
            (Some(";;,/,q"), "application/json"),
        ] {
            assert_eq!(choose(accept), Some(form), "{accept:?}");
        }
    }
}
