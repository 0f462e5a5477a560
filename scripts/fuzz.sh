#!/usr/bin/env bash
# Fuzzes each target for some seconds ($1, 20 if left out); fails if one could not be run or was broken.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/toolchain.sh
source scripts/toolchain.sh

scripts/install-deps.sh --fuzz
command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked
# The sanitizers and counters that cargo-fuzz asks for are in every compiler; a stable one gives them
# only to who says this.
export RUSTC_BOOTSTRAP=1
cd tests/fuzz/libfuzzer

targets=$(cargo fuzz list --fuzz-dir .)
failed=()
for target in $targets; do
    echo "== $target"
    mkdir -p "corpus/$target"
    cargo fuzz run --fuzz-dir . "$target" "corpus/$target" "../seeds/$target" -- \
        -max_total_time="${1:-20}" -max_len=65536 -timeout=5 -rss_limit_mb=1024 || failed+=("$target")
done
[[ ${#failed[@]} -eq 0 ]] || {
    echo "these targets could not be run or were broken: ${failed[*]}" >&2
    exit 1
}
