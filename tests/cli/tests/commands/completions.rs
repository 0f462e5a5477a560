//! `ccctl completions`

use std::path::Path;

use cli_tests::Ccctl;

/// The shells and their files in `completions/`.
const SHELLS: [(&str, &str); 6] = [
    ("bash", "ccctl.bash"),
    ("elvish", "ccctl.elv"),
    ("fish", "ccctl.fish"),
    ("nushell", "ccctl.nu"),
    ("powershell", "_ccctl.ps1"),
    ("zsh", "_ccctl"),
];

#[test]
fn the_files_are_what_ccctl_prints() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../completions");
    for (shell, file) in SHELLS {
        let line = format!("completions {shell}");
        let shown = Ccctl::new(&line).run();
        let script = shown
            .strip_prefix(&format!("$ ccctl {line}\n"))
            .expect("the command");
        let script = script.strip_suffix("--- exit 0\n").expect("a good end");
        let kept = std::fs::read_to_string(directory.join(file)).expect("a file");
        assert!(
            kept == script,
            "write it again: ccctl completions {shell} > completions/{file}"
        );
    }
}
