"""Tables in CSV files: bytes to rows whose cells are found by the names of their columns.

What differs between the programs that write them is settled here: encoding, delimiter, words above the
header, the order, case and spaces of its names, quotes that never close. Files are streamed.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO, StringIO
from itertools import chain, count, islice
from pathlib import Path
from typing import BinaryIO, TextIO

from keepwarm.formats.vcard_text import tidy

LONGEST_RECORD = 131_072
"""Characters of one row, quoted line ends included; a longer one is broken, most often by an open quote."""

WESTERN = "cp1252"
"""Windows-1252, in which files without Unicode are written from Lisbon to Helsinki, and in America."""

_DELIMITERS = ",;\t"
_LAST_HEADER_ROW = 20
_BLOCK = 1_048_576
_MOST_NAMED = 5
_LONGEST_NAMED = 40
_BAD_QUOTES = (
    "has quotation marks out of place, or is far too long; close them, and double those within a text"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is written: its delimiter, the row of its header, and the columns, by normalised name.

    `titles` are the names as written; `columns` gives for each normalised name its place, the first
    where a name comes twice; a column without a name is not read. `code_page` is what a file is read as
    that is no Unicode.
    """

    delimiter: str
    header_row: int
    titles: tuple[str, ...]
    columns: dict[str, int]
    code_page: str = WESTERN


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; `number` is the one a spreadsheet shows, where the first row of the file is 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRow:
    """A row that cannot be read: why, with the way out."""

    number: int
    reason: str


def column_name(title: str) -> str:
    """The name by which a column is found: without case, spaces and a byte order mark."""
    return "".join(title.casefold().split()).strip("\ufeff")


def find_layout(head: bytes, required: Collection[str]) -> Layout | None:
    """How the table in a file's first bytes is written; None where no row names all `required` columns."""
    needed = set(required)
    return next((layout for layout in possible_layouts(head) if layout.columns.keys() >= needed), None)


@lru_cache(maxsize=3)
def possible_layouts(head: bytes, code_page: str = WESTERN) -> tuple[Layout, ...]:
    """Each of the first rows as if it were the header, for each delimiter, in the order of the file.

    Those of the last heads are kept: every source of tables asks for them about the same file.
    """
    return tuple(_layouts(head, code_page))


def _layouts(head: bytes, code_page: str) -> Iterator[Layout]:
    text = head.decode(find_encoding(BytesIO(head), code_page), "replace")
    for delimiter in _DELIMITERS:
        records = _records(_lines(StringIO(text, newline="")), delimiter)
        for number, record in islice(records, _LAST_HEADER_ROW):
            titles = [clean_cell(title) for title in record or ()]
            while titles and not titles[-1]:
                titles.pop()  # a delimiter at the end of each row names no column
            columns: dict[str, int] = {}
            for place, title in enumerate(titles):
                if title:
                    columns.setdefault(column_name(title), place)
            yield Layout(
                delimiter=delimiter,
                header_row=number,
                titles=tuple(titles),
                columns=columns,
                code_page=code_page,
            )


def read_rows(path: Path, layout: Layout) -> Iterator[Row | BrokenRow]:
    """The rows below the header in order; blank ones are passed over but counted."""
    with path.open("rb") as content:
        encoding = find_encoding(content, layout.code_page)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for number, record in _records(_lines(file), layout.delimiter):
            if number <= layout.header_row:
                continue
            if record is None:
                yield BrokenRow(number=number, reason=_BAD_QUOTES)
            elif any(cell.strip() for cell in record):
                yield _row(number, [clean_cell(cell) for cell in record], layout)


def find_encoding(content: BinaryIO, code_page: str = WESTERN) -> str:
    """The file's encoding: what its byte order mark says, else UTF-8 if all of it is, else the code page."""
    start = content.read(_BLOCK)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    rest = iter(lambda: content.read(_BLOCK), b"")
    return "utf-8" if _is_utf8(chain([start], rest)) else code_page


def clean_cell(cell: str) -> str:
    """A cell without control characters and space around it; line ends within stay, as LF."""
    return _CONTROLS.sub("", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _row(number: int, cells: list[str], layout: Layout) -> Row | BrokenRow:
    missing = [title for title in layout.titles[len(cells) :] if title]
    if missing:
        reason = f"has no {few_of(missing)}; add what is missing, empty cells too"
        return BrokenRow(number=number, reason=reason)
    if any(cells[len(layout.titles) :]):
        reason = (
            f"has {len(cells)} columns and the header {len(layout.titles)}; "
            "put quotation marks around a text that holds the delimiter"
        )
        return BrokenRow(number=number, reason=reason)
    return Row(number=number, cells={name: cells[place] for name, place in layout.columns.items()})


def few_of(titles: Sequence[str]) -> str:
    """Titles of columns as a sentence names them: the first of many, each in one short line."""
    lines = [_in_short(title) for title in titles[:_MOST_NAMED]]
    if len(titles) > _MOST_NAMED:
        return f"{', '.join(lines)} and {len(titles) - _MOST_NAMED} more"
    return " and ".join(filter(None, (", ".join(lines[:-1]), lines[-1])))


def _in_short(title: str) -> str:
    line = tidy(title)
    return line if len(line) <= _LONGEST_NAMED else f"{line[: _LONGEST_NAMED - 1].rstrip()}…"


def _is_utf8(blocks: Iterable[bytes]) -> bool:
    """Whether it is UTF-8 as far as it goes; a letter cut off at the very end does not speak against it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in blocks:
            decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a file, each cut just above LONGEST_RECORD, so that it is seen to be too long."""
    while line := file.readline(LONGEST_RECORD + 1):
        yield line
        while len(line) > LONGEST_RECORD and not line.endswith(("\n", "\r")):
            line = file.readline(LONGEST_RECORD + 1)


def _records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with its number from 1; None for a broken one, after which its other lines are read anew.

    A quote that never closes, or closes at the opening one of a later row, would otherwise swallow rows.
    """
    source = _Source(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    for number in count(1):
        source.taken.clear()
        try:
            record = next(reader, None)
        except csv.Error:
            source.give_back()
            yield number, None
        else:
            if record is None:
                return
            yield number, record


class _Source:
    """Lines for the CSV reader, which remembers those of the record at hand.

    Lines are given back where a record was still open at the beginning of each. One that begins among them
    and is open at the end of its line goes the same way, so it is broken there and then: otherwise rows
    that each open a quote would be read again and again.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self._size = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.taken:
            self._size = 0
        elif self._again:
            raise csv.Error("ends as the one before it did")
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            raise StopIteration
        self.taken.append(line)
        self._size += len(line)
        if self._size > LONGEST_RECORD:
            raise csv.Error("longer than a row can be")
        return line

    def give_back(self) -> None:
        """Have all but the first line of the record at hand read again."""
        self._again.extendleft(reversed(self.taken[1:]))
