"""Write the book out: as vCards, as a table, or as an archive of everything."""

import base64
import csv
import json
import os
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from keepwarm import __version__
from keepwarm.domain.errors import Conflict, Unavailable
from keepwarm.domain.ids import public_id
from keepwarm.formats.vcard import write_card
from keepwarm.storage.book import Book
from keepwarm.storage.export import Exported, archived_rows, exported_people, raw_cards


class Format(StrEnum):
    """The forms in which a book goes out."""

    VCARD = "vcard"
    CSV = "csv"
    ARCHIVE = "archive"


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "name", "given", "family", "organization", "title", "birthday", "standing", "emails", "phones", "note",
)  # fmt: skip


def export_book(book: Book, path: Path, form: Format, *, overwrite: bool = False) -> int:
    """Write the file whole or not at all, for this user alone; return how many people went out.

    Raises Conflict where a file stands there, Unavailable where it cannot be written.
    """
    if path.exists() and not overwrite:
        raise Conflict(f"{path} is there already; name another file, or pass --overwrite.")
    try:
        _write_whole(path, export_pieces(book, form))
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}. Nothing was left there.") from error
    return len(exported_people(book))


def export_pieces(book: Book, form: Format) -> Iterator[bytes]:
    """The book in this form, piece by piece, for a door that keeps no file; to be read while it is open."""
    return {Format.VCARD: _vcards, Format.CSV: _table, Format.ARCHIVE: _archive}[form](book)


def _write_whole(path: Path, pieces: Iterator[bytes]) -> None:
    """Write beside the place, then put it there in one move."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _vcards(book: Book) -> Iterator[bytes]:
    """Every card as it came, byte for byte; one of our own for people who came without."""
    kept = raw_cards(book)
    for one in exported_people(book):
        for raw in kept.get(one.person_id, ()):
            yield raw if raw.endswith((b"\n", b"\r")) else raw + b"\r\n"
        if one.person_id not in kept:
            yield write_card(one.person, one.handles, f"urn:keepwarm:{public_id(one.person_id)}")


def _table(book: Book) -> Iterator[bytes]:
    """A table for spreadsheets: nothing in it can run as a formula (TRUST.md, E40)."""
    yield b"\xef\xbb\xbf"
    yield _row(_COLUMNS)
    for one in exported_people(book):
        yield _row(tuple(_harmless(cell) for cell in _cells(one)))


def _cells(one: Exported) -> tuple[str, ...]:
    person = one.person
    emails = "; ".join(handle.value for handle in one.handles if handle.kind == "email")
    phones = "; ".join(handle.value for handle in one.handles if handle.kind == "phone")
    birthday = "" if person.birthday is None else str(person.birthday)
    named = (person.name, person.given, person.family, person.organization, person.title)
    return (*named, birthday, person.standing.value, emails, phones, person.note)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


class _Line:
    """What the csv writer writes to: the last line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _row(cells: tuple[str, ...]) -> bytes:
    line = _Line()
    csv.writer(line).writerow(cells)
    return line.text.encode()


def _archive(book: Book) -> Iterator[bytes]:
    """JSON lines: what this is, then every row of every table with the bytes kept and the journal."""
    yield _json_line({"keepwarm": __version__, "archive": 1, "owner": book.owner.name})
    for noun, row in archived_rows(book):
        yield _json_line({"noun": noun, "row": row})


def _json_line(content: dict[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain).encode() + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(getattr(value, "isoformat", value.__str__)())
