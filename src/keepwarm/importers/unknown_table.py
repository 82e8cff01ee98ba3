"""Any table of people that no other importer knows: its columns by what their titles and cells say.

Beside the contract it has `propose_columns`, and its `read` takes the columns that the owner chose.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.columns import ColumnProposal, chosen_columns
from keepwarm.domain.errors import Invalid, Unreadable
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.column_people import people_as
from keepwarm.formats.column_proposals import find_people_table
from keepwarm.formats.csv_people import read_table
from keepwarm.importers import head_of, importers

NAME = "CSV of people"


def recognises(path: Path, head: bytes) -> bool:
    """A table with a header and a name, or a way to reach somebody, that no other importer recognises."""
    if not path.is_file() or find_people_table(head) is None:
        return False
    return not any(other.NAME != NAME and other.recognises(path, head) for other in importers())


def propose_columns(path: Path, head: bytes) -> ColumnProposal:
    """What each column of the table is taken for. Raises Unreadable where it is no table of people."""
    if (table := find_people_table(head)) is None:
        raise Unreadable(f"{path} has no header that is known here; name its columns in the first row.")
    return table.proposal


def read(
    path: Path,
    *,
    zone: ZoneInfo,  # noqa: ARG001 (days have no time)
    columns: Mapping[str, str] | None = None,
) -> Iterator[FoundPerson | Refused]:
    """Each row as a contact, in the order of the file, or why it is none.

    `columns` says what some columns are taken for instead of what is proposed (`chosen_columns`).
    """
    try:
        table = find_people_table(head_of(path))
        if table is None:
            raise Unreadable("is no header that is known here; name the columns in the first row")
        proposal = chosen_columns(table.proposal, columns or {})
    except (Unreadable, Invalid) as problem:
        yield Refused(place="row 1", reason=str(problem))
        return
    yield from read_table(path, lambda _: table.layout, lambda layout: people_as(path, proposal, layout))
