"""From bytes to text: what a card claims of its character set, and what its bytes say."""

import codecs
from functools import lru_cache

# Single-byte western sets are claimed by habit: bytes that are UTF-8 beyond ASCII hardly ever mean them.
_CLAIMED_BY_HABIT = frozenset({"ascii", "iso8859-1", "iso8859-15", "cp1252", "latin_1"})
# Codecs of Python that are no character set of a file made of lines.
_NOT_FOR_LINES = ("utf-7", "utf-16", "utf-32", "idna", "punycode", "unicode", "raw-unicode", "undefined")
_WIDER = {"shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "big5": "cp950"}


def decode(value: bytes, charset: str) -> str:
    """Text of bytes that claim a character set, or none; never raises.

    A set that does not exist or does not fit counts as none; none is UTF-8, else Windows-1252.
    """
    if value.isascii() and b"\x1b" not in value:
        return value.decode("ascii")
    claimed = _codec(charset[:40]) if charset else ""
    for codec in (claimed, "utf-8"):
        if codec:
            try:
                return value.decode(codec)
            except UnicodeError:
                continue
    return _western(value)


def find_bytes(text: str, charset: str) -> bytes | None:
    """The bytes that read as this text under a claim, or under none (UTF-8); None where there are none."""
    try:
        encoded = text.encode(_codec(charset[:40]) or charset.strip() or "utf-8")
    except (LookupError, ValueError):
        return None
    return encoded if decode(encoded, charset) == text else None


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """The codec for a charset's name; empty where UTF-8 is to be tried first, or none is known."""
    try:
        info = codecs.lookup(charset.strip())
    except (LookupError, ValueError):
        return ""
    name = info.name
    if name in _CLAIMED_BY_HABIT or name.startswith(_NOT_FOR_LINES):
        return ""
    return _WIDER.get(name, name) if _keeps_ascii(name) else ""


def _keeps_ascii(codec: str) -> bool:
    """Whether ASCII reads as itself, as the lines around the value do; not so in EBCDIC or in `hex`."""
    try:
        return "a:;=".encode(codec) == b"a:;="
    except (LookupError, ValueError):
        return False


def _western(value: bytes) -> str:
    """Windows-1252, and Latin-1 for the five bytes that it leaves undefined."""
    try:
        return value.decode("cp1252")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def claims_utf8_or_western(charset: str) -> bool:
    """Whether valid UTF-8 is read as UTF-8 under this claim."""
    return not charset or _codec(charset[:40]) in ("", "utf-8")
