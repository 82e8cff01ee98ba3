"""What each column of an unknown table is taken for: by its title, by its neighbours, by its content.

Nothing is asked of the program that wrote it. The header is the row that says most; where two say as
much, the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby

from keepwarm.domain.columns import ColumnMeaning as M
from keepwarm.domain.columns import ColumnProposal, ProposedColumn
from keepwarm.domain.text import folded
from keepwarm.formats.column_contents import fits, meaning_of_cells
from keepwarm.formats.column_readings import label_of, read_title
from keepwarm.formats.column_titles import CENTRAL_EUROPEAN, JAPANESE
from keepwarm.formats.csv_table import WESTERN, Layout, find_encoding, possible_layouts

_IS_SOMEBODY = frozenset({M.NAME, M.GIVEN, M.FAMILY, M.NICKNAME, M.EMAIL, M.PHONE, M.CHAT})
_SPEAK_FOR_THEMSELVES = (M.NAME, M.EMAIL, M.PHONE)
_FAMILY_OR_WHOLE = frozenset({"name", "nom", "naam", "namn", "navn"})
_GIVEN_OR_WHOLE = frozenset({"name", "nome", "nombre", "naam", "namn", "navn"})
_TITLE_OR_PREFIX = frozenset({"title", "titel", "titre", "titulo", "titolo", "tytul"})
_FEWEST_TITLES, _MOST_TITLES = 2, 2_000
"""Columns of a table of people; what has more is no such table, and would take long to look through."""

_EXAMPLES = 3
_LONGEST_EXAMPLE = 60
_NEVER_FIRST = "{[<"
"""What JSON, HTML and XML begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTable:
    """A table whose columns say who somebody is or how they are reached, and what each is taken for."""

    layout: Layout
    proposal: ColumnProposal


def find_people_table(head: bytes) -> PeopleTable | None:
    """The table of people in a file's first bytes; None where no row of them is the header of one.

    A header has two titles that are known, or one whose cells bear it out; or it is the first row, of
    words in a language that is not known here, above cells with mail addresses or numbers.
    """
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1].decode("ascii", "replace")
    if not text or text in _NEVER_FIRST:
        return None
    best: tuple[int, PeopleTable] | None = None
    for code_page in _code_pages(head):
        for layout, rows in _candidates(head, code_page):
            known = sum(read_title(title) is not None for title in layout.titles)
            if known > (best[0] if best else 0) and (table := _find_table(layout, rows, known)):
                best = (known, table)
    return best[1] if best else _find_by_cells(head)


def _find_by_cells(head: bytes) -> PeopleTable | None:
    for _, group in groupby(_candidates(head, WESTERN), lambda one: one[0].delimiter):
        layout, rows = next((one for one in group if any(one[0].titles)), (None, []))
        if layout is None or not _FEWEST_TITLES <= len(layout.titles) <= _MOST_TITLES:
            continue
        if not any(meaning_of_cells([title]) for title in layout.titles) and (
            table := _find_table(layout, rows, known=0)
        ):
            return table
    return None


def _code_pages(head: bytes) -> tuple[str, ...]:
    """What the head may be read as: Unicode where it is that, which is read alike by every code page."""
    is_unicode = find_encoding(BytesIO(head), WESTERN) != WESTERN
    return (WESTERN,) if is_unicode else (WESTERN, CENTRAL_EUROPEAN, JAPANESE)


def _candidates(head: bytes, code_page: str) -> Iterator[tuple[Layout, list[tuple[str, ...]]]]:
    """Each of the first rows as a header, with the rows below it that are within reach."""
    for _, group in groupby(possible_layouts(head, code_page), lambda layout: layout.delimiter):
        layouts = list(group)
        for place, layout in enumerate(layouts):
            yield layout, [below.titles for below in layouts[place + 1 :] if any(below.titles)]


def _find_table(layout: Layout, rows: list[tuple[str, ...]], known: int) -> PeopleTable | None:
    if len(layout.titles) > _MOST_TITLES:
        return None
    if sum(len(row) > len(layout.titles) for row in rows) * 2 > len(rows):
        return None  # words above the header, or not this delimiter
    cells = [[row[place] for row in rows if place < len(row)] for place in range(len(layout.titles))]
    columns = _proposed(layout.titles, cells)
    is_sure = known > 1 or any(
        column.meaning in _SPEAK_FOR_THEMSELVES[known == 0 :] and fits(column.meaning, said)
        for column, said in zip(columns, cells, strict=True)
    )
    if not is_sure or not _IS_SOMEBODY & {column.meaning for column in columns}:
        return None
    return PeopleTable(layout=layout, proposal=ColumnProposal(columns=tuple(columns)))


