"""How a table's columns are taken: as proposed, as remembered, as the owner says now.

An importer of tables that nobody knows has, beside the contract, `propose_columns(path, head)`, and its
`read` takes `columns`; every other importer is read as ever.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from keepwarm.domain.columns import ColumnProposal, chosen_columns
from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import Found
from keepwarm.importers import Importer, head_of, read_file
from keepwarm.storage.book import Book
from keepwarm.storage.column_choices import keep_column_choice, read_column_choices

Choose = Callable[[ColumnProposal], Mapping[str, str]]
"""What the owner says now of a table: meanings by the titles or numbers of columns, none for no change."""


def no_choice(_proposal: ColumnProposal) -> Mapping[str, str]:
    """For who takes the columns as they are proposed, or as they were chosen the last time."""
    return {}


@runtime_checkable
class ProposesColumns(Protocol):
    """An importer whose columns the owner may choose."""

    def propose_columns(self, path: Path, head: bytes) -> ColumnProposal:
        """What each column is taken for."""

    def read(
        self, path: Path, *, zone: ZoneInfo, columns: Mapping[str, str] | None = None
    ) -> Iterator[Found]:
        """Stream what the source brings, its columns taken as they were chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumns:
    """How the columns of one file are taken; `is_said` where the owner chose them now."""

    file: str
    proposal: ColumnProposal
    is_said: bool


@dataclass(slots=True, kw_only=True)
class ColumnReader:
    """Reads files by their importers, and notes how the columns of unknown tables are taken."""

    remembered: Mapping[str, Mapping[str, str]]
    choose: Choose = no_choice
    tables: list[TableColumns] = field(default_factory=list)

    def read(self, importer: Importer, path: Path, name: str, zone: ZoneInfo) -> Iterator[Found]:
        """What the file brings. Raises Invalid where a column is named that it does not have."""
        if not isinstance(importer, ProposesColumns):
            return read_file(importer, path, name, zone)
        proposed = importer.propose_columns(path, head_of(path))
        said = self.choose(proposed)
        try:
            taken = chosen_columns(proposed, {**self.remembered.get(proposed.digest, {}), **said})
        except Invalid as problem:
            raise Invalid(f"{path} {problem}.") from problem
        self.tables.append(TableColumns(file=name, proposal=taken, is_said=bool(said)))
        return importer.read(path, zone=zone, columns=taken.mapping)


def column_reader(book: Book, choose: Choose = no_choice) -> ColumnReader:
    """A reader that knows what was chosen before; one statement."""
    return ColumnReader(remembered=read_column_choices(book), choose=choose)


def remember_columns(book: Book, tables: list[TableColumns]) -> None:
    """Keep what was chosen now, in the batch that was begun; the same choice again changes nothing."""
    for table in tables:
        if table.is_said:
            keep_column_choice(book, table.proposal.digest, table.proposal.mapping)
