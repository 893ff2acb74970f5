# Sourced by scripts/test: what the distribution brings. Installed when missing and allowed.

install_packages() {
    local sudo=
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 1
        sudo='sudo -n'
    fi
    command -v apt-get >/dev/null || return 1
    echo "Installing $* …"
    # A fresh machine may still be updating itself; wait for it.
    quietly $sudo apt-get -q -o DPkg::Lock::Timeout=300 update &&
        quietly $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
            -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
}

need_node() {
    { command -v node && command -v npm; } >/dev/null || install_packages nodejs npm
}

install_modules() {
    cmp -s package-lock.json node_modules/.installed-lock && return
    echo 'Installing node_modules …'
    quietly npm ci --no-audit --no-fund && cp package-lock.json node_modules/.installed-lock
}

need_chromium() {
    { command -v chromium || command -v chromium-browser; } >/dev/null || install_packages chromium
}

find_postgres() {
    postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$postgres_bin" ] || postgres_bin=$(pg_config --bindir 2>/dev/null)
    [ -x "$postgres_bin/initdb" ]
}

need_postgres() {
    find_postgres || { install_packages postgresql && find_postgres; }
}

# PostgreSQL refuses to run as root.
unprivileged() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

postgres_data=
start_postgres() {
    postgres_data=$(mktemp -d /tmp/nape-postgres.XXXXXX)
    [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_data"
    postgres_port=$(.venv/bin/python -c \
        'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    unprivileged "$postgres_bin/initdb" -D "$postgres_data/cluster" -U nape --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$log" 2>&1 &&
        unprivileged "$postgres_bin/pg_ctl" -D "$postgres_data/cluster" -l "$postgres_data/log" -w \
            -o "-p $postgres_port -k $postgres_data -c listen_addresses=127.0.0.1 -c fsync=off" \
            -o '-c synchronous_commit=off -c full_page_writes=off' start >>"$log" 2>&1 ||
        { cat "$log" "$postgres_data/log"; return 1; }
}

stop_postgres() {
    [ -n "$postgres_data" ] || return 0
    unprivileged "$postgres_bin/pg_ctl" -D "$postgres_data/cluster" -m immediate stop >/dev/null 2>&1
    rm -rf "$postgres_data"
}
