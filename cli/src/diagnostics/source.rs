//! A file as miette reads it, with columns counted in characters.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// A file and its text. Miette itself counts columns in bytes, which no editor does.
#[derive(Debug)]
pub struct NamedText {
    path: String,
    text: String,
}

impl NamedText {
    /// The file at `path`.
    pub fn new(path: &str, text: &str) -> NamedText {
        NamedText {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Characters before a byte in its line.
    fn column(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.chars().count()
    }
}

impl SourceCode for NamedText {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let read = self.text.read_span(span, before, after)?;
        // With lines before it, a span begins where a line begins.
        let column = if before == 0 {
            self.column(span.offset())
        } else {
            read.column()
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            read.data(),
            *read.span(),
            read.line(),
            column,
            read.line_count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_is_one_column() {
        let text = NamedText::new("a.yaml", "a: 1\nplay: 您好, next: x\n");
        let start = text.text.find("next").expect("there");
        let read = text.read_span(&(start, 4).into(), 0, 0).expect("in it");
        assert_eq!((read.line(), read.column()), (1, 10));
    }
}
