//! Numbers in Mandarin.

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A digit or a sign by itself; anything else is nothing.
pub fn sign(one: char) -> &'static str {
    match one {
        '+' => "加",
        '*' => "星号",
        '#' => "井号",
        other => digit(other.to_digit(10).map_or(u64::MAX, u64::from)),
    }
}

fn digit(value: u64) -> &'static str {
    let place = usize::try_from(value).unwrap_or(usize::MAX);
    DIGITS.get(place).copied().unwrap_or_default()
}

/// How many of something: 两 for two by itself.
pub fn count(value: u64) -> String {
    match value {
        2 => "两".to_owned(),
        other => cardinal(other),
    }
}

/// A number up to 9,999,999,999,999,999.
pub fn cardinal(value: u64) -> String {
    if value == 0 {
        return digit(0).to_owned();
    }
    let groups = [
        (1_000_000_000_000, "万亿"),
        (100_000_000, "亿"),
        (10_000, "万"),
        (1, ""),
    ];
    let mut words = String::new();
    for (unit, name) in groups {
        let group = value / unit % 10_000;
        if group == 0 {
            continue;
        }
        // A gap between what was said and this is said as one zero.
        let gap = group < 1_000 && !words.is_empty();
        let name = match name {
            // 亿 comes once, after the lower of its two groups.
            "万亿" if value % 1_000_000_000_000 >= 100_000_000 => "万",
            other => other,
        };
        if gap {
            words.push_str(digit(0));
        }
        match (group, name) {
            (2, "万" | "亿" | "万亿") => words.push('两'),
            _ => words.push_str(&below_10_000(group, words.is_empty())),
        }
        words.push_str(name);
    }
    words
}

fn below_10_000(group: u64, leads: bool) -> String {
    let mut words = String::new();
    let mut gap = false;
    for (unit, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        match group / unit % 10 {
            0 => gap = !words.is_empty(),
            found => {
                if gap {
                    words.push_str(digit(0));
                }
                gap = false;
                match (found, name) {
                    // Ten to nineteen begin with ten.
                    (1, "十") if words.is_empty() && leads => {}
                    (2, "千") if leads => words.push('两'),
                    _ => words.push_str(digit(found)),
                }
                words.push_str(name);
            }
        }
    }
    words
}
