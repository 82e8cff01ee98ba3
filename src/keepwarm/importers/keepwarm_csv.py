"""The table of people that `keepwarm export` writes, as it was or after work on it in a spreadsheet."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundPerson, RawFormat, Refused
from keepwarm.formats.csv_people import kept_row, with_every_column
from keepwarm.formats.csv_table import BrokenRow, Layout, Row, find_layout, read_rows
from keepwarm.formats.people_csv import unguarded
from keepwarm.formats.people_csv_rows import REQUIRED, own_contact
from keepwarm.importers import head_of

NAME = "Keepwarm CSV"


def recognises(path: Path, head: bytes) -> bool:
    """A table with the column of our own ids."""
    return path.is_file() and find_layout(head, REQUIRED) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each row as a contact, in the order of the file, or why it is none."""
    try:
        layout = find_layout(head_of(path), REQUIRED)
        if layout is None:
            yield Refused(place="row 1", reason="is no header that is known here; export the table again")
            return
        layout = with_every_column(layout)
        for row in read_rows(path, layout):
            yield _found(row, layout)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _found(row: Row | BrokenRow, layout: Layout) -> FoundPerson | Refused:
    place = f"row {row.number}"
    if isinstance(row, BrokenRow):
        return Refused(place=place, reason=row.reason)
    as_it_was = replace(row, cells={name: unguarded(cell) for name, cell in row.cells.items()})
    try:
        found = own_contact(place, as_it_was.cells)
    except Invalid as problem:
        return Refused(place=place, reason=str(problem))
    return replace(found, raw=kept_row(layout, as_it_was), raw_format=RawFormat.CSV_ROW)
