#!/usr/bin/env bash
# Each fuzz target for some seconds ($1, 20 if left out).
set -euo pipefail
cd "$(dirname "$0")/../tests/fuzz"

if ! command -v cargo-fuzz >/dev/null; then
    echo "nothing was fuzzed: cargo-fuzz is not installed (cargo install cargo-fuzz)" >&2
    exit 0
fi
if ! command -v rustup >/dev/null || ! rustup toolchain list | grep -q '^nightly'; then
    echo "nothing was fuzzed: there is no nightly toolchain (rustup toolchain install nightly)" >&2
    exit 0
fi
for target in $(cargo +nightly fuzz list); do
    echo "== $target"
    mkdir -p "corpus/$target"
    cargo +nightly fuzz run "$target" "corpus/$target" "seeds/$target" -- \
        -max_total_time="${1:-20}" -max_len=65536 -timeout=5 -rss_limit_mb=1024
done
