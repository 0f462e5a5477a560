# shellcheck shell=bash
# Sourced, from the root of the repository. Builds the two programs and starts a daemon.

# Builds ccd and ccctl, and sets $ccd and $ccctl to their paths.
build() {
    # shellcheck source=scripts/toolchain.sh
    source scripts/toolchain.sh
    cargo build --locked -p ccd -p ccctl
    local target=${CARGO_TARGET_DIR:-target}
    ccd=$(realpath "$target/debug/ccd")
    ccctl=$(realpath "$target/debug/ccctl")
}

# Starts a daemon with the data directory $1 and waits until it takes calls. What follows goes to
# `ccd serve`. Sets $daemon to its pid and $sip and $http to its addresses, and tells ccctl of it.
start_daemon() {
    local data=$1 ready=$1/ready.json
    shift
    mkdir -p "$data"
    rm -f "$ready"
    "$ccd" serve --data "$data" --socket "$data/ccd.sock" "$@" >"$ready" 2>>"$data/ccd.log" &
    daemon=$!
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        ! grep -q '"ready":true' "$ready" 2>/dev/null || break
        kill -0 "$daemon" 2>/dev/null || break
        sleep 0.1
    done
    sip=$(field sip "$ready")
    http=$(field http "$ready")
    if [[ -z $sip ]]; then
        echo "the daemon did not start; its log ends with:" >&2
        tail -n 3 "$data/ccd.log" >&2
        return 1
    fi
    export CCCTL_DAEMON=unix:$data/ccd.sock CCCTL_SIP=$sip
}

# The value of the string $1 in the JSON of the file $2, where it stands first.
field() {
    sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$2" | head -n 1
}
