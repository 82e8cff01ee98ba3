# Read by ./run and ./test after they have set $root: makes and repairs the environment in .venv.
# What is finished carries a stamp, so the next start costs nothing; what was interrupted is made anew.

venv=$root/.venv
log=$venv/keepwarm-install.log
unfinished=$venv/keepwarm-unfinished

# Some machines forbid compiled modules, which makes every start two to three times slower.
unset PYTHONDONTWRITEBYTECODE PYTHONHOME

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

# environment_for run|test: after it, .venv holds the packages for that purpose, as constraints.txt pins them.
environment_for() {
    stamp=$venv/keepwarm-$1.stamp
    wanted=$(fingerprint)
    if is_current; then return; fi
    if has_pip "$venv/bin/python"; then python=$venv/bin/python; else find_python; fi
    take_turns
    if is_current; then give_way; return; fi
    make_environment
    install_packages "$1"
    rm -f "$unfinished"
    for purpose in run "$1"; do printf '%s\n' "$wanted" >"$venv/keepwarm-$purpose.stamp"; done
    give_way
}

# What the environment depends on: where it stands, and what is to be installed how.
fingerprint() {
    printf '%s ' "$root"
    cat "$root/pyproject.toml" "$root/constraints.txt" "$root/.ci/environment.sh" | cksum
}

is_current() {
    [ -x "$venv/bin/python" ] && [ ! -e "$unfinished" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]
}

# Two starts at once must not install into each other; the lock ends with this process, however it ends.
take_turns() {
    exec 9<"$root/pyproject.toml"
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' 2>/dev/null || :  # some network disks know no locks
}

give_way() { exec 9<&-; }

# Sets $python to the first Python that is new enough and can make environments.
find_python() {
    found_old='' found_bare=''
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        case $version in
            [12].*|3.[0-9]|3.10) found_old=${found_old:-$version}; continue ;;
        esac
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            python=$candidate
            return
        fi
        found_bare=${found_bare:-$version}
    done
    if [ -n "$found_bare" ]; then
        stop "Python $found_bare is here but cannot make environments; on Debian or Ubuntu install the rest of it with" \
            "'apt-get install python3-venv' (or python$found_bare-venv) and run this again."
    elif [ -n "$found_old" ]; then
        stop "Keepwarm needs Python 3.11 or newer; here is only Python $found_old. Install a newer one beside it and run this again."
    fi
    stop "Keepwarm needs Python 3.11 or newer, and there is none here under the name python3. Install it and run this again."
}

# An environment is usable when its Python still runs, is new enough and has its pip.
has_pip() { "$1" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# A pip that was interrupted leaves packages that look installed and are not, so nothing of it is kept.
make_environment() {
    if [ ! -e "$unfinished" ] && has_pip "$venv/bin/python"; then
        : >"$unfinished"
        return
    fi
    case $python in "$venv"/*) find_python ;; esac
    say "Making the environment $venv"
    # Its programs go first: what is left of an interrupted removal is no environment.
    rm -rf "$venv/bin" "$venv" 2>/dev/null || stop "$venv cannot be removed; it belongs to somebody else, or is in use. Delete it and run this again."
    mkdir "$venv" || stop "$root cannot be written; move the folder to where you may write, or check its rights."
    : >"$unfinished"
    "$python" -m venv "$venv" >"$log" 2>&1 || {
        tail -n 5 "$log" >&2
        stop "The environment could not be made; the reason is above, in Python's words. On Debian or Ubuntu, 'apt-get install python3-venv' may be missing."
    }
}

install_packages() {
    say "Installing the packages (once; a minute or two of downloads)"
    set -- "$1" -e "$root"
    if [ "$1" = test ]; then
        test_group >"$venv/keepwarm-test-group.txt"
        set -- "$@" -r "$venv/keepwarm-test-group.txt"
    fi
    shift
    "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --compile \
        -c "$root/constraints.txt" "$@" >"$log" 2>&1 || explain_pip
    "$venv/bin/python" -m compileall -q "$root/src" >/dev/null || :  # a read-only source tree is served all the same
}

# The test group of pyproject.toml, one requirement a line; the pip of an older Python cannot read groups.
test_group() {
    "$venv/bin/python" -c '
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    print("\n".join(tomllib.load(file)["dependency-groups"]["test"]))
' "$root/pyproject.toml"
}

# An index that does not answer shows in pip's words as a package of which there is no version at all.
explain_pip() {
    if grep -qE 'from versions: none|NewConnection|NameResolution|[Tt]imed out|Timeout|ProxyError|SSLError|Connection(Reset|Refused)' "$log"; then
        stop "The packages could not be downloaded: the package index does not answer from here. Check the network and run this again."
    elif grep -q 'No space left' "$log"; then
        stop "The disk that holds $venv is full. Free about 300 MB and run this again."
    fi
    grep -E 'ERROR|error:' "$log" >&2 || tail -n 5 "$log" >&2
    stop "pip could not install the packages; its reason is above, all of its words in $log. Put it right and run this again."
}
