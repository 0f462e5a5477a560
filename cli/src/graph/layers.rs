//! Which points of a picture stand in which row, and in which order.

use super::Picture;

/// A piece of the picture that takes room: a node, or what a way is passed through.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its row. Nodes stand in even rows, the words of ways in odd ones.
    pub row: usize,
    /// The node; `None`: a bend of a way.
    pub node: Option<usize>,
    /// The way whose words stand here.
    pub label: Option<usize>,
    /// The pieces in the row above with which it is connected, and those in the row below.
    pub above: Vec<usize>,
    /// Those in the row below.
    pub below: Vec<usize>,
}

/// The pieces of a picture, and where they stand.
#[derive(Debug)]
pub struct Layers {
    /// All pieces; those of the nodes come first, by their index.
    pub pieces: Vec<Piece>,
    /// The pieces of each row, from the left.
    pub rows: Vec<Vec<usize>>,
    /// The pieces that each way passes, from its beginning; nothing of a way from a node to itself.
    pub paths: Vec<Vec<usize>>,
}

/// So often the rows are gone through for an order with fewer crossings.
const SWEEPS: usize = 12;

impl Layers {
    /// The rows of a picture.
    pub fn of(picture: &Picture) -> Layers {
        let back = back(picture);
        let ranks = ranks(picture, &back);
        let piece = |(node, rank): (usize, &usize)| Piece {
            row: 2 * rank,
            node: Some(node),
            label: None,
            above: Vec::new(),
            below: Vec::new(),
        };
        let mut layers = Layers {
            pieces: ranks.iter().enumerate().map(piece).collect(),
            rows: Vec::new(),
            paths: Vec::new(),
        };
        for (n, way) in picture.ways.iter().enumerate() {
            let back = back.get(n).copied().unwrap_or_default();
            let path = layers.path(n, way.from, way.to, back);
            layers.paths.push(path);
        }
        layers.fill();
        for sweep in 0..SWEEPS {
            layers.sweep(sweep % 2 == 0);
        }
        layers
    }

    fn row(&self, piece: usize) -> usize {
        self.pieces.get(piece).map_or(0, |piece| piece.row)
    }

    /// Lays a way through all rows between its ends; its words stand next to where it begins.
    fn path(&mut self, way: usize, from: usize, to: usize, back: bool) -> Vec<usize> {
        if from == to {
            return Vec::new();
        }
        let (upper, lower) = if back { (to, from) } else { (from, to) };
        let (first, last) = (self.row(upper) + 1, self.row(lower));
        let spoken = if back { last.saturating_sub(1) } else { first };
        let mut path = vec![upper];
        for row in first..last {
            path.push(self.pieces.len());
            self.pieces.push(Piece {
                row,
                node: None,
                label: (row == spoken).then_some(way),
                above: Vec::new(),
                below: Vec::new(),
            });
        }
        path.push(lower);
        for pair in path.windows(2) {
            if let [above, below] = *pair {
                self.connect(above, below);
            }
        }
        if back {
            path.reverse();
        }
        path
    }

    fn connect(&mut self, above: usize, below: usize) {
        if let Some(piece) = self.pieces.get_mut(above) {
            piece.below.push(below);
        }
        if let Some(piece) = self.pieces.get_mut(below) {
            piece.above.push(above);
        }
    }

    /// The first order: that in which the pieces came to be.
    fn fill(&mut self) {
        let rows = self.pieces.iter().map(|piece| piece.row + 1).max();
        self.rows = vec![Vec::new(); rows.unwrap_or(0)];
        for (n, piece) in self.pieces.iter().enumerate() {
            if let Some(row) = self.rows.get_mut(piece.row) {
                row.push(n);
            }
        }
    }

    /// Orders each row by where its neighbours stand, going down or up.
    fn sweep(&mut self, down: bool) {
        let count = self.rows.len();
        for step in 0..count {
            let row = if down { step } else { count - 1 - step };
            let next_to = if down {
                row.checked_sub(1)
            } else {
                Some(row + 1)
            };
            let next_to = next_to.and_then(|row| self.rows.get(row));
            let mut places = vec![0_usize; self.pieces.len()];
            for (place, piece) in next_to.into_iter().flatten().enumerate() {
                if let Some(known) = places.get_mut(*piece) {
                    *known = place;
                }
            }
            let Some(order) = self.rows.get(row) else {
                continue;
            };
            let middle = |(place, piece): (usize, &usize)| {
                let known = self.pieces.get(*piece);
                let near = known.map_or(&[][..], |it| if down { &it.above } else { &it.below });
                let places = near.iter().filter_map(|it| places.get(*it));
                // In thousandths, so that no order depends on how fractions are rounded.
                let middle = match near.len() {
                    0 => place * 1_000,
                    count => places.sum::<usize>() * 1_000 / count,
                };
                (middle, place, *piece)
            };
            let mut order: Vec<_> = order.iter().enumerate().map(middle).collect();
            order.sort_unstable();
            if let Some(row) = self.rows.get_mut(row) {
                *row = order.into_iter().map(|(_, _, piece)| piece).collect();
            }
        }
    }
}

/// Which ways lead back to a node from which they come.
fn back(picture: &Picture) -> Vec<bool> {
    let mut back = vec![false; picture.ways.len()];
    let leaving = leaving(picture);
    // Not met, open, done.
    let mut state = vec![0_u8; picture.nodes.len()];
    for root in 0..picture.nodes.len() {
        let mut open = vec![(root, 0)];
        if state.get(root).is_some_and(|it| *it > 0) {
            continue;
        }
        while let Some((node, at)) = open.pop() {
            set(&mut state, node, 1);
            let ways = leaving.get(node).map_or(&[][..], Vec::as_slice);
            let Some(way) = ways.get(at) else {
                set(&mut state, node, 2);
                continue;
            };
            open.push((node, at + 1));
            let to = picture.ways.get(*way).map_or(node, |way| way.to);
            match state.get(to) {
                Some(0) => open.push((to, 0)),
                Some(1) => set(&mut back, *way, true),
                _ => {}
            }
        }
    }
    back
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(known) = list.get_mut(at) {
        *known = value;
    }
}

/// The ways that leave each node.
fn leaving(picture: &Picture) -> Vec<Vec<usize>> {
    let mut leaving = vec![Vec::new(); picture.nodes.len()];
    for (n, way) in picture.ways.iter().enumerate() {
        if let Some(ways) = leaving.get_mut(way.from) {
            ways.push(n);
        }
    }
    leaving
}

/// How far down each node stands: below all that lead to it.
fn ranks(picture: &Picture, back: &[bool]) -> Vec<usize> {
    let forward = picture.ways.iter().zip(back);
    let forward = forward.filter(|(way, back)| !**back && way.from != way.to);
    let forward: Vec<_> = forward.map(|(way, _)| (way.from, way.to)).collect();
    let mut ranks = vec![0_usize; picture.nodes.len()];
    // The longest way has fewer steps than there are nodes.
    for _ in 0..picture.nodes.len() {
        let mut changed = false;
        for (from, to) in &forward {
            let least = ranks.get(*from).map_or(0, |rank| rank + 1);
            if ranks.get(*to).is_some_and(|rank| *rank < least) {
                set(&mut ranks, *to, least);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    ranks
}
