//! A text compiles, or there are problems, each at a place that is in the text, and mends of what is there.
use lang::{NoFiles, Source, compile};

/// Reads centers.
pub fn run(bytes: &[u8]) {
    let sources = [Source {
        path: "center.yaml".to_owned(),
        text: bytes.to_vec(),
    }];
    match compile(&sources, &NoFiles) {
        Ok(compiled) => {
            let text = lang::emit::to_yaml(&compiled.config).into_bytes();
            let again = [Source {
                path: "center.yaml".to_owned(),
                text,
            }];
            let again = compile(&again, &NoFiles).expect("what was written out compiles");
            assert_eq!(again.config, compiled.config);
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for label in problems.iter().flat_map(|problem| &problem.labels) {
                assert!(label.span.start + label.span.len <= bytes.len());
            }
            for mend in problems.iter().filter_map(|problem| problem.mend.as_ref()) {
                let span = mend.span.start..mend.span.start + mend.span.len;
                assert_eq!(bytes.get(span), Some(mend.written.as_bytes()));
            }
        }
    }
}
