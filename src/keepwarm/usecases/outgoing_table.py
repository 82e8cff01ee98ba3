"""People as the rows of a table: which columns there are is known when everybody has been looked at."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace

from keepwarm.formats.people_csv import Cells, Columns, cells_of, header, record
from keepwarm.storage.export import Exported
from keepwarm.usecases.outgoing_cards import details_of, kept_cells, own_uid


def table_pieces(people: Iterable[Exported]) -> Iterator[bytes]:
    """The table, row by row; the rows wait in an unnamed temporary file until the header is known."""
    columns = Columns()
    with tempfile.TemporaryFile() as spool:
        for one in people:
            cells = row_of(one)
            columns.need(cells)
            spool.write(json.dumps(cells).encode() + b"\n")
        titles = columns.titles()
        yield header(titles)
        spool.seek(0)
        for line in spool:
            yield record(titles, json.loads(line))


def row_of(one: Exported) -> Cells:
    """Everything that the book holds of somebody, but for what passed with them.

    A table is the owner's own, so what the owner's sources said of facts, favours and promises stands in it,
    in the words of the source.
    """
    told = details_of(one, lambda other: own_uid(other.person_id))
    details = replace(told, facts=(), favours=(), promises=(), steps=(), photo=b"")
    kept = kept_cells(one, details)
    return cells_of(own_uid(one.person_id), one.person, one.handles, details, kept)
