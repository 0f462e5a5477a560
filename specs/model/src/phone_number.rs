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

/// A number as systems of customers know it: `0086` and the national number where [`normalise`] is certain
/// of the country, else the text as it came.
pub fn with_zeros(text: &str) -> String {
    let normal = normalise(text);
    match normal.strip_prefix('+') {
        Some(digits) => format!("00{digits}"),
        None => normal,
    }
}

/// Whether callers dial it and no carrier shows it: a 400 number of ten digits.
pub fn is_inbound_only(number: &str) -> bool {
    let normal = normalise(number);
    let national = normal.strip_prefix("+86").unwrap_or(&normal);
    let digits = national.bytes().all(|b| b.is_ascii_digit());
    digits && national.len() == 10 && national.starts_with("400")
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

/// The number with four digits in the middle hidden: those before the last four, as `189****8352`. Of
/// fewer than eight digits the first and the last stay, and at most four between them are hidden; of
/// one or two, none stay. Letters of a SIP user name count as digits, and what is masked stays so.
pub fn mask(number: &str) -> String {
    let counts = |c: &char| c.is_alphanumeric() || *c == '*';
    let digits = number.chars().filter(counts).count();
    let (hidden, after) = match digits {
        0..=2 => (digits, 0),
        3..=7 => (4.min(digits - 2), (digits - 4.min(digits - 2)).div_ceil(2)),
        _ => (4, 4),
    };
    let before = digits - hidden - after;
    let mut place = 0;
    let mut hide = |c: char| {
        if !counts(&c) {
            return c;
        }
        place += 1;
        let shown = place <= before || place > before + hidden;
        if shown { c } else { '*' }
    };
    number.chars().map(&mut hide).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_400_number_only_takes_calls() {
        for number in ["4008123123", "400-812-3123", "+864008123123"] {
            assert!(is_inbound_only(number), "{number}");
        }
        for number in ["400", "02160001000", "40081231234", "13800138000"] {
            assert!(!is_inbound_only(number), "{number}");
        }
    }

    #[test]
    fn a_masked_number_hides_the_four_digits_before_the_last_four() {
        for (number, masked) in [
            ("18912348352", "189****8352"),
            ("+8618912348352", "+86189****8352"),
            ("189-1234-8352", "189-****-8352"),
            ("02160001000", "021****1000"),
            ("60001000", "****1000"),
            ("4008123123", "40****3123"),
        ] {
            assert_eq!(mask(number), masked);
        }
    }

    #[test]
    fn a_short_number_keeps_its_ends_at_most() {
        for (number, masked) in [
            ("6000100", "6****00"),
            ("955880", "9****0"),
            ("95588", "9***8"),
            ("1001", "1**1"),
            ("110", "1*0"),
            ("12", "**"),
            ("1", "*"),
            ("", ""),
            ("+", "+"),
            ("alice", "a***e"),
        ] {
            assert_eq!(mask(number), masked);
        }
    }

    #[test]
    fn what_is_masked_stays_as_it_is() {
        for number in ["18912348352", "+8618912348352", "95588", "110", "12", ""] {
            assert_eq!(mask(&mask(number)), mask(number), "{number}");
        }
    }

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
    fn customers_systems_get_their_zeros() {
        for (text, zeros) in [
            ("13800138000", "008613800138000"),
            ("+14155550100", "0014155550100"),
            ("95555", "95555"),
            ("", ""),
        ] {
            assert_eq!(with_zeros(text), zeros);
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
