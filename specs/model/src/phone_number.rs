//! Telephone numbers: E.164 inside, whatever the carriers write at the edges.

/// The form in which two spellings of one number are the same: `+` and E.164 digits where the number
/// is certainly a Chinese land line or mobile or names its country, else the text as it came without
/// visual separators. `0086755…`, `+86755…`, `86755…` and `0755…` are one number; short numbers,
/// 400, 800 and 95 numbers have no area code and stay as they are.
pub fn normalise(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')'))
        .collect();
    let digits = plain.strip_prefix('+').unwrap_or(&plain);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let country = |prefix| digits.strip_prefix(prefix).and_then(|n| chinese(n, true));
    if plain.starts_with('+') {
        return country("86").unwrap_or(plain);
    }
    country("0086")
        .or_else(|| country("86"))
        .or_else(|| chinese(digits, false))
        .or_else(|| {
            digits
                .strip_prefix("00")
                .filter(|rest| rest.len() >= 8)
                .map(|n| format!("+{n}"))
        })
        .unwrap_or(plain)
}

/// E.164 of a Chinese national number. The 0 of its area code may be missing only where the country
/// code stood before it.
fn chinese(national: &str, country_named: bool) -> Option<String> {
    let mobile = |n: &str| n.len() == 11 && n.starts_with('1') && !n.starts_with("10");
    // Area code and number have 10 or 11 digits together (9 in a few places, which stay as they are).
    let land = |n: &str| (10..=11).contains(&n.len()) && !n.starts_with('0') && !mobile(n);
    let service = ["400", "800"]
        .iter()
        .any(|prefix| national.starts_with(prefix));
    match national.strip_prefix('0') {
        Some(rest) if land(rest) => Some(format!("+86{rest}")),
        Some(_) => None,
        None if mobile(national) => Some(format!("+86{national}")),
        None if country_named && land(national) && !service => Some(format!("+86{national}")),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_land_line_is_one_number() {
        for text in [
            "02160001000",
            "+862160001000",
            "00862160001000",
            "008602160001000",
            "021-60001000",
        ] {
            assert_eq!(normalise(text), "+862160001000", "{text}");
        }
    }

    #[test]
    fn every_spelling_of_a_mobile_is_one_number() {
        for text in [
            "13800138000",
            "+8613800138000",
            "8613800138000",
            "008613800138000",
        ] {
            assert_eq!(normalise(text), "+8613800138000", "{text}");
        }
    }

    #[test]
    fn short_numbers_names_and_service_numbers_stay() {
        for text in [
            "1001",
            "4008123123",
            "95588",
            "10086",
            "ivr",
            "",
            "+",
            "a-b",
        ] {
            assert_eq!(normalise(text), text, "{text}");
        }
    }

    #[test]
    fn foreign_numbers_keep_their_country() {
        assert_eq!(normalise("+15551230000"), "+15551230000");
        assert_eq!(normalise("0015551230000"), "+15551230000");
    }
}
