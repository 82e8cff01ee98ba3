"""A card laid out for an edit: its lines, what each says, and in which hand the card is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.formats.vcard_handles import Form, clean_label, find_form, find_handle
from keepwarm.formats.vcard_head import Head, find_head
from keepwarm.formats.vcard_lines import Line, lines, value_text, writes_old_folds
from keepwarm.formats.vcard_marks import LINE_END
from keepwarm.formats.vcard_properties import MOST_LINES, SEVERAL_LINES
from keepwarm.formats.vcard_rows import AnyVersion

HandleKey = tuple[HandleKind, str, str]
"""What makes two handles of a card the same one: kind, service, value in lower case."""

_LAST_LINE_END = re.compile(LINE_END + rb"\Z")
_ANY_LINE_END = re.compile(LINE_END)
_ITEM = re.compile(rb"\bitem(\d{1,6})\.", re.IGNORECASE)
_CUT_OFF = re.compile(rb"=[ \t]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A property of the card itself: `at` counts its content lines; escapes in `value` are in place."""

    at: int
    line: Line
    head: Head
    value: str
    form: Form | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A card to be edited.

    `charset` is empty where the card is UTF-8, and what its bytes are read as where it is not. `ending` is
    the first line end of the card.
    """

    raw: bytes
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    version: AnyVersion
    charset: str
    ending: bytes
    labels: Mapping[str, tuple[Entry, ...]]

    def named(self, *names: str) -> list[Entry]:
        """The properties of these names, in the order of the card."""
        return [entry for entry in self.entries if entry.head.name in names]

    def written(self, at: int) -> bytes:
        """A content line as it stands."""
        return self.raw[self.lines[at].start : self.lines[at].end]

    def ending_of(self, at: int) -> bytes:
        """The line end of a content line; the card's where it has none."""
        found = _LAST_LINE_END.search(self.written(at))
        return self.ending if found is None else found[0]


def lay_out(raw: bytes) -> Sheet:
    """Take a card apart; the same lines count as for `read_card`."""
    found = tuple(lines(raw))
    entries = tuple(_entries(raw, found[:MOST_LINES]))
    ending = _ANY_LINE_END.search(raw)
    return Sheet(
        raw=raw,
        lines=found,
        entries=entries,
        version=_version(entries),
        charset="" if _is_utf8(raw) else "cp1252",
        ending=b"\r\n" if ending is None else ending[0],
        labels=_labels(entries),
    )


def patched(sheet: Sheet, changed: Mapping[int, bytes], after: Mapping[int, bytes]) -> bytes:
    """The card with some content lines changed, and others written behind some."""
    pieces: list[bytes] = []
    for at in range(len(sheet.lines)):
        pieces.append(changed.get(at, sheet.written(at)))
        if at in after:
            pieces.append(after[at])
    return b"".join(pieces)


def handle_of(sheet: Sheet, entry: Entry) -> Handle | None:
    """The handle of a line, with the label of its group, as the view shows it."""
    if entry.form is None:
        return None
    return find_handle(entry.form, entry.value, label=group_label(sheet, entry.head.group))


def key_of(handle: Handle) -> HandleKey:
    """What the view tells this handle from others by."""
    return handle.kind, handle.service, handle.value.lower()


def group_label(sheet: Sheet, group: str) -> str:
    """The last label of a group that says something."""
    said = [clean_label(entry.value) for entry in label_lines(sheet, group)]
    return next(filter(None, reversed(said)), "")


def label_lines(sheet: Sheet, group: str) -> tuple[Entry, ...]:
    """The lines that label a group."""
    return sheet.labels.get(group, ()) if group else ()


def new_group(sheet: Sheet) -> str:
    """A name that no group of the card has, in the manner of address books."""
    return f"item{max((int(number) for number in _ITEM.findall(sheet.raw)), default=0) + 1}"


def place_for(sheet: Sheet, *names: str) -> int | None:
    """The content line behind which a new one may stand: the last of these names, else of any.

    Not behind an AGENT, which its card must follow, nor behind quoted-printable that was cut off in a
    soft break and would swallow the next line. None where the card has no such line.
    """
    fit = [entry for entry in sheet.entries if entry.head.name != "AGENT" and not _is_open(sheet, entry)]
    alike = [entry.at for entry in fit if entry.head.name in names]
    return max(alike or [entry.at for entry in fit], default=None)


def put_in(sheet: Sheet, at: int | None, written: bytes) -> bytes:
    """The card with new lines behind a content line; without one, before its END or at its end."""
    if at is not None:
        apart = b"" if _LAST_LINE_END.search(sheet.written(at)) else sheet.ending
        return patched(sheet, {}, {at: apart + written})
    ends = [line.start for line in sheet.lines if line.head == "END" and line.depth == 1]
    place = ends[-1] if ends else len(sheet.raw)
    before = sheet.raw[:place]
    apart = sheet.ending if before and not _LAST_LINE_END.search(before) else b""
    return before + apart + written + sheet.raw[place:]


def _labels(entries: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.head.name == "X-ABLABEL":
            found.setdefault(entry.head.group, []).append(entry)
    return {group: tuple(lines) for group, lines in found.items()}


def _is_open(sheet: Sheet, entry: Entry) -> bool:
    text = sheet.written(entry.at).rstrip(b"\r\n")
    return entry.head.quoted_printable and _CUT_OFF.search(text[-90:]) is not None


def _entries(raw: bytes, found: tuple[Line, ...]) -> Iterator[Entry]:
    old_folds = writes_old_folds(raw)
    for at, line in enumerate(found):
        head = find_head(line.head) if line.depth == 1 and line.head not in ("BEGIN", "END") else None
        if head is None:
            continue
        whole = head.name in SEVERAL_LINES
        value = value_text(raw, line, head, old_folds=old_folds, whole=whole)
        yield Entry(at=at, line=line, head=head, value=value, form=find_form(head))


def _version(entries: tuple[Entry, ...]) -> AnyVersion:
    """What the card says; 3.0, which all programs read, where it says nothing that there is."""
    for entry in entries:
        if entry.head.name == "VERSION":
            said = entry.value.strip()
            return "2.1" if said == "2.1" else "4.0" if said == "4.0" else "3.0"
    return "3.0"


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
