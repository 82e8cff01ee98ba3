"""The properties of a card of any version as rows, before they take the form of the version to write.

Text is UTF-8 with the escapes of 3.0 and 4.0, whatever it was encoded in. Media that stand in the card are
base64 with ENCODING=b, and MEDIATYPE where a data URI said it. Everything else is as the card has it.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote_to_bytes

from keepwarm.formats.vcard_head import Head, find_head
from keepwarm.formats.vcard_lines import Line, base64_text, lines, value_text, writes_old_folds
from keepwarm.formats.vcard_properties import MOST_LINES
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import components, escape, list_items, raw_components, unescape

MEDIA = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})

_LISTS = frozenset({"NICKNAME", "CATEGORIES"})
_LISTS_IN_PARTS = frozenset({"N", "ADR"})
_TEXTS = frozenset(
    {"FN", "TITLE", "ROLE", "NOTE", "LABEL", "MAILER", "PRODID", "SORT-STRING", "CLASS", "NAME", "UID", "TEL",
     "EMAIL", "X-ABLABEL", "X-ABADR", "X-ABRELATEDNAMES", "X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-MS-SPOUSE"}
)  # fmt: skip
# What its URI is, decides; the semicolons of `tel:` are its own.
_URI_IN_TEXT = re.compile(r"(?:tel|sips?|xmpp|mailto|data|https?|urn):", re.IGNORECASE)
_NEEDLESS_ESCAPE = re.compile(r"\\([:,;])")
_BARE_BASE64 = re.compile(r"[A-Za-z0-9+/]{60,}={0,2}")
_DATA = re.compile(r"data:([^;,]*)((?:;[^;,]*)*?)(;base64)?,(.*)", re.IGNORECASE | re.DOTALL)
_AGENT = re.compile(rb"\s*AGENT[^:\r\n]*:\s*", re.IGNORECASE)
_SILENT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_BREAK = re.compile(r"\r\n?")
_MARKS = ("BEGIN", "END")
_TRANSPORT = ("ENCODING", "CHARSET")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """A card inside the card: an AGENT of vCard 2.1."""

    raw: bytes


def source_rows(raw: bytes) -> Iterator[Row | Nested]:
    """The properties of the card itself in their order, each with all its bytes; no BEGIN, END, VERSION."""
    old = writes_old_folds(raw)
    begun = -1
    for line in lines(raw):
        if line.depth > 1:
            begun = line.start if begun < 0 else begun
            if line.head == "END" and line.depth == 2:
                yield Nested(raw=_AGENT.sub(b"", raw[begun : line.end], count=1))
                begun = -1
        elif line.head not in _MARKS:
            head = find_head(line.head)
            if head is not None and head.name != "VERSION" and not _introduces_a_card(raw, line, head):
                yield _row(raw, line, head, old=old)


def media_rows(raw: bytes, name: str) -> Iterator[Row]:
    """Of the card itself, the properties of this name that hold media, in base64 whatever they were in."""
    old = writes_old_folds(raw)
    for line in islice(lines(raw), MOST_LINES):
        head = find_head(line.head) if line.depth == 1 and line.head not in _MARKS else None
        if head is not None and head.name == name:
            row = _row(raw, line, head, old=old)
            if row.values("ENCODING"):
                yield row


def _introduces_a_card(raw: bytes, line: Line, head: Head) -> bool:
    return head.name == "AGENT" and not raw[max(line.value, line.start) : line.end].strip(b"\r\n\t :")


def _row(raw: bytes, line: Line, head: Head, *, old: bool) -> Row:
    name = line.head.partition(";")[0].strip().rpartition(".")[2].strip()
    params = tuple(_params(head))
    known = head.name in _TEXTS | _LISTS | _LISTS_IN_PARTS or head.name == "ORG"
    if head.base64 and not known:
        value = base64_text(raw, line, head)
        return _media(Row(name=name, group=head.group, params=params, value=value))
    value = value_text(raw, line, head, old_folds=old, longest=len(raw)).rstrip(
        "\r\n" if line.more < line.end else ""
    )
    if not head.quoted_printable:
        value = value.removesuffix("\n")
    row = Row(name=name, group=head.group, params=params, value=_escaped(head, value, old=old))
    # A data URI of another property (RELATED) is an address, not what was ENCODING=b.
    return _found_media(row) if row.key in MEDIA or row.key.startswith("X-") else row


def _params(head: Head) -> Iterator[tuple[str, str]]:
    """The parameters without those of transport; each TYPE word on its own."""
    for name, value in head.params:
        if name == "TYPE":
            yield from (("TYPE", word) for part in value.split(",") if (word := part.strip()))
        elif name == "VALUE":
            said = "uri" if value.lower() in ("url", "uri", "cid", "content-id") else value.lower()
            if said not in ("inline", "binary"):
                yield name, said
        elif name not in _TRANSPORT:
            yield name, value


def _escaped(head: Head, value: str, *, old: bool) -> str:
    """The value with the escapes of 3.0 and 4.0, in one line; what has no known form keeps its own."""
    value = _SILENT.sub("", _LINE_BREAK.sub("\n", value))
    if head.name in _LISTS_IN_PARTS:
        if old:  # a comma of 2.1 parts nothing
            return ";".join(map(escape, components(value)))
        return ";".join(map(_escaped_list, raw_components(value)))
    if head.name == "ORG":
        return ";".join(map(escape, components(value)))
    if head.name in _LISTS:
        return _escaped_list(value)
    if head.name in _TEXTS and not _URI_IN_TEXT.match(value.strip()):
        return escape(unescape(value))
    return (
        _NEEDLESS_ESCAPE.sub(r"\1", value).replace("\n", "\\n")
        if _is_uri(head, value)
        else value.replace("\n", "\\n")
    )


def _escaped_list(value: str) -> str:
    return ",".join(escape(unescape(item)) for item in list_items(value))


def _is_uri(head: Head, value: str) -> bool:
    return head.name == "URL" or _URI_IN_TEXT.match(value.strip()) is not None


def _found_media(row: Row) -> Row:
    """Media that stand in the value without ENCODING saying so."""
    if found := _DATA.fullmatch(row.value.strip()):
        coded = found[4] if found[3] else base64.b64encode(unquote_to_bytes(found[4])).decode()
        said = (("MEDIATYPE", found[1]),) if found[1] else ()
        return _media(row.without("VALUE", "MEDIATYPE").having(*said), "".join(coded.split()))
    if row.key in MEDIA:
        packed = "".join(row.value.replace("\\n", "").split())
        if _BARE_BASE64.fullmatch(packed):
            return _media(row, packed)
    return row


def _media(row: Row, value: str | None = None) -> Row:
    coded = row.value if value is None else value
    return Row(
        name=row.name,
        group=row.group,
        params=(("ENCODING", "b"), *row.without("VALUE").params),
        value=coded,
    )
