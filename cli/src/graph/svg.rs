//! A picture as SVG, laid out in rows from top to bottom, by itself and the same every time.

use super::layers::{Layers, Piece};
use super::places::{Places, Size};
use super::{Kind, Picture, Point, Way};
use crate::printer::width;

/// A flow of more nodes is no picture any more.
pub const MAX_NODES: usize = 300;

/// Around the picture.
const MARGIN: i64 = 16;
/// Between two rows.
const GAP: i64 = 18;
/// A line of text.
const LINE: i64 = 17;
/// Before and behind a text.
const INSET: i64 = 12;
/// Most that a column of text takes, in tenths of pixels.
const COLUMN: i64 = 72;
/// How far the loop of a node that leads to itself goes out.
const LOOP: i64 = 26;

const STYLE: &str = "\
text{font:12px system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei','DejaVu Sans',sans-serif;fill:#1f2328;text-anchor:middle}
.name{font-weight:600}.label{font-size:11px;fill:#424a53}
.node{fill:#f6f8fa;stroke:#59636e}.entry{fill:#1f2328;stroke:#1f2328}.entry+text{fill:#fff}
.question{fill:#ddf4ff;stroke:#0969da}.decision{fill:#fff8c5;stroke:#9a6700}
.handover{fill:#dafbe1;stroke:#1a7f37}.end{fill:#eaeef2;stroke:#1f2328;stroke-width:2}
.way{fill:none;stroke:#59636e;marker-end:url(#tip)}.unusual{stroke-dasharray:5 4;opacity:.7}";

/// The document.
pub fn svg(picture: &Picture) -> String {
    let layers = Layers::of(picture);
    let sizes: Vec<Size> = layers
        .pieces
        .iter()
        .map(|piece| size(picture, piece))
        .collect();
    let places = Places::of(&layers, &sizes, MARGIN, GAP);
    let Size { width, height } = places.sheet;
    let name = escaped(&picture.name);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{name}</title>\n<style>{STYLE}</style>\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" \
         markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#59636e\"/></marker></defs>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    let sheet = Sheet {
        picture,
        layers: &layers,
        places: &places,
    };
    for (n, way) in picture.ways.iter().enumerate() {
        sheet.way(n, way, &mut out);
    }
    for (n, node) in picture.nodes.iter().enumerate() {
        sheet.node(n, node, &mut out);
    }
    for (n, way) in picture.ways.iter().enumerate() {
        sheet.words(n, way, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

/// The room for a text.
fn text_size(lines: &[&str]) -> Size {
    let columns = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let columns = i64::try_from(columns).unwrap_or(0);
    let rows = i64::try_from(lines.len()).unwrap_or(0);
    Size {
        width: columns * COLUMN / 10,
        height: rows * LINE,
    }
}

fn node_size(node: &Point) -> Size {
    let lines = [node.name.as_str(), node.text.as_str()];
    let lines = if node.text.is_empty() {
        &lines[..1]
    } else {
        &lines[..]
    };
    let text = text_size(lines);
    Size {
        width: text.width + 2 * INSET,
        height: text.height + INSET,
    }
}

fn words_size(way: &Way) -> Size {
    let lines: Vec<&str> = way.labels.iter().map(String::as_str).collect();
    text_size(&lines)
}

/// The room that a piece takes in its row: a node that leads to itself has its loop on one side, and the
/// same room on the other.
fn size(picture: &Picture, piece: &Piece) -> Size {
    let Some(n) = piece.node else {
        let way = piece.label.and_then(|way| picture.ways.get(way));
        return way.map_or(Size::default(), words_size);
    };
    let mut size = picture.nodes.get(n).map(node_size).unwrap_or_default();
    let mut loops = picture
        .ways
        .iter()
        .filter(|way| way.from == n && way.to == n);
    if let Some(way) = loops.next() {
        let words = words_size(way);
        size.width += 2 * (LOOP + words.width + 4);
        size.height = size.height.max(words.height);
    }
    size
}

struct Sheet<'a> {
    picture: &'a Picture,
    layers: &'a Layers,
    places: &'a Places,
}

impl Sheet<'_> {
    fn middle(&self, piece: usize) -> (i64, i64) {
        self.places.middles.get(piece).copied().unwrap_or_default()
    }

    fn box_of(&self, node: usize) -> Size {
        self.picture
            .nodes
            .get(node)
            .map(node_size)
            .unwrap_or_default()
    }

    fn node(&self, n: usize, node: &Point, out: &mut String) {
        let (x, y) = self.middle(n);
        let Size { width, height } = self.box_of(n);
        let class = match node.kind {
            Kind::Entry => "entry",
            Kind::Plain => "node",
            Kind::Question => "question",
            Kind::Decision => "decision",
            Kind::Handover => "handover",
            Kind::End => "end",
        };
        let class = format!("{class}{}", if node.usual { "" } else { " unusual" });
        let round = match node.kind {
            Kind::Entry | Kind::End => height / 2,
            _ => 4,
        };
        let (left, top) = (x - width / 2, y - height / 2);
        out.push_str(&format!("<g><title>{}</title>", escaped(&node.whole)));
        out.push_str(&format!(
            "<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\"/>"
        ));
        let lines = [("name", &node.name), ("text", &node.text)];
        let lines = lines.iter().filter(|(_, text)| !text.is_empty());
        for (row, (class, text)) in lines.enumerate() {
            let row = i64::try_from(row).unwrap_or(0);
            let base = top + INSET / 2 + row * LINE + 12;
            let text = escaped(text);
            out.push_str(&format!(
                "<text class=\"{class}\" x=\"{x}\" y=\"{base}\">{text}</text>"
            ));
        }
        out.push_str("</g>\n");
    }

    fn way(&self, n: usize, way: &Way, out: &mut String) {
        let usual = self
            .picture
            .nodes
            .get(way.from)
            .is_some_and(|node| node.usual);
        let class = if usual { "way" } else { "way unusual" };
        let line = if way.from == way.to {
            self.circle(way.from)
        } else {
            self.line(n)
        };
        out.push_str(&format!("<path class=\"{class}\" d=\"{line}\"/>\n"));
    }

    /// A way from a node to itself, out at its right side.
    fn circle(&self, node: usize) -> String {
        let (x, y) = self.middle(node);
        let right = x + self.box_of(node).width / 2;
        let (out, up, down) = (right + LOOP + 8, y - 9, y + 9);
        format!("M{right} {up}C{out} {up} {out} {down} {right} {down}")
    }

    /// A way through its pieces: straight along each, bent between them.
    fn line(&self, n: usize) -> String {
        let path = self.layers.paths.get(n).map_or(&[][..], Vec::as_slice);
        let mut ends: Vec<(i64, i64)> = Vec::new();
        let first = path.first().map_or((0, 0), |piece| self.middle(*piece));
        let down = path
            .last()
            .is_some_and(|piece| self.middle(*piece).1 > first.1);
        for (at, piece) in path.iter().enumerate() {
            let (x, y) = self.middle(*piece);
            let known = self.layers.pieces.get(*piece);
            // A way that only passes stays clear of all that stands in the row.
            let height = match known {
                Some(known) if known.node.is_none() => self.places.heights.get(known.row).copied(),
                _ => Some(self.box_of(*piece).height),
            };
            let height = height.unwrap_or(0);
            let (enters, leaves) = if down {
                (y - height / 2, y + height / 2)
            } else {
                (y + height / 2, y - height / 2)
            };
            if at > 0 {
                ends.push((x, enters));
            }
            if at + 1 < path.len() {
                ends.push((x, leaves));
            }
        }
        let mut line = String::new();
        for (at, pair) in ends.windows(2).enumerate() {
            let [(ax, ay), (bx, by)] = *pair else {
                continue;
            };
            if at == 0 {
                line.push_str(&format!("M{ax} {ay}"));
            }
            // Every other step is along a piece.
            if at % 2 == 1 || ax == bx {
                line.push_str(&format!("L{bx} {by}"));
            } else {
                let half = (ay + by) / 2;
                line.push_str(&format!("C{ax} {half} {bx} {half} {bx} {by}"));
            }
        }
        line
    }

    /// What makes a call take a way, upon it or beside a loop.
    fn words(&self, n: usize, way: &Way, out: &mut String) {
        let size = words_size(way);
        if size.height == 0 {
            return;
        }
        let mut pieces = self.layers.pieces.iter().enumerate();
        let piece = pieces.find(|(_, piece)| piece.label == Some(n));
        let (x, y) = match piece {
            Some((piece, _)) => self.middle(piece),
            None => {
                let (x, y) = self.middle(way.from);
                (x + (self.box_of(way.from).width + size.width) / 2 + LOOP, y)
            }
        };
        let (left, top) = (x - size.width / 2, y - size.height / 2);
        let Size { width, height } = size;
        out.push_str(&format!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
        ));
        for (row, label) in way.labels.iter().enumerate() {
            let base = top + i64::try_from(row).unwrap_or(0) * LINE + 12;
            let label = escaped(label);
            out.push_str(&format!(
                "<text class=\"label\" x=\"{x}\" y=\"{base}\">{label}</text>"
            ));
        }
        out.push('\n');
    }
}

/// A text within an element.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no place for these two.
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            sign => out.push(sign),
        }
    }
    out
}
