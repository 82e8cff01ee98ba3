"""A mail server of our own for the tests: Dovecot in a temporary folder, gone with the test process.

It answers on loopback only, on ports that were free, in the clear (with STARTTLS) and in TLS with a
certificate of an authority that was made for it. Every user exists, with the same password.
"""

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_START_SECONDS = 60
PASSWORD = "correct-horse"
HOST = "localhost"

_CONFIG = """
protocols = imap
listen = 127.0.0.1, 127.0.0.2
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/server.log
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_location = maildir:~/Maildir
mail_fsync = never
first_valid_uid = 1
disable_plaintext_auth = no
auth_mechanisms = plain
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
passdb {{
  driver = static
  args = password={{PLAIN}}{password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/homes/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Drafts {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Unwanted {{
    auto = create
    special_use = \\Junk
  }}
  mailbox Trash {{
    auto = create
    special_use = \\Trash
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""

_WATCHER = """
read -r _  # ends when the test process does, however it does
kill -TERM "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 250 ]; do
    sleep 0.02
    tries=$((tries + 1))
done
kill -KILL "-$1" 2>/dev/null
rm -rf -- "$2"
"""

_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dovecot:
    """A running server: its folder, its ports, its process, and the process that ends it."""

    folder: Path
    port: int
    tls_port: int
    owner: tuple[int, int]
    server: subprocess.Popen[bytes]
    watcher: subprocess.Popen[bytes]

    @property
    def authority(self) -> Path:
        """The certificate of the authority that vouches for the server."""
        return self.folder / "authority.pem"

    def deliver(self, user: str, *messages: bytes, folder: str = "", flags: str = "") -> None:
        """Lay messages into a folder of a user, the inbox where none is named."""
        home = self.folder / "homes" / user
        maildir = home / "Maildir" / (f".{folder}" if folder else "")
        for room in ("cur", "new", "tmp"):
            (maildir / room).mkdir(parents=True, exist_ok=True)
        for message in messages:
            file = maildir / "cur" / f"{next(_numbers):09d}.M1P1.test:2,{flags}"
            file.write_bytes(message)
            os.chown(file, *self.owner)
        for made in (home, home / "Maildir", maildir, *(maildir / room for room in ("cur", "new", "tmp"))):
            os.chown(made, *self.owner)

    def kill(self) -> None:
        """End it at once with all its processes, as a power cut would."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()


def start_dovecot() -> Dovecot:
    """Make a server and start it. Raises RuntimeError with the way out where that cannot be."""
    program = _find("dovecot", "dovecot-imapd")
    owner = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="keepwarm-imap-"))
    try:
        folder.chmod(0o755)
        (folder / "homes").mkdir()
        _make_certificates(folder)
        port, tls_port = _free_ports(2)
        config = _CONFIG.format(
            folder=folder,
            user=owner.pw_name,
            group=_group_of(owner),
            port=port,
            tls_port=tls_port,
            password=PASSWORD,
        )
        (folder / "dovecot.conf").write_text(config, encoding="utf-8")
        for path in (folder, *folder.iterdir()):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        return _start(program, folder, owner, port, tls_port)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def stop_dovecot(dovecot: Dovecot) -> None:
    """End the server and remove its folder."""
    if dovecot.watcher.stdin is not None:
        dovecot.watcher.stdin.close()
    dovecot.server.wait()
    dovecot.watcher.wait()


def _find(name: str, package: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise RuntimeError(
            f"Dovecot is not here; install it with 'apt-get install {package}', or run ./test, which does."
        )
    return found


def _unprivileged_user() -> pwd.struct_passwd:
    """Whom to run the server as: ourselves, and where we are root, somebody who may do little."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    for name in ("dovenull", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("Dovecot hands out no mail as root, and there is no user 'dovenull' or 'nobody' here.")


def _group_of(owner: pwd.struct_passwd) -> str:
    return grp.getgrgid(owner.pw_gid).gr_name


def _make_certificates(folder: Path) -> None:
    """An authority, and a certificate of it for this machine."""
    (folder / "names").write_text(
        "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n"
        "keyUsage=digitalSignature\nextendedKeyUsage=serverAuth\nauthorityKeyIdentifier=keyid\n"
    )
    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    authority = ("-addext", "keyUsage=critical,keyCertSign,cRLSign", "-days", "7300")
    _openssl(
        folder, "req", "-x509", *new_key, *authority, "-subj", "/CN=Authority of the tests",
        "-keyout", "authority.key", "-out", "authority.pem",
    )  # fmt: skip
    _openssl(folder, "req", *new_key, "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
    _openssl(
        folder, "x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key",
        "-set_serial", "1", "-days", "7300", "-extfile", "names", "-out", "server.pem",
    )  # fmt: skip


def _openssl(folder: Path, *words: str) -> None:
    made = subprocess.run(
        [_find("openssl", "openssl"), *words], cwd=folder, capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        raise RuntimeError(f"openssl could not make a certificate for the tests: {made.stderr.strip()}")


def _free_ports(number: int) -> Sequence[int]:
    places = [socket.socket() for _ in range(number)]
    for place in places:
        place.bind(("127.0.0.1", 0))
    ports = [place.getsockname()[1] for place in places]
    for place in places:
        place.close()
    return ports


def _start(program: str, folder: Path, owner: pwd.struct_passwd, port: int, tls_port: int) -> Dovecot:
    # A session of their own keeps Ctrl-C for the tests, which then end both in order.
    with (folder / "start.log").open("wb") as log:
        server = subprocess.Popen(
            [program, "-F", "-c", folder / "dovecot.conf"],
            user=owner.pw_name if os.geteuid() == 0 else None,
            group=owner.pw_gid if os.geteuid() == 0 else None,
            extra_groups=[] if os.geteuid() == 0 else None,
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
    dovecot = Dovecot(
        folder=folder,
        port=port,
        tls_port=tls_port,
        owner=(owner.pw_uid, owner.pw_gid),
        server=server,
        watcher=watcher,
    )
    try:
        _wait_until_it_answers(dovecot)
    except BaseException:
        stop_dovecot(dovecot)
        raise
    return dovecot


def _wait_until_it_answers(dovecot: Dovecot) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            with socket.create_connection(("127.0.0.1", dovecot.port), timeout=5) as connection:
                if connection.recv(4) == b"* OK":
                    return
        except OSError:
            pass  # not yet
        if dovecot.server.poll() is not None or time.monotonic() > until:
            logs = (dovecot.folder / name for name in ("start.log", "server.log"))
            said = " ".join(log.read_text(errors="replace") for log in logs if log.exists()).strip()
            raise RuntimeError(f"Dovecot does not start for the tests: {said[-2000:]}")
        time.sleep(0.02)
