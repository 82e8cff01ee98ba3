"""Write the book out, or some of its people: as cards, as a table, or as an archive of everything."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from keepwarm import __version__
from keepwarm.domain.errors import Conflict, Invalid, Unavailable
from keepwarm.domain.filters import Filter, parse_filter
from keepwarm.formats.archive import Head, archive_lines
from keepwarm.formats.jcard import write_jcard
from keepwarm.formats.jscontact import write_jscontact
from keepwarm.formats.vcard_convert import convert_card
from keepwarm.formats.vcard_rows import Version
from keepwarm.storage.archive_rows import archived_rows
from keepwarm.storage.book import Book
from keepwarm.storage.canonical import content_hash
from keepwarm.storage.export import Exported, chosen_ids, exported_people, hold_still
from keepwarm.storage.migrations import LATEST
from keepwarm.storage.people import get_person
from keepwarm.storage.whole_files import written_whole
from keepwarm.usecases.outgoing_cards import outgoing_cards
from keepwarm.usecases.outgoing_table import table_pieces


class Format(StrEnum):
    """The forms in which a book goes out: everything first, then people's cards, then a table."""

    ARCHIVE = "archive"
    VCARD = "vcard"
    VCARD_3 = "vcard3"
    VCARD_4 = "vcard4"
    JCARD = "jcard"
    JSCONTACT = "jscontact"
    CSV = "csv"


FORMAT_OF_ENDING = {
    ".vcf": Format.VCARD,
    ".vcard": Format.VCARD,
    ".jcard": Format.JCARD,
    ".csv": Format.CSV,
    ".jsonl": Format.ARCHIVE,
}
"""The form that a file's ending says; `.json` may be either of two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportBook:
    """What is to go out: everybody, those whom a filter means (domain.filters), or one person.

    `with_relations`: also those who are known only as another's relation and have no card.
    """

    form: Format
    query: str = ""
    person_id: int | None = None
    with_relations: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """How many people go out, and the pieces of the file, to be read once while the book is open.

    `about` is the name of the one person who was asked for.
    """

    people: int
    pieces: Iterator[bytes]
    about: str = ""


def plan_export(book: Book, command: ExportBook) -> Outgoing:
    """What will go out; changes nothing.

    Raises Invalid for a filter that cannot be understood, or an archive of less than everything, Missing for
    somebody who is not in the book.
    """
    hold_still(book)
    if command.form is Format.ARCHIVE:
        if command.person_id is not None or command.query.strip():
            raise Invalid("An archive is always of the whole book; choose another form for some people.")
        return Outgoing(people=len(_everybody(book)), pieces=_archive(book))
    form, about = _FORMS[command.form], ""
    if command.person_id is not None:
        ids, about = [command.person_id], get_person(book, command.person_id).name
    else:
        ids = chosen_ids(book, parse_filter(command.query), with_relations=command.with_relations)
    return Outgoing(people=len(ids), pieces=form(exported_people(book, ids)), about=about)


def export_book(book: Book, path: Path, command: ExportBook, *, overwrite: bool = False) -> int:
    """Write the file whole or not at all, for this user alone; return how many people went out.

    Raises Conflict where a file stands there, Unavailable where it cannot be written, and what
    `plan_export` raises.
    """
    if path.exists() and not overwrite:
        raise Conflict(f"{path} is there already; name another file, or pass --overwrite.")
    outgoing = plan_export(book, command)
    try:
        with written_whole(path, overwrite=overwrite) as file:
            file.writelines(outgoing.pieces)
    except FileExistsError as error:
        raise Conflict(f"{path} is there by now; name another file, or pass --overwrite.") from error
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}. Nothing was left there.") from error
    return outgoing.people


def _everybody(book: Book) -> list[int]:
    return chosen_ids(book, Filter(), with_relations=True)


People = Iterator[Exported]


def _vcards(people: People) -> Iterator[bytes]:
    for one in people:
        for raw in outgoing_cards(one):
            yield raw if raw.endswith((b"\n", b"\r")) else raw + b"\r\n"


def _converted(version: Version, people: People) -> Iterator[bytes]:
    for one in people:
        for raw in outgoing_cards(one, version=version):
            yield convert_card(raw, version)


def _in_json(write: Callable[[bytes], Any], people: People) -> Iterator[bytes]:
    """A list of cards, one to a line."""
    between = b"[\n"
    for one in people:
        for raw in outgoing_cards(one, version="4.0"):
            yield between + json.dumps(write(raw), ensure_ascii=False, separators=(",", ":")).encode()
            between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


_FORMS: dict[Format, Callable[[People], Iterator[bytes]]] = {
    Format.VCARD: _vcards,
    Format.VCARD_3: partial(_converted, "3.0"),
    Format.VCARD_4: partial(_converted, "4.0"),
    Format.JCARD: partial(_in_json, write_jcard),
    Format.JSCONTACT: partial(_in_json, write_jscontact),
    Format.CSV: table_pieces,
}


def _archive(book: Book) -> Iterator[bytes]:
    head = Head(program=__version__, schema=LATEST, owner=book.owner.name)
    return archive_lines(head, archived_rows(book), lambda: content_hash(book))
