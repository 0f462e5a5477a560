//! Centers of any size.

/// Writes what a department has of a kind.
type Entry = fn(usize) -> String;

/// A center of departments, each with people, phones, prompts, a group, hours, a number and a flow.
pub fn center(departments: usize) -> String {
    let kinds: [(&str, Entry); 9] = [
        ("trunks", |n| {
            format!(
                "  t{n}: {{ mode: peer, address: 198.18.{}.{} }}\n",
                n / 250,
                n % 250 + 1
            )
        }),
        ("agents", |n| {
            format!("  a{n}: {{ name: 坐席{n}, staff_number: \"{n:06}\" }}\n")
        }),
        ("phones", |n| {
            format!(
                "  \"{}\": {{ agent: a{n}, password: !secret env:P }}\n",
                100_000 + n
            )
        }),
        ("prompts", |n| format!("  p{n}: {{ text: Message {n}. }}\n")),
        ("numbers", |n| {
            format!("  \"0216{n:07}\": {{ trunk: t{n}, ivr: i{n} }}\n")
        }),
        ("skill_groups", |n| {
            format!("  g{n}: {{ members: {{ a{n}: 2 }}, max_waiting: 50 }}\n")
        }),
        ("hours", |n| {
            format!("  h{n}: {{ weekly: {{ mon-fri: 09:00-18:00 }}, holidays: [01-01] }}\n")
        }),
        ("caller_lists", |n| {
            format!("  l{n}: {{ numbers: [\"139{n:08}\"] }}\n")
        }),
        ("ivrs", |n| {
            format!(
                "  i{n}:\n    nodes:\n      open: {{ hours: h{n}, open: hi, closed: bye }}\n      hi: {{ play: {{ prompt: p{n} }}, next: g }}\n      \
             g: {{ transfer: g{n}, timeout: 2m, on_timeout: bye }}\n      bye: {{ end: }}\n"
            )
        }),
    ];
    let kind = |(kind, line): &(&str, fn(usize) -> String)| {
        format!("{kind}:\n{}", lines(departments, line))
    };
    kinds.iter().map(kind).collect()
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}
