//! Amounts of money.

use super::number::{Decimal, words};
use super::{Language, english, mandarin};

/// A currency: its signs, and its name and that of its hundredth in English, one and more.
struct Currency {
    signs: &'static [&'static str],
    mandarin: &'static str,
    english: [&'static str; 2],
    hundredth: [&'static str; 2],
}

const YUAN: Currency = Currency {
    signs: &["¥", "￥", "CNY", "RMB", "元"],
    mandarin: "元",
    english: ["yuan", "yuan"],
    hundredth: ["", ""],
};
const OTHERS: [Currency; 3] = [
    Currency {
        signs: &["$", "USD", "美元"],
        mandarin: "美元",
        english: ["dollar", "dollars"],
        hundredth: ["cent", "cents"],
    },
    Currency {
        signs: &["€", "EUR", "欧元"],
        mandarin: "欧元",
        english: ["euro", "euros"],
        hundredth: ["cent", "cents"],
    },
    Currency {
        signs: &["£", "GBP", "英镑"],
        mandarin: "英镑",
        english: ["pound", "pounds"],
        hundredth: ["penny", "pence"],
    },
];

/// An amount of at most two decimals, with the sign of its currency before or behind it.
pub fn read(language: Language, value: &str) -> Option<String> {
    let (negative, unsigned) = match value.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, value),
    };
    let (currency, amount) = parted(unsigned.trim());
    let mut amount = Decimal::parse(amount)?;
    amount.negative |= negative;
    let hundredths = match amount.decimals {
        "" => 0,
        one if one.len() == 1 => one.parse::<u64>().ok()? * 10,
        two if two.len() == 2 => two.parse().ok()?,
        _ => return None,
    };
    Some(match language {
        Language::Mandarin => mandarin(currency, &amount, hundredths),
        Language::English => english(currency, &amount, hundredths),
    })
}

/// The currency and the bare number.
fn parted(text: &str) -> (&'static Currency, &str) {
    // 美元 ends in 元, so yuan comes last.
    for currency in OTHERS.iter().chain([&YUAN]) {
        for sign in currency.signs {
            let bare = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
            if let Some(bare) = bare {
                return (currency, bare.trim());
            }
        }
    }
    (&YUAN, text)
}

fn mandarin(currency: &Currency, amount: &Decimal<'_>, hundredths: u64) -> String {
    let sign = if amount.negative { "负" } else { "" };
    let whole = mandarin::count(amount.whole);
    if currency.mandarin != YUAN.mandarin {
        let decimals = if hundredths == 0 { "" } else { amount.decimals };
        let amount = match decimals {
            "" => format!("{sign}{whole}"),
            _ => words(Language::Mandarin, amount),
        };
        return amount + currency.mandarin;
    }
    let (jiao, fen) = (hundredths / 10, hundredths % 10);
    let mut parts = String::from(sign);
    if amount.whole > 0 || hundredths == 0 {
        parts += &(whole + "元");
    }
    if jiao > 0 {
        parts += &(mandarin::count(jiao) + "角");
    } else if fen > 0 && amount.whole > 0 {
        parts += "零";
    }
    if fen > 0 {
        parts += &(mandarin::count(fen) + "分");
    }
    parts
}

fn english(currency: &Currency, amount: &Decimal<'_>, hundredths: u64) -> String {
    let named = |count: u64, names: [&'static str; 2]| {
        let [one, more] = names;
        let name = if count == 1 { one } else { more };
        format!("{} {name}", english::cardinal(count))
    };
    let sign = if amount.negative { "minus " } else { "" };
    let [hundredth, _] = currency.hundredth;
    match (amount.whole, hundredths) {
        (whole, 0) => format!("{sign}{}", named(whole, currency.english)),
        _ if hundredth.is_empty() => {
            let [_, name] = currency.english;
            format!("{} {name}", words(Language::English, amount))
        }
        (0, part) => format!("{sign}{}", named(part, currency.hundredth)),
        (whole, part) => {
            let whole = named(whole, currency.english);
            format!("{sign}{whole} and {}", named(part, currency.hundredth))
        }
    }
}
