//! Where on the sheet each piece of a picture stands, in whole pixels.

use super::layers::Layers;

/// So much room is between two pieces of a row.
const APART: i64 = 22;
/// So often pieces are drawn to their neighbours.
const SWEEPS: usize = 16;

/// The room that a piece takes.
#[derive(Copy, Clone, Debug, Default)]
pub struct Size {
    /// Across.
    pub width: i64,
    /// Down.
    pub height: i64,
}

/// Where the pieces stand.
#[derive(Debug)]
pub struct Places {
    /// The middle of each piece.
    pub middles: Vec<(i64, i64)>,
    /// The height of each row.
    pub heights: Vec<i64>,
    /// The size of the sheet.
    pub sheet: Size,
}

impl Places {
    /// Places pieces of these sizes, `margin` off the edges and with `gap` between rows.
    pub fn of(layers: &Layers, sizes: &[Size], margin: i64, gap: i64) -> Places {
        let xs = across(layers, sizes);
        let size = |piece: &usize| sizes.get(*piece).copied().unwrap_or_default();
        let mut middles = vec![(0, 0); layers.pieces.len()];
        let mut heights = Vec::with_capacity(layers.rows.len());
        let mut y = margin;
        for row in &layers.rows {
            let height = row.iter().map(|piece| size(piece).height).max();
            let height = height.unwrap_or(0);
            for piece in row {
                if let (Some(middle), Some(x)) = (middles.get_mut(*piece), xs.get(*piece)) {
                    *middle = (*x, y + height / 2);
                }
            }
            heights.push(height);
            y += height + gap;
        }
        let pieces = 0..layers.pieces.len();
        let edges = pieces
            .zip(&middles)
            .map(|(piece, (x, _))| (size(&piece).width / 2, *x));
        let left = edges.clone().map(|(half, x)| x - half).min().unwrap_or(0);
        let right = edges.map(|(half, x)| x + half).max().unwrap_or(0);
        for (x, _) in &mut middles {
            *x += margin - left;
        }
        let sheet = Size {
            width: right - left + 2 * margin,
            height: y - gap + margin,
        };
        Places {
            middles,
            heights,
            sheet,
        }
    }
}

/// The middles of all pieces across: each near its neighbours, none upon another.
fn across(layers: &Layers, sizes: &[Size]) -> Vec<i64> {
    let half = |piece: usize| sizes.get(piece).map_or(0, |size| size.width / 2);
    let mut xs = vec![0_i64; layers.pieces.len()];
    for sweep in 0..=SWEEPS {
        for step in 0..layers.rows.len() {
            let down = sweep % 2 == 0;
            let n = if down {
                step
            } else {
                layers.rows.len() - 1 - step
            };
            let Some(row) = layers.rows.get(n) else {
                continue;
            };
            let wished = row.iter().map(|piece| {
                let near = layers
                    .pieces
                    .get(*piece)
                    .map(|known| if down { &known.above } else { &known.below });
                let near = near.filter(|near| !near.is_empty() && sweep > 0 || down);
                let near = near.map_or(&[][..], Vec::as_slice);
                let places = near.iter().filter_map(|it| xs.get(*it));
                let count = i64::try_from(near.len()).unwrap_or(1);
                let here = xs.get(*piece).copied().unwrap_or(0);
                if count == 0 {
                    here
                } else {
                    places.sum::<i64>() / count
                }
            });
            let wished: Vec<i64> = wished.collect();
            let halves: Vec<i64> = row.iter().map(|piece| half(*piece)).collect();
            for (piece, x) in row.iter().zip(spread(&wished, &halves)) {
                if let Some(known) = xs.get_mut(*piece) {
                    *known = x;
                }
            }
        }
    }
    xs
}

/// Places side by side as near as can be to where each is wished: those that would overlap stand as a block
/// around the middle of their wishes.
fn spread(wished: &[i64], halves: &[i64]) -> Vec<i64> {
    struct Block {
        /// Where the first would stand if it were wished by all.
        sum: i64,
        count: i64,
        /// How far each is from the first.
        offsets: Vec<i64>,
        halves: (i64, i64),
    }
    impl Block {
        fn first(&self) -> i64 {
            self.sum / self.count.max(1)
        }
        fn end(&self) -> i64 {
            self.first() + self.offsets.last().copied().unwrap_or(0) + self.halves.1
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (wish, half) in wished.iter().zip(halves) {
        let mut block = Block {
            sum: *wish,
            count: 1,
            offsets: vec![0],
            halves: (*half, *half),
        };
        while let Some(before) =
            blocks.pop_if(|it| it.end() + APART > block.first() - block.halves.0)
        {
            let last = before.offsets.last().copied().unwrap_or(0);
            let shift = last + before.halves.1 + APART + block.halves.0;
            let offsets = block.offsets.iter().map(|offset| offset + shift);
            block = Block {
                sum: before.sum + block.sum - shift * block.count,
                count: before.count + block.count,
                offsets: before.offsets.iter().copied().chain(offsets).collect(),
                halves: (before.halves.0, block.halves.1),
            };
        }
        blocks.push(block);
    }
    let placed = blocks.iter().flat_map(|block| {
        let first = block.first();
        block.offsets.iter().map(move |offset| first + offset)
    });
    placed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_overlap_stands_side_by_side_around_its_wishes() {
        assert_eq!(spread(&[0, 100, 500], &[10, 10, 10]), [0, 100, 500]);
        assert_eq!(spread(&[0, 0], &[10, 10]), [-21, 21]);
        assert_eq!(spread(&[0, 0, 30], &[10, 10, 10]), [-32, 10, 52]);
    }
}
