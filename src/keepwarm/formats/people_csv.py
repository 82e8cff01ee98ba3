"""The table of people that we write, for spreadsheets and for reading back: its columns, what is in them.

One row a person. What somebody has several of stands in numbered columns (`Phone 2`, `Phone 2 label`), as
many as the people need; what has no place, in a column of its own behind them (`Kept: Connected On`).
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from keepwarm.domain.details import Details
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.formats.vcard_text import tidy

OWN_ID = "Keepwarm id"
"""The title of the first column, by which the table is known."""

KEPT = "Kept: "
"""What stands before the title that a source gave to a column."""

FURTHER = f"{KEPT}further"
"""The last column: cells whose own columns would be too many, each behind its title, one to a line."""

WORDS = {
    HandleKind.EMAIL: "E-mail",
    HandleKind.PHONE: "Phone",
    HandleKind.CHAT: "Chat",
    HandleKind.PROFILE: "Profile",
    HandleKind.ADDRESS: "Address",
}
"""By what word the columns of a kind of handle are called."""

POSTAL_PARTS = ("PO box", "extended", "street", "city", "region", "code", "country")
"""The seven of `Postal`, in their order."""

NAMES = {
    "Name": "name",
    "Prefix": "prefix",
    "Given name": "given",
    "Middle name": "middle",
    "Family name": "family",
    "Suffix": "suffix",
    "Nickname": "nickname",
    "Phonetic name": "phonetic",
    "Organization": "organization",
    "Title": "title",
    "Note": "note",
}
"""The columns of texts, and the fields of a person that they hold."""

_FIRST = (
    OWN_ID, "Name", "Prefix", "Given name", "Middle name", "Family name", "Suffix", "Nickname",
    "Phonetic name", "Organization", "Title", "Birthday", "Standing", "Tags", "Note",
)  # fmt: skip
_ALWAYS = frozenset({OWN_ID, "Name", "Organization", "Title", "Birthday", "Standing", "Tags", "Note"})
_OF_A_HANDLE = ("", "label", "service", "preferred")
PARTS = {
    "E-mail": _OF_A_HANDLE,
    "Phone": _OF_A_HANDLE,
    "Chat": _OF_A_HANDLE,
    "Profile": _OF_A_HANDLE,
    "Address": (*_OF_A_HANDLE, *POSTAL_PARTS),
    "Date": ("", "label"),
    "Relation": ("", "kind", "label", "id"),
    "Role": ("organization", "department", "title", "began", "ended"),
}
"""What stands in numbered columns, and of what parts."""

NUMBERED = re.compile(rf"({'|'.join(PARTS)}) (\d{{1,6}})(?: (.+))?")

_MOST_KEPT = 300
_MOST_OF_A_KIND = 50
_LONGEST_TITLE = 100
_ESCAPED = re.compile(r"\\([\\;])")
_TAG = re.compile(r"(?:[^;\\]|\\.)+")
_RUNS = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
"""What begins a formula: the wide signs do in Japanese."""

Cells = dict[str, str]
"""A row: what says something, by the title of its column."""


def cells_of(
    uid: str, person: Person, handles: Sequence[Handle], details: Details, kept: Iterable[tuple[str, str]]
) -> Cells:
    """The row of a person; `kept` are further cells, each with the title that its source gave it."""
    cells = {OWN_ID: uid, "Standing": person.standing.value, "Tags": join_tags(details.tags)}
    cells |= {title: getattr(person, field) for title, field in NAMES.items()}
    cells["Birthday"] = str(person.birthday or "")
    cells |= dict(_handles(handles))
    for word, parts in _others(details):
        cells |= {_title(word, number, part): cell for number, part, cell in parts}
    cells |= _kept(kept)
    return {title: cell for title, cell in cells.items() if cell}


def _title(word: str, number: int, part: str) -> str:
    return f"{word} {number} {part}".rstrip()


def _handles(handles: Sequence[Handle]) -> Iterator[tuple[str, str]]:
    numbers = Counter[HandleKind]()
    for handle in handles:
        numbers[handle.kind] += 1
        said = (handle.value, handle.label, handle.service, "yes" if handle.preferred else "")
        postal = handle.postal.parts if handle.postal else ()
        parts = zip((*_OF_A_HANDLE, *POSTAL_PARTS), (*said, *postal), strict=False)
        for part, cell in parts:
            yield _title(WORDS[handle.kind], numbers[handle.kind], part), cell


def _others(details: Details) -> Iterator[tuple[str, Iterator[tuple[int, str, str]]]]:
    """Dates, relations and roles: for each the number, the part and what it says."""
    dates = [(str(one.on), one.label) for one in details.occasions]
    relations = [(one.name, one.kind.value, one.label, one.uid) for one in details.relations]
    roles = [
        (one.organization, one.department, one.title, str(one.began or ""), str(one.ended or ""))
        for one in details.roles
    ]
    for word, rows in (("Date", dates), ("Relation", relations), ("Role", roles)):
        yield (
            word,
            (
                (number, part, cell)
                for number, row in enumerate(rows, 1)
                for part, cell in zip(PARTS[word], row, strict=True)
            ),
        )


def _kept(kept: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Cells without a place; a title that comes again is numbered."""
    again = Counter[str]()
    for written, cell in kept:
        title = tidy(written.removeprefix(KEPT)) or "text"
        again[title] += 1
        yield f"{KEPT}{title}" + (f" ({again[title]})" if again[title] > 1 else ""), cell


