"""The properties of a card that a person page shows, gathered from its lines.

Two ways lead to the same result. A plain card (UTF-8, one property a line but for folds) is cut with
a few string operations; any other goes through the content lines. A test holds the two equal.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_charset import claims_utf8_or_western
from keepwarm.formats.vcard_handles import Form, clean_label, find_form
from keepwarm.formats.vcard_head import Head, find_head
from keepwarm.formats.vcard_known import DEPARTMENTS, MEMBERS, OCCASIONS, OWN_ROLE, RELATIONS
from keepwarm.formats.vcard_lines import lines, value_text, writes_old_folds
from keepwarm.formats.vcard_text import unescape

MOST_LINES = 10_000
"""Content lines of one card that are looked at for the view; all of them are kept."""

_HANDLE = "handle"
_PHONETIC = "phonetic"
_DETAIL = "detail"
_TEXTS = (
    "FN", "N", "ORG", "TITLE", "ROLE", "NICKNAME", "NOTE", "BDAY", "DEATHDATE", "UID", "X-ABUID", "KIND",
    "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS", "X-ABLABEL", "X-ANDROID-CUSTOM",
)  # fmt: skip
_PHONETICS = ("X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "SORT-STRING")
_DETAILS = ("CATEGORIES", OWN_ROLE, *DEPARTMENTS, *MEMBERS, *OCCASIONS, *RELATIONS)
_USES = {
    **{name: name for name in _TEXTS},
    "X-NICKNAME": "NICKNAME",
    **dict.fromkeys(_PHONETICS, _PHONETIC),
    **dict.fromkeys(_DETAILS, _DETAIL),
}
IRMC_NAME = "x-irmc-n"
"""The type of a SOUND that is the reading of a name, on Japanese telephones."""

SEVERAL_LINES = ("NOTE", "ADR")
"""Properties whose value goes on in lines that begin with no name of a property."""

_LARGEST_PLAIN = 256 * 1024
_LONGEST_KEPT = 200
_FOLD = re.compile("\n[ \t]")
# What else a line begins with makes it words of the line before.
_NAME_FIRST = re.compile(r"[A-Za-z0-9_\x80-\U0010ffff/+.-]+[ \t]*(?:;|\Z)")
_FOLDED_NAME = re.compile("\n[^\\s:;][^:;\n]*\n[ \t]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a line with this head is read.

    `use` is the key under which it is gathered: a property's name, "handle", "phonetic" (how the name
    sounds), "detail" (all that goes into `Details`), or empty for what no page shows. `plain` is false where
    more than the line's own text is needed.
    """

    head: Head
    use: str
    form: Form | None
    plain: bool


Gathered = dict[str, list[tuple[Reading, str]]]
"""By use, in the order of the card: how to read it, and the value with its escapes in place."""


def gather(raw: bytes) -> Gathered:
    """The properties of a card that are of use here; never raises."""
    found = gather_plain(raw)
    return gather_any(raw) if found is None else found


def gather_plain(raw: bytes) -> Gathered | None:
    """The same as `gather_any` for a plain card, ten times as fast; None where it is not plain."""
    rows = _plain_rows(raw)
    if rows is None:
        return None
    found: Gathered = {}
    for row in rows:
        front, colon, value = row.partition(":")
        reading = _find_reading(front)
        if reading is None or not colon:
            if row.strip():
                return None
        elif not reading.plain:
            return None
        elif reading.use:
            if reading.use in found:
                found[reading.use].append((reading, value))
            else:
                found[reading.use] = [(reading, value)]
    return found


def gather_any(raw: bytes) -> Gathered:
    """The properties of any card, by its content lines; those of nested cards are left out."""
    found: Gathered = {}
    old_folds: bool | None = None
    for line in islice(lines(raw), MOST_LINES):
        reading = _find_reading(line.head) if line.head and line.depth == 1 else None
        if reading is None or not reading.use:
            continue
        if old_folds is None:
            old_folds = writes_old_folds(raw)
        whole = reading.head.name in SEVERAL_LINES
        value = value_text(raw, line, reading.head, old_folds=old_folds, whole=whole)
        found.setdefault(reading.use, []).append((reading, value))
    return found


def first_text(found: Gathered, name: str) -> str:
    """The first value of a property that says something, in one line."""
    for _, value in found.get(name, ()):
        if text := short(unescape(value)):
            return text
    return ""


def group_labels(found: Gathered) -> dict[str, str]:
    """The label of each group that has one."""
    return {
        reading.head.group: label
        for reading, value in found.get("X-ABLABEL", ())
        if reading.head.group and (label := clean_label(value))
    }


def _plain_rows(raw: bytes) -> list[str] | None:
    """The lines between BEGIN and END, unfolded; None where one could not tell them this simply."""
    if len(raw) > _LARGEST_PLAIN:
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        return None
    if "\n " in text or "\n\t" in text:
        if "2.1" in text or _FOLDED_NAME.search(text):
            return None
        text = _FOLD.sub("", text)
    rows = text.split("\n")
    if rows[-1] == "":
        rows.pop()
    if len(rows) > MOST_LINES or len(rows) < 2 or rows[0] != "BEGIN:VCARD" or rows[-1] != "END:VCARD":
        return None
    return rows[1:-1]


def _find_reading(front: str) -> Reading | None:
    return _kept_reading(front) if len(front) <= _LONGEST_KEPT else _reading(front)


@lru_cache(maxsize=4096)
def _kept_reading(front: str) -> Reading | None:
    return _reading(front)


def _reading(front: str) -> Reading | None:
    head = find_head(front)
    if head is None:
        return None
    form = find_form(head)
    use = _HANDLE if form is not None else _USES.get(head.name, "")
    if head.name == "SOUND" and IRMC_NAME in head.types():
        use = _PHONETIC
    return Reading(head=head, use=use, form=form, plain=_is_plain(front, head, use))


def _is_plain(front: str, head: Head, use: str) -> bool:
    """Whether the text behind the colon is the value: nothing encoded, no colon in quotes, no card."""
    if head.name in ("BEGIN", "END", "AGENT") or front.count('"') % 2 or head.quoted_printable:
        return False
    if _NAME_FIRST.match(front) is None:
        return False
    return not use or (not head.base64 and claims_utf8_or_western(head.charset))
