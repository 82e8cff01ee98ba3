"""Tables of people: each row understood as its source's importer says, and kept whole beside that."""

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundPerson, RawFormat, Refused
from keepwarm.formats.csv_table import BrokenRow, Layout, Row, column_name, find_layout, read_rows

_HEAD_BYTES = 65_536

Headers = Collection[Collection[str]]
"""The headers by which a source is known: for each, normalised names of columns that it has."""

Understand = Callable[[str, dict[str, str]], FoundPerson]
"""From a row's place and its cells to the contact in it; raises Invalid with the reason to refuse it."""

FindLayout = Callable[[bytes], Layout | None]
"""From a file's first bytes to the layout of the table in them; None where it is not the source's."""


def find_table(head: bytes, headers: Headers) -> Layout | None:
    """The layout of the table in a file's first bytes; None where it has none of the headers."""
    found = (find_layout(head, required) for required in headers)
    return next((layout for layout in found if layout is not None), None)


def read_people(path: Path, headers: Headers, understand: Understand) -> Iterator[FoundPerson | Refused]:
    """Each row that is not blank as one contact, in the order of the file, or why it is none."""
    return read_table(path, partial(find_table, headers=headers), lambda _: understand)


def read_table(
    path: Path, find: FindLayout, understand_as: Callable[[Layout], Understand]
) -> Iterator[FoundPerson | Refused]:
    """The same, where how a row is understood depends on the layout, or on what else the file holds."""
    try:
        with path.open("rb") as content:
            layout = find(content.read(_HEAD_BYTES))
        if layout is None:
            yield Refused(place="row 1", reason="is no header that is known here; export the file again")
            return
        understand = understand_as(layout)
        layout = with_every_column(layout)
        for row in read_rows(path, layout):
            yield _found(row, layout, understand)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _found(row: Row | BrokenRow, layout: Layout, understand: Understand) -> FoundPerson | Refused:
    place = f"row {row.number}"
    if isinstance(row, BrokenRow):
        return Refused(place=place, reason=row.reason)
    try:
        found = understand(place, row.cells)
    except Invalid as problem:
        return Refused(place=place, reason=str(problem))
    return replace(found, raw=kept_row(layout, row), raw_format=RawFormat.CSV_ROW)


def with_every_column(layout: Layout) -> Layout:
    """The layout with a name for those columns too that have none, or one that came before.

    Such a name holds a line end, which no name of a column does.
    """
    columns = dict(layout.columns)
    named = set(columns.values())
    for place, title in enumerate(layout.titles):
        if place not in named:
            columns[f"{column_name(title)}\n{place}"] = place
    return replace(layout, columns=columns)


def kept_row(layout: Layout, row: Row) -> bytes:
    """The row as a table of its own, in UTF-8: a header and a record, of the columns that say something.

    Empty columns stay out, so that a file that has only grown wider brings the same bytes again.
    """
    filled = sorted((place, row.cells[name]) for name, place in layout.columns.items() if row.cells[name])
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([layout.titles[place] for place, _ in filled])
    writer.writerow([cell for _, cell in filled])
    return text.getvalue().encode()
