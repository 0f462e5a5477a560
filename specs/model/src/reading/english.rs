//! Numbers in English.

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// A digit or a sign by itself; anything else is nothing.
pub fn sign(one: char) -> &'static str {
    match one {
        '+' => "plus",
        '*' => "star",
        '#' => "hash",
        other => other
            .to_digit(10)
            .map_or("", |digit| word(&ONES, digit.into())),
    }
}

fn word(words: &[&'static str], place: u64) -> &'static str {
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    words.get(place).copied().unwrap_or_default()
}

/// A number up to 9,999,999,999,999,999.
pub fn cardinal(value: u64) -> String {
    let groups = [
        (1_000_000_000_000_000, " quadrillion"),
        (1_000_000_000_000, " trillion"),
        (1_000_000_000, " billion"),
        (1_000_000, " million"),
        (1_000, " thousand"),
        (1, ""),
    ];
    let mut words: Vec<String> = Vec::new();
    for (unit, name) in groups {
        let group = value / unit % 1_000;
        if group == 0 {
            continue;
        }
        let and = unit == 1 && group < 100 && !words.is_empty();
        let and = if and { "and " } else { "" };
        words.push(format!("{and}{}{name}", below_1_000(group)));
    }
    match words.is_empty() {
        true => word(&ONES, 0).to_owned(),
        false => words.join(" "),
    }
}

fn below_1_000(group: u64) -> String {
    let (hundreds, rest) = (group / 100, group % 100);
    match (hundreds, rest) {
        (0, rest) => below_100(rest),
        (hundreds, 0) => format!("{} hundred", word(&ONES, hundreds)),
        (hundreds, rest) => format!("{} hundred and {}", word(&ONES, hundreds), below_100(rest)),
    }
}

/// A number below one hundred.
pub fn below_100(value: u64) -> String {
    match (value / 10, value % 10) {
        (0 | 1, _) => word(&ONES, value).to_owned(),
        (tens, 0) => word(&TENS, tens).to_owned(),
        (tens, ones) => format!("{}-{}", word(&TENS, tens), word(&ONES, ones)),
    }
}

/// The place of a day in its month.
pub fn ordinal(day: u64) -> String {
    let cardinal = below_100(day);
    let (before, last) = match cardinal.rsplit_once('-') {
        Some((tens, ones)) => (format!("{tens}-"), ones),
        None => (String::new(), cardinal.as_str()),
    };
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        other => match other.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{other}th"),
        },
    };
    before + &last
}
