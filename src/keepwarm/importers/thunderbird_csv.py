"""Thunderbird's address book as CSV, comma or tab separated, in English, German, French or Italian."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.column_titles import find_titled
from keepwarm.formats.csv_people import read_table
from keepwarm.formats.csv_table import Layout
from keepwarm.formats.thunderbird_cells import thunderbird_contact
from keepwarm.formats.thunderbird_titles import HEADERS, LANGUAGES

NAME = "Thunderbird CSV"


def recognises(path: Path, head: bytes) -> bool:
    """A table with Thunderbird's titles for the name that it shows and the first e-mail address."""
    return path.is_file() and _find_layout(head) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each row as a contact, in the order of the file, or why it is none. Thunderbird writes no ids."""
    return read_table(path, _find_layout, lambda _: _contact)


def _find_layout(head: bytes) -> Layout | None:
    return find_titled(head, LANGUAGES, HEADERS)


def _contact(place: str, cells: dict[str, str]) -> FoundPerson:
    return thunderbird_contact(place, {name: [cell] for name, cell in cells.items() if cell})
