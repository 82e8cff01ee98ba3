"""IMAP as it is written (RFC 3501, RFC 9051): the answers of a server, and the names of folders.

An answer comes as text cut at each literal, with the literals between: text, literal, text, literal, text.
"""

import binascii
import re
from collections.abc import Sequence
from typing import TypeAlias

Value: TypeAlias = "bytes | list[Value] | None"
"""An atom or a string, NIL, or a list of values."""

_TOKEN = re.compile(
    rb"""\s*(?:(?P<open>\()|(?P<close>\))
         |"(?P<quoted>(?:[^"\\]|\\.)*)"
         |(?P<atom>(?:[^\s()"\[]+|\[[^\]]*\])+))""",  # what stands in brackets belongs to BODY[...]
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_STATUS = re.compile(rb"(OK|NO|BAD|BYE|PREAUTH)\b ?(?:\[([^\]]*)\] ?)?(.*)", re.IGNORECASE | re.DOTALL)
_SHIFTED = re.compile(r"&([A-Za-z0-9+,]*)-")
_DEEPEST = 30
_MOST_DIGITS = 10


def read_values(pieces: Sequence[bytes]) -> list[Value]:
    """The values of one answer, in order. Raises ValueError where it is none."""
    whole: list[Value] = []
    open_lists = [whole]
    for number, piece in enumerate(pieces):
        if number % 2:
            open_lists[-1].append(piece)
        else:
            _read_text(piece, open_lists)
    if len(open_lists) > 1:
        raise ValueError("a list is not closed")
    return whole


def _read_text(text: bytes, open_lists: list[list[Value]]) -> None:
    at, text = 0, text.rstrip()
    while at < len(text):
        if (token := _TOKEN.match(text, at)) is None:
            raise ValueError("no value stands there")
        at = token.end()
        if token["open"]:
            if len(open_lists) > _DEEPEST:
                raise ValueError("the lists are too deep")
            inner: list[Value] = []
            open_lists[-1].append(inner)
            open_lists.append(inner)
        elif token["close"]:
            if len(open_lists) == 1:
                raise ValueError("a list is closed that was never begun")
            open_lists.pop()
        elif token["quoted"] is not None:
            open_lists[-1].append(_ESCAPED.sub(rb"\1", token["quoted"]))
        else:
            open_lists[-1].append(None if token["atom"].upper() == b"NIL" else token["atom"])


def read_status(text: bytes) -> tuple[str, str, str] | None:
    """The word, the code in brackets and the human words of a status; None for any other answer."""
    found = _STATUS.match(text)
    if found is None:
        return None
    word, code, words = ((part or b"").decode("utf-8", "replace") for part in found.groups())
    return word.upper(), code, words.strip()


def number_of(value: Value) -> int | None:
    """A number, or None for anything else."""
    if isinstance(value, bytes) and value.isdigit() and len(value) <= _MOST_DIGITS:
        return int(value)
    return None


def number_set(numbers: Sequence[int]) -> bytes:
    """Rising numbers as a command names them: 1:5,7,9:12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in runs).encode()


def quoted(text: bytes) -> bytes:
    """A string as a command holds it. Raises ValueError for what no quoted string can hold."""
    if not all(0x20 <= letter < 0x7F for letter in text):
        raise ValueError("it holds what a quoted string cannot")
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def folder_name(written: bytes) -> str:
    """The name of a folder as its owner reads it; what is no modified UTF-7 (RFC 3501, 5.1.3) stays."""
    return _SHIFTED.sub(_unshifted, written.decode("utf-8", "replace"))


def _unshifted(found: re.Match[str]) -> str:
    if not found[1]:
        return "&"
    try:
        letters = found[1].replace(",", "/").encode("ascii")
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)).decode("utf-16-be")
    except (ValueError, binascii.Error):
        return found[0]