def _proposed(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> list[ProposedColumn]:
    columns = [
        ProposedColumn(title=title, meaning=_meaning(title, said), examples=_examples(said))
        for title, said in zip(titles, cells, strict=True)
    ]
    columns = _with_names_told_apart(columns, cells)
    columns = _with_titles_told_apart(columns, cells)
    columns = _with_streets(columns)
    return _with_some_name(columns, cells)


def _meaning(title: str, cells: Sequence[str]) -> M:
    """By the title; by the content where that says nothing, or cannot be a name."""
    reading = read_title(title)
    if reading is None:
        return meaning_of_cells(cells) or M.KEEP
    if reading.meaning in (M.NAME, M.ORGANIZATION):
        return meaning_of_cells(cells) or reading.meaning
    return reading.meaning


def _with_names_told_apart(
    columns: list[ProposedColumn], cells: Sequence[Sequence[str]]
) -> list[ProposedColumn]:
    """`Name` beside `Vorname` is the family name, `Nome` beside `Cognome` the given one.

    Unless the cells hold the other name too.
    """
    meanings = [column.meaning for column in columns]
    for here, there, titles in ((M.FAMILY, M.GIVEN, _FAMILY_OR_WHOLE), (M.GIVEN, M.FAMILY, _GIVEN_OR_WHOLE)):
        whole = [place for place, one in enumerate(meanings) if one is M.NAME]
        if len(whole) == 1 and there in meanings and here not in meanings:
            place, other = whole[0], meanings.index(there)
            if folded(columns[place].title) in titles and not _holds(cells[place], cells[other]):
                return _as(columns, place, here)
    return columns


def _holds(whole: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether most of the cells that have a part beside them hold it."""
    pairs = [(folded(a), folded(b)) for a, b in zip(whole, parts, strict=False) if a and b]
    return bool(pairs) and 2 * sum(f" {b} " in f" {a} " for a, b in pairs) > len(pairs)


def _with_titles_told_apart(
    columns: list[ProposedColumn], cells: Sequence[Sequence[str]]
) -> list[ProposedColumn]:
    """`Title` is what stands before the name where it says so, or where another column is the job's."""
    jobs = [place for place, column in enumerate(columns) if column.meaning is M.TITLE]
    for place in jobs:
        if folded(columns[place].title) in _TITLE_OR_PREFIX and (
            len(jobs) > 1 or fits(M.PREFIX, cells[place])
        ):
            return _as(columns, place, M.PREFIX)
    return columns


def _with_streets(columns: list[ProposedColumn]) -> list[ProposedColumn]:
    """`Address` beside a city or a code of the same label, or of none, is the street of it."""
    parted = {
        label_of(column.title, column.meaning) for column in columns if column.meaning in (M.CITY, M.CODE)
    }
    has_streets = M.STREET in {column.meaning for column in columns}
    for place, column in enumerate(columns):
        label = label_of(column.title, M.ADDRESS)
        if column.meaning is M.ADDRESS and (label in parted or ("" in parted and not has_streets)):
            columns = _as(columns, place, M.STREET)
    return columns


def _with_some_name(columns: list[ProposedColumn], cells: Sequence[Sequence[str]]) -> list[ProposedColumn]:
    """Where no title names anybody, the first column of unknown title that holds names does."""
    if {M.NAME, M.GIVEN, M.FAMILY} & {column.meaning for column in columns}:
        return columns
    for place, column in enumerate(columns):
        if column.meaning is M.KEEP and fits(M.NAME, cells[place]):
            return _as(columns, place, M.NAME)
    return columns


def _as(columns: list[ProposedColumn], place: int, meaning: M) -> list[ProposedColumn]:
    return [*columns[:place], replace(columns[place], meaning=meaning), *columns[place + 1 :]]


def _examples(cells: Sequence[str]) -> tuple[str, ...]:
    said = dict.fromkeys(" ".join(cell.split()) for cell in cells if cell.strip())
    return tuple(
        one if len(one) <= _LONGEST_EXAMPLE else one[: _LONGEST_EXAMPLE - 1] + "…"
        for one in list(said)[:_EXAMPLES]
    )
