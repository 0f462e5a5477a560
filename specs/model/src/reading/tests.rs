//! What callers hear for what systems write.

use super::{Reading, read};

/// Values with their words in both languages.
type Cases<'a> = &'a [(&'a str, &'a str, &'a str)];

#[track_caller]
fn say(how: Reading, cases: Cases<'_>) {
    for (value, mandarin, english) in cases {
        assert_eq!(read(how, "zh", value), *mandarin, "{value} as {how}");
        assert_eq!(read(how, "en", value), *english, "{value} as {how}");
    }
}

#[test]
fn digits_are_said_one_by_one() {
    say(
        Reading::Digits,
        &[
            ("135", "一三五", "one three five"),
            ("007", "零零七", "zero zero seven"),
            (" 12-34 ", "一二三四", "one two three four"),
            ("+86*1#", "加八六星号一井号", "plus eight six star one hash"),
        ],
    );
}

#[test]
fn telephone_numbers_are_said_in_groups() {
    say(
        Reading::Phone,
        &[
            (
                "13800001234",
                "幺三八，零零零零，幺二三四",
                "one three eight, zero zero zero zero, one two three four",
            ),
            ("10086", "幺，零零八六", "one, zero zero eight six"),
            ("2001", "二零零幺", "two zero zero one"),
        ],
    );
}

#[test]
fn numbers_are_counted() {
    say(
        Reading::Number,
        &[
            ("0", "零", "zero"),
            ("2", "二", "two"),
            ("10", "十", "ten"),
            ("12", "十二", "twelve"),
            ("20", "二十", "twenty"),
            ("101", "一百零一", "one hundred and one"),
            ("110", "一百一十", "one hundred and ten"),
            ("1001", "一千零一", "one thousand and one"),
            ("2000", "两千", "two thousand"),
            ("10010", "一万零一十", "ten thousand and ten"),
            ("20000", "两万", "twenty thousand"),
            ("100000", "十万", "one hundred thousand"),
            (
                "1,234,567",
                "一百二十三万四千五百六十七",
                "one million two hundred and thirty-four thousand five hundred and sixty-seven",
            ),
            ("100000001", "一亿零一", "one hundred million and one"),
            ("200000000", "两亿", "two hundred million"),
            ("1000000000000", "一万亿", "one trillion"),
            (
                "1000200000000",
                "一万零两亿",
                "one trillion two hundred million",
            ),
            ("-3.14", "负三点一四", "minus three point one four"),
            (
                "-1200.5",
                "负一千二百点五",
                "minus one thousand two hundred point five",
            ),
            ("0.05", "零点零五", "zero point zero five"),
            ("007", "七", "seven"),
        ],
    );
}

#[test]
fn amounts_have_their_currency() {
    say(
        Reading::Money,
        &[
            ("0", "零元", "zero yuan"),
            ("1", "一元", "one yuan"),
            ("2", "两元", "two yuan"),
            ("12.05", "十二元零五分", "twelve point zero five yuan"),
            ("12.50", "十二元五角", "twelve point five zero yuan"),
            ("0.25", "两角五分", "zero point two five yuan"),
            ("0.02", "两分", "zero point zero two yuan"),
            (
                "¥1,234.56",
                "一千二百三十四元五角六分",
                "one thousand two hundred and thirty-four point five six yuan",
            ),
            ("-8元", "负八元", "minus eight yuan"),
            ("$1.01", "一点零一美元", "one dollar and one cent"),
            ("12.00 USD", "十二美元", "twelve dollars"),
            ("2美元", "两美元", "two dollars"),
            ("£0.50", "零点五零英镑", "fifty pence"),
        ],
    );
}

#[test]
fn days_are_said_as_such() {
    say(
        Reading::Date,
        &[
            (
                "2026-11-27",
                "二〇二六年十一月二十七日",
                "November twenty-seventh, twenty twenty-six",
            ),
            (
                "2026-03-01T08:00:00Z",
                "二〇二六年三月一日",
                "March first, twenty twenty-six",
            ),
            (
                "20000229",
                "二〇〇〇年二月二十九日",
                "February twenty-ninth, two thousand",
            ),
            (
                "2008/8/8 20:08",
                "二〇〇八年八月八日",
                "August eighth, two thousand and eight",
            ),
            (
                "1905-12-12",
                "一九〇五年十二月十二日",
                "December twelfth, nineteen oh five",
            ),
            (
                "1900-01-30",
                "一九〇〇年一月三十日",
                "January thirtieth, nineteen hundred",
            ),
        ],
    );
}

#[test]
fn times_are_said_as_such() {
    say(
        Reading::Time,
        &[
            ("14:05", "十四点零五分", "two oh five p.m."),
            ("9:30", "九点三十分", "nine thirty a.m."),
            ("02:00", "两点整", "two a.m."),
            ("00:00", "零点整", "twelve a.m."),
            ("12:10", "十二点十分", "twelve ten p.m."),
            (
                "2026-11-27T10:00:01+08:00",
                "十点零分零一秒",
                "ten and one second a.m.",
            ),
        ],
    );
}

#[test]
fn what_is_spelled_comes_letter_by_letter() {
    say(
        Reading::Spell,
        &[
            ("a-7", "A，杠，七", "A, dash, seven"),
            ("x.y@z", "X，点，Y，at，Z", "X, dot, Y, at, Z"),
            ("王 1", "王，一", "王, one"),
        ],
    );
}

#[test]
fn what_does_not_fit_stays_as_it_is() {
    for (how, values) in [
        (Reading::Digits, vec!["", "12a", "abc", "1+2"]),
        (Reading::Phone, vec!["", "anonymous"]),
        (
            Reading::Number,
            vec![
                "",
                "12a",
                "1.",
                ".5",
                "1,23",
                "--1",
                "99999999999999999",
                "一",
            ],
        ),
        (Reading::Money, vec!["", "1.234", "¥", "$ten"]),
        (
            Reading::Date,
            vec![
                "",
                "2026-13-01",
                "2026-02-30",
                "27.11.2026",
                "soon",
                "2026-+1-1",
            ],
        ),
        (
            Reading::Time,
            vec!["", "24:00", "10:60", "10", "noon", "1:2:3:4"],
        ),
        (Reading::Spell, vec![""]),
    ] {
        for value in values {
            assert_eq!(read(how, "zh", value), value, "{how}");
            assert_eq!(read(how, "en", value), value, "{how}");
        }
    }
}

#[test]
fn every_way_of_reading_is_read_by_its_name() {
    for how in Reading::ALL {
        assert_eq!(how.to_string().parse(), Ok(how));
        assert!(how.meaning().ends_with('.'));
    }
    let unknown = "loud".parse::<Reading>().expect_err("no such reading");
    assert_eq!(unknown.to_string(), "there is no way of reading `loud`");
}
