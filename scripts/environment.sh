# Sourced by scripts/run, scripts/test and scripts/lock: a Python, the virtual environment, and
# what goes into it.

fail() { printf '%s\n' "$*" >&2; exit 1; }

# quietly PROGRAM…: shows what it said only when it failed. A stop of the script reaches it, so it
# must be a program and not a function, whose own children would live on.
child=
log=$(mktemp)
cleanup() { rm -f "$log"; }
trap cleanup EXIT
trap 'if [ -n "$child" ]; then kill "$child" 2>/dev/null; wait "$child"; fi; exit 143' TERM INT
quietly() {
    "$@" >"$log" 2>&1 & child=$!
    if wait "$child"; then child=; else child=; cat "$log" >&2; return 1; fi
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$name; return
        fi
    done
    fail 'Nape needs Python 3.11 or newer. On Debian and Ubuntu: apt install python3 python3-venv'
}

make_environment() {
    .venv/bin/python -c '' 2>/dev/null && return
    find_python
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "Nape needs Python's venv module. On Debian and Ubuntu: apt install python3-venv"
    echo 'Making the virtual environment .venv …'
    quietly "$python" -m venv --clear .venv || fail 'The virtual environment could not be made.'
}

install_uv() {
    [ -x .venv/bin/uv ] || install_file scripts/uv.txt
}

install_file() {
    if [ -x .venv/bin/uv ]; then
        quietly .venv/bin/uv pip install --python .venv/bin/python --require-hashes -r "$1" && return
        echo 'uv could not; trying pip.'
    fi
    .venv/bin/python -c 'import pip' 2>/dev/null || quietly .venv/bin/python -m ensurepip || return
    quietly .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$1"
}

# install NAME FILE…: only when the files have changed since they were installed as NAME.
install() {
    stamp=.venv/installed-$1; shift
    cat "$@" | cmp -s - "$stamp" && return
    echo "Installing $* …"
    for file in "$@"; do
        install_file "$file" || fail "What $file lists could not be installed."
    done
    cat "$@" >"$stamp"
}
