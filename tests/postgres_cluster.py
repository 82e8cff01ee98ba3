"""A PostgreSQL server of our own for the tests: made in a temporary folder, in memory where that has room,
and gone with the test process. A disk may take a third of a second to copy a database, memory a hundredth.

It answers on a socket in that folder only and keeps nothing at a power cut. The locale is C, the
barest there is, so that what passes here does not lean on the letters and orders of one machine.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

_START_SECONDS = 60
_HAS_STRATEGIES = 150_000
_MEMORY = Path("/dev/shm")
_ENOUGH_BYTES = 1 << 30
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "max_wal_size": "64MB",
    "autovacuum": "off",
    "jit": "off",
}

_CLUSTER_OPTIONS = (
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
    "--no-instructions",
)

_WATCHER = """
read -r _  # ends when the test process does, however it does
kill -QUIT "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 250 ]; do
    sleep 0.02
    tries=$((tries + 1))
done
rm -rf -- "$2"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running server: its folder, its process, and the process that ends it."""

    folder: Path
    server: subprocess.Popen[bytes]
    watcher: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}"


def start_cluster() -> Cluster:
    """Make a cluster and start its server. Raises RuntimeError with the way out where that cannot be."""
    programs = find_programs()
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="keepwarm-pg-", dir=_memory()))
    try:
        if user is not None:
            shutil.chown(folder, user)
        _make(programs, folder, user)
        return _start(programs, folder, user)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def stop_cluster(cluster: Cluster) -> None:
    """End the server at once and remove its folder."""
    if cluster.watcher.stdin is not None:
        cluster.watcher.stdin.close()
    cluster.server.wait()
    cluster.watcher.wait()


def create_database(cluster: Cluster, *, template: str = "template0") -> str:
    """A fresh database, the same as `template`; its name. Its files are copied, the quicker way here."""
    name = f"book_{secrets.token_hex(6)}"
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        copied = " STRATEGY FILE_COPY" if connection.info.server_version >= _HAS_STRATEGIES else ""
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}{copied}".encode())
    return name


def drop_database(cluster: Cluster, name: str) -> None:
    """Remove a database, and whoever is still connected to it."""
    _run(cluster, f"DROP DATABASE {name} WITH (FORCE)")


def find_programs() -> Path:
    """The folder with `initdb` and `postgres`, the newest if there are several.

    Raises RuntimeError where there is none.
    """
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    for folder in [*debian, *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError(
        "PostgreSQL is not here (no initdb in PATH or under /usr/lib/postgresql); "
        "install it with 'apt-get install postgresql', or run ./test, which does."
    )


def _memory() -> Path | None:
    """A folder that is memory and has room; None where there is none, and a disk has to do."""
    try:
        free = shutil.disk_usage(_MEMORY).free
    except OSError:
        return None
    return _MEMORY if free >= _ENOUGH_BYTES and os.access(_MEMORY, os.W_OK) else None


def _version(folder: Path) -> float:
    return float(folder.parent.name) if folder.parent.name.replace(".", "", 1).isdigit() else 0.0


def _unprivileged_user() -> str | None:
    """Whom to run the server as where we are root, which PostgreSQL refuses; None where we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' here.")


def _make(programs: Path, folder: Path, user: str | None) -> None:
    made = subprocess.run(
        [programs / "initdb", "--pgdata", folder / "data", *_CLUSTER_OPTIONS],
        user=user,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        raise RuntimeError(f"initdb could not make a cluster for the tests: {made.stderr.strip()}")


def _start(programs: Path, folder: Path, user: str | None) -> Cluster:
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    # A session of their own keeps Ctrl-C for the tests, which then end both in order.
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, *settings],
            user=user,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    watcher = subprocess.Popen(
        ["/bin/sh", "-c", _WATCHER, "watcher", str(server.pid), folder],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    cluster = Cluster(folder=folder, server=server, watcher=watcher)
    try:
        _wait_until_it_answers(cluster)
    except BaseException:
        stop_cluster(cluster)
        raise
    return cluster


def _wait_until_it_answers(cluster: Cluster) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(cluster.url("postgres")).close()
            return
        except psycopg.OperationalError as error:
            if cluster.server.poll() is not None or time.monotonic() > until:
                said = (cluster.folder / "server.log").read_text(errors="replace").strip()
                raise RuntimeError(f"PostgreSQL does not start for the tests: {said}") from error
            time.sleep(0.02)


def _run(cluster: Cluster, statement: str) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())
