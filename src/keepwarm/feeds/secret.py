"""A password or a token that a command of the owner's prints: asked for when needed, and never kept.

A command comes with the book, and a book may come from elsewhere. So that no archive of somebody else runs a
program here, only what was given on this machine is run; the digests lie in the user's own settings.
"""

import hashlib
import json
import os
import shlex
import subprocess
from pathlib import Path

from keepwarm.domain.errors import Unavailable

_SECONDS = 120.0
"""How long a command may take: it may ask its owner for something first."""

_LONGEST = 16_384


def allow(command: tuple[str, ...]) -> None:
    """Note that the owner gave this command here. Raises Unavailable where that cannot be noted."""
    if is_allowed(command):
        return
    place = _place()
    try:
        place.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        with os.fdopen(os.open(place, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "w") as file:
            file.write(_digest(command) + "\n")
    except OSError as error:
        raise Unavailable(f"{place} cannot be written ({error.strerror}); nothing was changed.") from error


def is_allowed(command: tuple[str, ...]) -> bool:
    """Whether a command was given on this machine, by this user; that there is none needs no leave."""
    try:
        return not command or _digest(command) in _place().read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return False


def ask(name: str, command: tuple[str, ...]) -> str:
    """The first line that the command of a feed prints; empty where it has none. No shell reads its words.

    Raises Unavailable with what the command said, but never with what it printed.
    """
    if not command:
        return ""
    if not is_allowed(command):
        raise Unavailable(
            f"The command of {name} was not given on this machine: {shlex.join(command)}. "
            f"If it is yours: keepwarm feed allow {shlex.quote(name)}"
        )
    done = _run(command)
    if done.returncode:
        raise _problem(command, f"ended with {done.returncode}{_last_words(done.stderr)}")
    line = done.stdout[:_LONGEST].partition(b"\n")[0].rstrip(b"\r")
    try:
        secret = line.decode()
    except UnicodeDecodeError as error:
        raise _problem(command, "prints no text") from error
    if not secret:
        raise _problem(command, "prints nothing on its first line")
    return secret


def _run(command: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 (the owner's own command, word by word)
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _problem(command, f"took longer than {_SECONDS:.0f} seconds") from error
    except (OSError, ValueError) as error:
        words = (
            error.strerror if isinstance(error, OSError) and error.strerror else "its words cannot be used"
        )
        raise _problem(command, f"does not start ({words})") from error


def _place() -> Path:
    """The file of digests, in the user's own settings (XDG)."""
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "keepwarm" / "allowed-commands"


def _digest(command: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps(command).encode()).hexdigest()


def _problem(command: tuple[str, ...], how: str) -> Unavailable:
    return Unavailable(f"The command {command[0]!r}, which is to print the secret, {how}; try it by itself.")


def _last_words(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return f" ({lines[-1].strip()[:200]})" if lines else ""
