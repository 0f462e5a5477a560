#!/usr/bin/env bash
# Runs everything: formatting, lints, build, all tests. Continuous integration runs the same.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/toolchain.sh
source scripts/toolchain.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=()

step() {
    local name=$1
    shift
    echo "== $name: $*"
    "$@" || failed+=("$name")
}

step format cargo fmt --all --check
step lint cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
# The tests of the command line and of real peers run these programs.
step build cargo build --workspace --bins --locked
programs=$(realpath "${CARGO_TARGET_DIR:-target}")/debug
export CCD_BIN=$programs/ccd CCCTL_BIN=$programs/ccctl

echo "== test: cargo test --workspace"
cargo test --workspace --locked --no-fail-fast 2>&1 | tee "$log" || failed+=(test)

# The result of every suite in one line, in the words of cargo test.
awk -v others="${failed[*]:-}" '
    /^test result:/ { suites++; passed += $4; failed += $6; ignored += $8 }
    END {
        result = (failed || others != "") ? "FAILED" : "ok"
        if (others != "") printf "steps that failed: %s\n", others
        printf "test result: %s. %d passed; %d failed; %d ignored; in %d suites\n",
            result, passed, failed, ignored, suites
    }' "$log"
[[ ${#failed[@]} -eq 0 ]]
