"""Take it with you: everything as an archive, people as contacts or as a table, one person as a card."""

import tempfile
from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from pydantic import TypeAdapter
from starlette.responses import Response, StreamingResponse

from keepwarm.domain.errors import Invalid
from keepwarm.usecases.export_book import ExportBook, Format, plan_export
from keepwarm.web.forms import FieldReader, FormView, view_of
from keepwarm.web.visits import Visit

_FORM = TypeAdapter(Format)
_NAMES = {
    Format.ARCHIVE: ("everything", "jsonl", "application/jsonl"),
    Format.VCARD: ("contacts", "vcf", "text/vcard"),
    Format.VCARD_3: ("contacts", "vcf", "text/vcard"),
    Format.VCARD_4: ("contacts", "vcf", "text/vcard"),
    Format.JCARD: ("contacts", "jcard", "application/vcard+json"),
    Format.JSCONTACT: ("contacts", "json", "application/jscontact+json"),
    Format.CSV: ("people", "csv", "text/csv"),
}
"""What each form's file is called, and what a browser is told that it is."""

_LONGEST_QUERY = 500
_LONGEST_NAME = 100
_PIECE = 1 << 16


def take_out(visit: Visit) -> Response:
    """Say what there is to take; the people whom the address asks for are named in the form."""
    return _show(visit, FormView(values={"q": [visit.asked("q")[:_LONGEST_QUERY]]}))


def take_out_now(visit: Visit) -> Response:
    """Send the book, or some of its people, as a file."""
    try:
        with visit.site.open() as book:
            form = FieldReader(visit.form, book.today).command(_FORM, visit.said("form"))
            command = ExportBook(
                form=form,
                query="" if form is Format.ARCHIVE else visit.said("q")[:_LONGEST_QUERY],
                with_relations=visit.said("with_relations") == "yes",
            )
            noun, ending, kind = _NAMES[form]
            name = f"keepwarm-{noun}-{book.today}.{ending}"
            return _sent(plan_export(book, command).pieces, kind, f'filename="{name}"')
    except Invalid as problem:
        return _show(visit, view_of(visit.form, problem), status=400)


def take_out_person(visit: Visit) -> Response:
    """Send one person's card, or cards, as they are. Raises Missing where there is nobody."""
    with visit.site.open() as book:
        command = ExportBook(form=Format.VCARD, person_id=visit.person_id)
        outgoing = plan_export(book, command)
        name = quote(outgoing.about[:_LONGEST_NAME], safe="")
        return _sent(outgoing.pieces, "text/vcard", f"filename=\"contact.vcf\"; filename*=UTF-8''{name}.vcf")


def _show(visit: Visit, form: FormView, status: int = 200) -> Response:
    return visit.show("take_out.html", status=status, form=form)


def _sent(pieces: Iterator[bytes], kind: str, said: str) -> Response:
    # A file without a name, so that a slow visitor does not keep the book open.
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed when it is sent)
    file.writelines(pieces)
    headers = {"Content-Disposition": f"attachment; {said}", "Content-Length": str(file.tell())}
    return StreamingResponse(_pieces(file), media_type=kind, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