class Columns:
    """The columns that rows need; told of each row, then asked."""

    def __init__(self) -> None:
        self._used = Counter[str](dict.fromkeys(_ALWAYS, 0))

    def need(self, cells: Cells) -> None:
        """Note what a row says."""
        self._used.update(cells.keys())

    def titles(self) -> list[str]:
        """The titles in their order; of kept ones those that are used most."""
        own = [title for title in self._used if not title.startswith(KEPT) and not _is_too_far(title)]
        kept = [title for title in self._used if title.startswith(KEPT) and len(title) <= _LONGEST_TITLE]
        most = sorted({*kept} - {FURTHER}, key=lambda title: (-self._used[title], title))[:_MOST_KEPT]
        has_further = len(own) + len(most) < len(self._used)
        return sorted(own, key=_place) + sorted(most) + [FURTHER] * has_further


def _is_too_far(title: str) -> bool:
    found = NUMBERED.fullmatch(title)
    return found is not None and int(found[2]) > _MOST_OF_A_KIND


def _place(title: str) -> tuple[int, ...]:
    if title in _FIRST:
        return (_FIRST.index(title),)
    found = NUMBERED.fullmatch(title)
    if found is None:
        raise AssertionError(f"{title!r} is no column of ours")
    word, number, part = found.groups(default="")
    return len(_FIRST) + list(PARTS).index(word), int(number), PARTS[word].index(part)


def header(titles: Sequence[str]) -> bytes:
    """The first row, behind a mark that makes spreadsheets read UTF-8."""
    return b"\xef\xbb\xbf" + _row(titles)


def record(titles: Sequence[str], cells: Cells) -> bytes:
    """The row of a person under these titles."""
    columns = set(titles)
    beside = [f"{title.removeprefix(KEPT)}: {cell}" for title, cell in cells.items() if title not in columns]
    further = "\n".join(filter(None, (cells.get(FURTHER, ""), *beside)))
    return _row([guarded(further if title == FURTHER else cells.get(title, "")) for title in titles])


def _row(cells: Sequence[str]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def guarded(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula: behind an apostrophe."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def join_tags(tags: Iterable[str]) -> str:
    """Tags in one cell."""
    return "; ".join(re.sub(r"[\\;]", r"\\\g<0>", tag) for tag in tags)


def split_tags(cell: str) -> list[str]:
    """The tags of such a cell."""
    return [_ESCAPED.sub(r"\1", tag).strip() for tag in _TAG.findall(cell) if tag.strip()]


def is_own_row(raw: bytes) -> bool:
    """Whether a row that was kept is one of this table."""
    return raw.startswith(OWN_ID.encode() + b",")


def further_cells(cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Of the cells of such a row those that are no words of ours about other cells."""
    for title, cell in cells:
        found = NUMBERED.fullmatch(title)
        about = found is not None and found[3] in ("label", "service", "preferred", "kind", "id")
        if title not in (OWN_ID, "Standing") and not about:
            yield title.removeprefix(KEPT), cell
