#!/usr/bin/env bash
# Formatting, lints and the rules of the house; what may be linked, where cargo-deny is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/toolchain.sh
source scripts/toolchain.sh

cargo fmt --all --check
cargo clippy --workspace --all-targets --locked -- -D warnings
cargo test -p tidy --locked
if command -v cargo-deny >/dev/null; then
    # Advisories are fetched; without a network the rest is still checked.
    cargo deny check bans licenses sources
    cargo deny check advisories || echo "cargo deny: the advisories could not be checked or are not clean" >&2
else
    echo "cargo-deny is not installed: bans and sources were not checked (cargo install cargo-deny)" >&2
fi
