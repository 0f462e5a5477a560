#!/usr/bin/env bash
# Formatting, lints and the rules of the house; what may be linked.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/toolchain.sh
source scripts/toolchain.sh

cargo fmt --all --check
cargo clippy --workspace --all-targets --locked -- -D warnings
cargo test -p tidy --locked
command -v cargo-deny >/dev/null || cargo install cargo-deny --locked
cargo deny check bans licenses sources
# The advisories lie on a server of their own, which not every network lets through.
if cargo deny fetch db; then
    cargo deny check advisories
else
    echo "the advisories were not checked: their database cannot be fetched" >&2
fi
