# shellcheck shell=bash
# Sourced. Chooses a toolchain: the pinned one, or else one that is installed and not older.

pinned=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)

# Whether version $1 is at least $2.
at_least() {
    [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

choose_toolchain() {
    command -v cargo >/dev/null || {
        echo "cargo is missing: install Rust $pinned with rustup (https://rustup.rs)" >&2
        return 1
    }
    command -v rustup >/dev/null || return 0
    [[ -z ${RUSTUP_TOOLCHAIN:-} ]] || return 0
    local names name version
    names=$(rustup toolchain list | awk '{print $1}')
    ! grep -q "^$pinned" <<<"$names" || return 0
    for name in $(grep -v -e '^nightly' -e '^beta' <<<"$names"); do
        version=$(RUSTUP_TOOLCHAIN=$name rustc --version | awk '{print $2}')
        if at_least "$version" "$pinned"; then
            echo "Rust $pinned is not installed, $name ($version) is used" >&2
            export RUSTUP_TOOLCHAIN=$name
            return 0
        fi
    done
    # None will do: rustup fetches the pinned one at the first command.
}

choose_toolchain
