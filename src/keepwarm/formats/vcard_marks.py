"""Where a card begins and ends: the lines BEGIN:VCARD and END:VCARD, as programs write them."""

import re

# Some mail programs turn CRLF into CR CR LF: that is one line end, not two.
LINE_END = rb"(?:\r{0,2}\n|\r)"

MARK_REACH = 512
"""No mark, with all that is looked at in front of it and behind it, is longer than this."""

_LINE_END = re.compile(LINE_END)
_VCARD = rb"[ \t]{0,16}:[ \t]{0,16}VCARD"
_NEXT = rb"(?:BEGIN|END)[ \t]{0,16}:"
_MARK = re.compile(
    rb"(?:\xef\xbb\xbf)?(?P<agent>AGENT(?:;[^:\r\n]{0,100})?[ \t]{0,16}:[ \t]{0,16}(?=BEGIN))?"
    rb"(?P<word>BEGIN|END)" + _VCARD + rb"[ \t\x00\x1a]{0,64}(?=[\r\n]|\Z|" + _NEXT + rb")"
    rb"(?(agent)(?!" + LINE_END + rb"[ \t]))",
    re.IGNORECASE,
)

LAST_END = rb"(?i:END" + _VCARD + rb"\s{0,256}(?:\Z|" + _NEXT + rb"))"
"""An END:VCARD behind which nothing or the next mark stands."""


def find_mark(data: bytes, at: int) -> re.Match[bytes] | None:
    """The mark that the line at `at` is: `match["word"]` is BEGIN or END in any case.

    It is the whole line, or joined to the next mark on the same line (`END:VCARDBEGIN:VCARD`), or the
    value of an AGENT (vCard 2.1), and not one that is continued by a fold: that is text.
    """
    return _MARK.match(data, at)


def mark_end(data: bytes, mark: re.Match[bytes]) -> int:
    """Where the mark ends with the line end behind it, if one stands there."""
    behind = _LINE_END.match(data, mark.end())
    return mark.end() if behind is None else behind.end()
