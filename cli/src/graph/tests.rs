//! Pictures of flows that nobody would write.

use lang::{NoFiles, Source};

use super::*;

fn picture(nodes: &str) -> Picture {
    let text = format!(
        "hours: {{ office: {{ weekly: {{ mon-fri: 09:00-18:00 }} }} }}\nivrs:\n  main:\n    on_exception: bye\n    nodes:\n{nodes}      bye: {{ end: }}\n"
    );
    let path = "flow.yaml".to_owned();
    let text = text.into_bytes();
    let compiled = lang::compile(&[Source { path, text }], &NoFiles).expect("a center");
    let (name, ivr) = compiled.config.ivrs.iter().next().expect("a flow");
    let kinds = lang::emit::resources(&compiled.config);
    let ivrs = kinds.into_iter().find(|(kind, _)| *kind == "ivrs");
    let written = &ivrs.expect("flows").1["main"];
    Picture::of(name.as_str(), ivr, written)
}

#[test]
fn whatever_a_flow_says_stays_a_text() {
    let nasty = r#"<script>alert("1")</script> & ]]> --> %% `x`"#;
    let nodes = format!("      a: {{ play: '{nasty}', next: bye }}\n");
    let picture = picture(&nodes);
    let svg = svg(&picture);
    assert!(!svg.contains("<script") && !svg.contains("]]>"), "{svg}");
    assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
    let mermaid = mermaid(&picture);
    assert!(
        !mermaid.contains(['<', '`']) || !mermaid.contains("<script"),
        "{mermaid}"
    );
    assert!(
        mermaid
            .lines()
            .all(|line| line.matches('"').count() % 2 == 0),
        "{mermaid}"
    );
}

#[test]
fn no_box_stands_upon_another_however_many_ways_there_are() {
    // A node for each of ten keys, each of which leads back and to all others that come later.
    let mut nodes = String::from("      menu:\n        menu: Which?\n        keys:\n");
    for n in 0..10 {
        nodes.push_str(&format!(
            "          \"{n}\": {{ label: 第{n}项, next: m{n} }}\n"
        ));
    }
    for n in 0..10 {
        nodes.push_str(&format!(
            "      m{n}:\n        menu: And then?\n        keys:\n          \"*\": menu\n"
        ));
        for later in n + 1..10 {
            nodes.push_str(&format!("          \"{later}\": m{later}\n"));
        }
    }
    let picture = picture(&nodes);
    let svg = svg(&picture);
    let number = |line: &str, key: &str| -> i64 {
        let rest = line.split(&format!(" {key}=\"")).nth(1).expect("a number");
        rest.split('"')
            .next()
            .and_then(|it| it.parse().ok())
            .expect("a number")
    };
    let boxes = svg.split("<rect").skip(2).map(|rest| {
        let (x, y) = (number(rest, "x"), number(rest, "y"));
        (x, y, x + number(rest, "width"), y + number(rest, "height"))
    });
    let boxes: Vec<_> = boxes.collect();
    assert!(boxes.len() > 60, "{}", boxes.len());
    for (n, a) in boxes.iter().enumerate() {
        for b in &boxes[..n] {
            let apart = a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1;
            assert!(apart, "{a:?} {b:?}");
        }
    }
    assert_eq!(svg, super::svg(&picture), "the same every time");
}

#[test]
fn ways_have_their_words_and_one_line_for_each_node_that_they_lead_to() {
    let picture = picture(
        "      a: { menu: Which?, keys: { \"1\": { label: 售前, next: b }, \"*\": a }, exhausted: bye, on_timeout: { next: bye } }\n      \
         b: { hours: office, open: bye, closed: c }\n      c: { play: Closed., next: bye }\n",
    );
    let name = |n: usize| picture.nodes[n].name.as_str();
    let ways: Vec<_> = picture
        .ways
        .iter()
        .map(|way| {
            format!(
                "{} {} {}",
                name(way.from),
                name(way.to),
                way.labels.join("+")
            )
        })
        .collect();
    assert_eq!(
        ways,
        [
            "start a ",
            "on_exception bye ",
            "a a *",
            "a b 1 售前",
            "a bye on_timeout+exhausted",
            "b bye open",
            "b c closed",
            "c bye ",
        ]
    );
}
