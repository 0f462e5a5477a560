//! What does not stand in code that runs, as against tests: shortcuts that end the process.

use crate::house::Source;

/// The shortcuts, put together so that this file does not have them itself. `expect` is left to clippy,
/// which knows a parser's own method of that name.
const SHORTCUTS: [&str; 3] = [
    concat!(".unwrap", "()"),
    concat!("unimplemented", "!("),
    concat!("todo", "!("),
];

/// Complains about each shortcut below a `src` and outside tests.
pub fn complaints(sources: &[Source]) -> Vec<String> {
    let tests = test_modules(sources);
    let mut complaints = Vec::new();
    for source in sources
        .iter()
        .filter(|it| it.is(".rs") && it.path.contains("src/"))
    {
        if tests.iter().any(|test| is_within(&source.path, test)) {
            continue;
        }
        for (n, line) in running_lines(&source.text) {
            for word in SHORTCUTS.iter().filter(|word| line.contains(**word)) {
                complaints.push(format!("{}:{n}: `{word}`", source.path));
            }
        }
    }
    complaints
}

/// The lines that are neither comments nor tests, with their numbers.
fn running_lines(text: &str) -> Vec<(usize, &str)> {
    let mut running = Vec::new();
    // The indentation of an item under `#[cfg(test)]`, until its closing brace.
    let mut skipped: Option<usize> = None;
    let mut attribute = false;
    for (n, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let code = line.trim();
        if let Some(depth) = skipped {
            if indent == depth && code.starts_with('}') {
                skipped = None;
            }
        } else if code.starts_with("#[cfg(test)]") {
            attribute = true;
        } else if attribute {
            if code.ends_with('{') {
                skipped = Some(indent);
            }
            attribute = code.starts_with("#[");
        } else if !code.starts_with("//") {
            running.push((n + 1, line));
        }
    }
    running
}

/// The paths, without ending, of modules that are declared under `#[cfg(test)]`.
fn test_modules(sources: &[Source]) -> Vec<String> {
    let mut modules = Vec::new();
    for source in sources.iter().filter(|source| source.is(".rs")) {
        let mut lines = source.text.lines().map(str::trim);
        while lines.any(|line| line == "#[cfg(test)]") {
            let name = lines.next().and_then(|line| {
                let line = line.trim_start_matches("pub(crate) ");
                line.strip_prefix("mod ")?.strip_suffix(';')
            });
            modules.extend(name.map(|name| format!("{}/{name}", home(&source.path))));
        }
    }
    modules
}

/// Where the modules lie that a file declares.
fn home(path: &str) -> &str {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    for root in ["/lib", "/main", "/mod"] {
        if let Some(directory) = stem.strip_suffix(root) {
            return directory;
        }
    }
    stem
}

fn is_within(path: &str, module: &str) -> bool {
    let rest = path.strip_prefix(module);
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortcut_in_running_code_is_told() {
        let bad = Source::new("a/src/lib.rs", "fn f() {\n    g().unwrap();\n}\n");
        assert_eq!(complaints(&[bad]), ["a/src/lib.rs:2: `.unwrap()`"]);
    }

    #[test]
    fn running_code_after_a_test_module_is_looked_at() {
        let text =
            "#[cfg(test)]\nmod tests {\n    fn t() { a.unwrap(); }\n}\nfn f() { b.unwrap(); }\n";
        let bad = Source::new("a/src/lib.rs", text);
        assert_eq!(complaints(&[bad]), ["a/src/lib.rs:5: `.unwrap()`"]);
    }

    #[test]
    fn tests_and_comments_may() {
        let declared = Source::new("a/src/lib.rs", "#[cfg(test)]\nmod tests;\n// x.unwrap()\n");
        let inside = Source::new("a/src/tests/deep.rs", "x.unwrap()\n");
        assert_eq!(complaints(&[declared, inside]), Vec::<String>::new());
    }
}
