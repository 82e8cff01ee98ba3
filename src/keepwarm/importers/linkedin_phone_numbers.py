"""LinkedIn's `PhoneNumbers.csv`: the owner's own numbers, known so that nobody wonders, and left out."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.csv_people import read_table
from keepwarm.formats.csv_table import Layout, possible_layouts

NAME = "LinkedIn phone numbers"

_COLUMNS = {"extension", "number", "type"}
_YOUR_OWN = "is a number of your own and says nothing about anybody else; nothing is to be done"


def recognises(path: Path, head: bytes) -> bool:
    """A table of these three columns and no other."""
    return path.is_file() and _find_table(head) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (a number has no time)
    """Each row as what is calmly left out."""
    return read_table(path, _find_table, lambda _: _your_own)


def _find_table(head: bytes) -> Layout | None:
    return next((layout for layout in possible_layouts(head) if layout.columns.keys() == _COLUMNS), None)


def _your_own(place: str, cells: dict[str, str]) -> FoundPerson:  # noqa: ARG001 (what a row says does not matter)
    raise Invalid(_YOUR_OWN)
