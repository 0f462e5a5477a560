//! The lists and maps around a place, and how far each is indented.

/// So much deeper stands what belongs to a key or an item.
const STEP: usize = 2;

/// An item or a key that begins a line.
#[derive(Copy, Clone, Debug)]
pub struct Head {
    /// Its column in the file.
    pub column: usize,
    /// Whether it is an item.
    pub dash: bool,
}

/// The lists and maps around a place, from the outermost.
#[derive(Debug, Default)]
pub struct Frames(Vec<Frame>);

#[derive(Copy, Clone, Debug)]
struct Frame {
    head: Head,
    indent: usize,
}

/// Where a line comes to stand.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its indentation.
    pub indent: usize,
    /// Whether it is the first within what is around it.
    pub first: bool,
}

impl Frames {
    /// Goes to the list or map that an item or a key belongs to.
    pub fn enter(&mut self, head: Head) -> Place {
        self.0.truncate(self.around(head));
        let first = !self.0.last().is_some_and(|top| top.is_of(head));
        let indent = if first {
            self.below()
        } else {
            self.0.last().map_or(0, |top| top.indent)
        };
        if first {
            self.0.push(Frame { head, indent });
        }
        Place { indent, first }
    }

    /// Leaves them all.
    pub fn leave(&mut self) {
        self.0.clear();
    }

    /// The indentation of what belongs to the last key or item.
    pub fn below(&self) -> usize {
        self.0.last().map_or(0, |top| top.indent + STEP)
    }

    /// The column and the indentation of the list or map around a value.
    pub fn top(&self) -> Option<(usize, usize)> {
        self.0.last().map(|top| (top.head.column, top.indent))
    }

    /// Where a comment on a line of its own belongs: to what follows it, unless it stands deeper than that
    /// and something that deep precedes it.
    pub fn comment(&self, column: usize, next: Option<Head>, may_be_value: bool) -> Place {
        let kept = next.map_or(0, |head| self.around(head));
        let inner = self.0.get(kept..).unwrap_or_default();
        let outer = kept.checked_sub(1).and_then(|n| self.0.get(n));
        let begins = next.is_some_and(|head| !outer.is_some_and(|outer| outer.is_of(head)));
        let first = |indent| Place {
            indent,
            first: true,
        };
        if begins && inner.is_empty() {
            return first(self.below());
        }
        let deeper = |top: &Frame| column > top.head.column;
        if may_be_value && self.0.last().is_some_and(deeper) {
            return first(self.below());
        }
        let outermost = if begins { None } else { outer };
        let floor = outermost.map(|outer| outer.head.column);
        let holds = |it: &&Frame| {
            it.head.column <= column && floor.is_none_or(|floor| it.head.column > floor)
        };
        let holding = inner.iter().rev().find(holds).or(outermost);
        Place {
            indent: holding.map_or(0, |it| it.indent),
            first: false,
        }
    }

    /// How many of them remain around an item or a key.
    fn around(&self, head: Head) -> usize {
        let remains = |it: &Frame| {
            let column = it.head.column;
            column < head.column || (column == head.column && (head.dash || !it.head.dash))
        };
        self.0.iter().take_while(|it| remains(it)).count()
    }
}

impl Frame {
    /// Whether this is the list or the map of an item or a key.
    const fn is_of(&self, head: Head) -> bool {
        self.head.column == head.column && self.head.dash == head.dash
    }
}
