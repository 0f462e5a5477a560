//! A picture as text for Mermaid, which GitHub and GitLab draw.

use super::{Kind, Picture, Point};

/// The signs beside letters and digits that mean nothing to Mermaid within quotes.
const HARMLESS: &str = " _,.?!()/:%=-…";

/// The text of a flowchart.
pub fn mermaid(picture: &Picture) -> String {
    let mut out = format!("%% {}\nflowchart TD\n", comment(&picture.name));
    for (n, node) in picture.nodes.iter().enumerate() {
        out.push_str(&format!("  n{n}{}\n", shape(node)));
    }
    for way in &picture.ways {
        let (from, to) = (way.from, way.to);
        let usual = picture.nodes.get(from).is_some_and(|node| node.usual);
        let arrow = if usual { "-->" } else { "-.->" };
        let labels: Vec<String> = way.labels.iter().map(|label| quoted(label)).collect();
        let label = match labels.join("<br/>") {
            none if none.is_empty() => String::new(),
            labels => format!("|\"{labels}\"|"),
        };
        out.push_str(&format!("  n{from} {arrow}{label} n{to}\n"));
    }
    out.push_str("  classDef entry stroke-width:3px\n");
    out.push_str("  classDef unusual stroke-dasharray:5 5\n");
    for (class, belongs) in [
        ("entry", is_entry as fn(&Point) -> bool),
        ("unusual", |node| !node.usual),
    ] {
        let nodes = picture.nodes.iter().enumerate();
        let names = nodes.filter(|(_, node)| belongs(node));
        let names: Vec<String> = names.map(|(n, _)| format!("n{n}")).collect();
        if !names.is_empty() {
            out.push_str(&format!("  class {} {class}\n", names.join(",")));
        }
    }
    out
}

fn is_entry(node: &Point) -> bool {
    node.kind == Kind::Entry
}

fn shape(node: &Point) -> String {
    let name = quoted(&node.name);
    let text = match quoted(&node.text) {
        none if none.is_empty() => name,
        text => format!("{name}<br/>{text}"),
    };
    match node.kind {
        Kind::Entry => format!("((\"{text}\"))"),
        Kind::Decision => format!("{{{{\"{text}\"}}}}"),
        Kind::End => format!("([\"{text}\"])"),
        Kind::Handover => format!("[[\"{text}\"]]"),
        Kind::Plain | Kind::Question => format!("[\"{text}\"]"),
    }
}

/// A text for between quotes: what could mean something to Mermaid, to Markdown or to HTML is written by
/// its number.
fn quoted(text: &str) -> String {
    let listed = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let mut out = String::new();
    for (n, sign) in text.char_indices() {
        // `- a` and `1. a` would begin a list.
        let begins = (n == 0 && sign == '-') || (n == listed && sign == '.');
        let harmless = HARMLESS.contains(sign) && !begins;
        if harmless || sign.is_alphanumeric() || !(sign.is_ascii() || sign.is_control()) {
            out.push(sign);
        } else {
            out.push_str(&format!("#{};", u32::from(sign)));
        }
    }
    out
}

/// A name for a comment, which ends with its line.
fn comment(name: &str) -> String {
    name.replace(['{', '}', '\n'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_elsewhere_is_written_by_its_number() {
        assert_eq!(
            quoted("说\"你好\" <b>#1;"),
            "说#34;你好#34; #60;b#62;#35;1#59;"
        );
        assert_eq!(quoted("- a"), "#45; a");
        assert_eq!(quoted("12. a - b. c"), "12#46; a - b. c");
        assert_eq!(
            quoted("`x` *y* ${Z}"),
            "#96;x#96; #42;y#42; #36;#123;Z#125;"
        );
    }
}
