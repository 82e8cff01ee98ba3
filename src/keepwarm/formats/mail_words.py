"""The words of a mail header: bytes to clean text, with encoded words put back into letters (RFC 2047).

Nothing here raises: an encoding that lies falls back on UTF-8 and then on Windows-1252, and what is no
text at all becomes the replacement character. What comes out is one line without control characters,
so that it can be stored, shown and written into another header.
"""

import binascii
import codecs
import re

_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.{0,500}?)\?=")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")

_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
"""Codecs of Python that are no character sets of mail, some of them slow or noisy on hostile input."""

_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}
"""Charsets that mailers name when they mean a larger one."""


def text_of(value: bytes) -> str:
    """A header's value as one clean line; raw 8-bit text is UTF-8 (RFC 6532), else Windows-1252."""
    return clean(decode_words(raw_text(value)))


def raw_text(value: bytes) -> str:
    """The value as text with its encoded words still encoded, for what has to be parsed first."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def clean(text: str) -> str:
    """One line: each run of white space, control characters and lone surrogates becomes one space."""
    return _BLANKS.sub(" ", text).strip()


def decode_words(text: str) -> str:
    """Put encoded words back into letters.

    White space between two of them is not part of the text (RFC 2047, 6.2). Neighbours in the same
    charset are joined before they are decoded, because mailers cut in the middle of a letter.
    """
    if "=?" not in text:
        return text
    parts: list[str] = []
    run, charset, end = b"", "", 0
    for word in _ENCODED.finditer(text):
        between = text[end : word.start()]
        named = word[1].partition("*")[0].lower()
        if between.strip() or not end or named != charset:
            parts.append(_letters(run, charset))
            parts.append(between if between.strip() or not end else "")
            run = b""
        run, charset, end = run + _payload(word[2], word[3]), named, word.end()
    return "".join([*parts, _letters(run, charset), text[end:]])


def _payload(encoding: str, encoded: str) -> bytes:
    """The bytes of one encoded word; damaged Base64 gives what can be had of it."""
    if encoding in "qQ":
        return binascii.a2b_qp(encoded.encode("utf-8", "replace"), header=True)
    letters = _NOT_BASE64.sub("", encoded)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def _letters(data: bytes, charset: str) -> str:
    for codec in (_find_codec(charset), "utf-8"):
        try:
            return data.decode(codec)
        except (UnicodeError, LookupError):  # LookupError: codecs such as "hex", which give no text
            continue
    return data.decode("cp1252", "replace")


def _find_codec(charset: str) -> str:
    """Python's name for a charset; UTF-8 where it knows none."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):  # ValueError: a NUL or an odd letter in the name
        return "utf-8"
    return "utf-8" if name in _NO_CHARSETS else _WIDER.get(name, name)
