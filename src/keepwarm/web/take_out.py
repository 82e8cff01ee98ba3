"""Take it with you: the whole book as a file, in one of three forms."""

import tempfile
from collections.abc import Iterator
from typing import IO

from pydantic import TypeAdapter
from starlette.responses import Response, StreamingResponse

from keepwarm.usecases.export_book import Format, export_pieces
from keepwarm.web.forms import FieldReader
from keepwarm.web.visits import Visit

_FORM = TypeAdapter(Format)
_NAMES = {
    Format.VCARD: ("contacts", "vcf", "text/vcard"),
    Format.CSV: ("people", "csv", "text/csv"),
    Format.ARCHIVE: ("everything", "jsonl", "application/jsonl"),
}
"""What each form's file is called, and what a browser is told that it is."""

_PIECE = 1 << 16


def take_out(visit: Visit) -> Response:
    """Say what there is to take."""
    return visit.show("take_out.html")


def take_out_now(visit: Visit) -> Response:
    """Send the book as a file. Raises FieldErrors for a form that is none."""
    with visit.site.open() as book:
        form = FieldReader(visit.form, book.today).command(_FORM, visit.said("form"))
        # A file without a name, so that a slow visitor does not keep the book open.
        file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed when it is sent)
        file.writelines(export_pieces(book, form))
        length, day = file.tell(), book.today
    noun, ending, kind = _NAMES[form]
    headers = {
        "Content-Disposition": f'attachment; filename="keepwarm-{noun}-{day}.{ending}"',
        "Content-Length": str(length),
    }
    return StreamingResponse(_pieces(file), media_type=kind, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
