"""How much of what each source says comes out again: computed here, published in the reference."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from keepwarm.domain.sources import FoundPerson, RawFormat
from keepwarm.domain.text import folded
from keepwarm.formats.jcard import read_jcard
from keepwarm.formats.jscontact import read_jscontact
from keepwarm.formats.vcard import Whole, split_cards
from keepwarm.storage.book import Library
from keepwarm.storage.cards import cards_of
from keepwarm.storage.schema import cards
from keepwarm.usecases.export_book import ExportBook, Format, plan_export
from keepwarm.usecases.outgoing_cards import own_uid
from keepwarm.usecases.restore_book import restore_book
from tests.books import NOW, begun, taken_in
from tests.formats.real_cards import real_cards
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, DATA, kept_cells, kept_values
from tests.independent.vcard_values import values
from tests.real_data import real_data
from tests.test_house import REFERENCE

TABLES = {
    "Google Contacts": "google/*.csv",
    "Outlook": "outlook/*.csv",
    "Thunderbird CSV": "thunderbird/*.csv",
    "Thunderbird LDIF": "thunderbird/*.ldif",
    "LinkedIn": "linkedin/*.csv",
    "Facebook": "facebook/friends*[0-9].json",
    "Monica": "monica/*[0-9r].json",
    "Nametag": "nametag/*[0-9].json",
    "any table": "tables/*.csv",
}
CARDS: dict[str, tuple[str, Format, Callable[[Any], bytes]]] = {
    "jCard": ("jcard/list.json", Format.JCARD, read_jcard),
    "JSContact": ("jscontact/list.json", Format.JSCONTACT, read_jscontact),
}
_DAYS = ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d %b %Y", "%Y%m%d", "%Y-%m-%d")
_DAY = re.compile(r"(?P<year>\d{4})-(?P<rest>\d\d-\d\d)(?:T00:00:00[.0]*Z)?", re.ASCII)
_PARTS = re.compile(r":::|[;,\n]")


def exported(library: Library, form: Format) -> bytes:
    with library.open(NOW) as book:
        command = ExportBook(form=form, with_relations=True)
        return b"".join(plan_export(book, command).pieces)


def kept_of_tables(pattern: str, folder: Path) -> tuple[int, int]:
    """Values that stand in the row of their person, and values that there are."""
    kept = said = 0
    for number, sample in enumerate(sorted(one for one in DATA.glob(pattern) if ".reading" not in one.name)):
        with begun(str(folder / str(number))) as library:
            taken_in(library, sample)
            rows = rows_by_bytes(library)
        for item in importer_of(sample).read(sample, zone=BERLIN):
            if isinstance(item, FoundPerson):
                found = [comes_out(value, rows[item.raw]) for value in values_of(item)]
                kept, said = kept + sum(found), said + len(found)
    return kept, said


def rows_by_bytes(library: Library) -> dict[bytes, str]:
    """What each person's row says, by the bytes that they came as."""
    table = csv.DictReader(io.StringIO(exported(library, Format.CSV).decode("utf-8-sig"), newline=""))
    said = {row["Keepwarm id"]: f" {folded(' '.join(row.values()))} " for row in table}
    return {raw: said[own_uid(person_id)] for person_id, raw in kept_bytes(library)}


def kept_bytes(library: Library) -> list[tuple[int, bytes]]:
    with library.open(NOW) as book:
        ids = set(book.connection.scalars(select(cards.c.person_id).where(book.owns(cards))))
        return [(card.person_id, card.raw) for card in cards_of(book, ids)]


def values_of(item: FoundPerson) -> Iterator[str]:
    if item.raw_format is RawFormat.JSON_OBJECT:
        yield from filter(says_something, leaves(json.loads(item.raw)))
    elif item.raw_format is RawFormat.LDIF_RECORD:
        yield from filter(says_something, kept_values(item).values())
    else:
        yield from filter(says_something, kept_cells(item.raw).values())


def says_something(value: str) -> bool:
    return bool(folded(value))


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    elif value is not None:
        yield value if isinstance(value, str) else json.dumps(value)


def comes_out(value: str, row: str) -> bool:
    """Whether it stands in the row: as a whole, each part of a list, or as the same day."""
    return any(f" {form} " in row for form in forms(value)) or all(
        any(f" {form} " in row for form in forms(part)) for part in _PARTS.split(value) if folded(part)
    )


def forms(value: str) -> Iterator[str]:
    """A value as it may stand in our row: as it is, its number of two digits, its day, in Unicode."""
    yield folded(value)
    with suppress(ValueError):
        yield folded(value.encode("latin-1").decode())  # Facebook writes the bytes of its texts as letters
    if value.isdecimal():
        yield value.zfill(2)
    if value.isdecimal() and len(value) in (9, 10):
        yield folded(datetime.fromtimestamp(int(value), UTC).date().isoformat())
    if found := _DAY.fullmatch(value.strip()):
        yield folded(
            found["rest"] if found["year"] in ("1604", "0000") else f"{found['year']} {found['rest']}"
        )
    for form in _DAYS:
        with suppress(ValueError):
            yield folded(datetime.strptime(value.strip(), form).date().isoformat())  # noqa: DTZ007 (a day has no zone)


def kept_of_cards(came: list[bytes], went: list[bytes]) -> tuple[int, int]:
    before, after = (sum(map(values, raws), Counter()) for raws in (came, went))
    return (before & after).total(), before.total()


def published(source: str, kept: int, said: int) -> str:
    return f"| {source} | {said:,} | {kept:,} | {kept * 1000 // said / 10:.1f} % |"


def page() -> str:
    return (REFERENCE / "keep-rates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("source", TABLES)
def test_of_a_table_or_a_record_the_published_share_comes_out_in_ours(source: str, tmp_path: Path) -> None:
    kept, said = kept_of_tables(TABLES[source], tmp_path)

    assert published(source, kept, said) in page()


@pytest.mark.parametrize("source", CARDS)
def test_of_cards_in_json_the_published_share_comes_out_in_the_same_form(source: str, tmp_path: Path) -> None:
    sample, form, to_vcard = CARDS[source]
    with begun(str(tmp_path / "book")) as library:
        taken_in(library, DATA / sample)
        came = [to_vcard(json.loads(raw)) for _, raw in kept_bytes(library)]
        went = [to_vcard(one) for one in json.loads(exported(library, form))]

    assert published(source, *kept_of_cards(came, went)) in page()


def test_of_the_real_vcards_the_published_share_comes_out(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library:
        taken_in(library, real_data("vcards"))
        went = exported(library, Format.VCARD)
    found = [item.raw for item in split_cards(io.BytesIO(went)) if isinstance(item, Whole)]

    assert published("vCard", *kept_of_cards(list(real_cards()), found)) in page()


def test_in_the_archive_all_the_bytes_of_every_source_come_out(tmp_path: Path) -> None:
    samples = [DATA / one for one in ("google/new-2025.csv", "monica/export-4.1.json", "jscontact/list.json")]
    archive = tmp_path / "archive"
    with begun(str(tmp_path / "book")) as library:
        taken_in(library, *samples, real_data("vcards"))
        archive.write_bytes(exported(library, Format.ARCHIVE))
        came = {raw for _, raw in kept_bytes(library)}
    again = Library(str(tmp_path / "again"))
    restore_book(again, archive, NOW)
    assert {raw for _, raw in kept_bytes(again)} == came
    assert len(came) > 2_000
    again.close()
    assert "100 %" in page()
