"""The book, out again."""

import csv
import io
import json
from pathlib import Path

import pytest

from keepwarm.domain.errors import Conflict, Unavailable
from keepwarm.domain.people import Person
from keepwarm.storage.book import Library
from keepwarm.usecases.export_book import Format, export_book
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, added, address_book, begun, card, days_ago, mail, mailbox, taken_in

ADA = card("Ada", "EMAIL:ada@example.org", "X-OWN;PARAM=1:kept word for word")


def exported(library: Library, path: Path, form: Format) -> bytes:
    with library.open(NOW) as book:
        export_book(book, path, form)
    return path.read_bytes()


def test_every_card_goes_out_byte_for_byte(library: Library, tmp_path: Path) -> None:
    second = card("Ada", "EMAIL:ada@example.org", "TITLE:Countess").replace("\r\n", "\n")
    bare = card("Bob").rstrip()
    for number, text in enumerate((ADA, second, bare)):
        taken_in(library, address_book(tmp_path, text, name=f"{number}.vcf"))
    assert exported(library, tmp_path / "out.vcf", Format.VCARD) == (ADA + second + bare + "\r\n").encode()


def test_who_came_without_a_card_goes_out_on_one_and_comes_back(library: Library, tmp_path: Path) -> None:
    added(library, "Zoë; Poe", "zoe@example.org", "+44 20 7946")
    exported(library, tmp_path / "out.vcf", Format.VCARD)
    with begun(str(tmp_path / "second")) as second:
        taken_in(second, tmp_path / "out.vcf")
        rows = list(
            csv.DictReader(
                io.StringIO(exported(second, tmp_path / "out.csv", Format.CSV).decode("utf-8-sig"))
            )
        )
    assert [(row["name"], row["emails"], row["phones"]) for row in rows] == [
        ("Zoë; Poe", "zoe@example.org", "'+44 20 7946")
    ]


def test_no_cell_of_the_table_can_run_as_a_formula(library: Library, tmp_path: Path) -> None:
    names = ("=1+1", "@SUM(A1)", "-2", '+"x', "plain, with a comma")
    with library.open(NOW, writing=True) as book:
        add_people(book, tuple(AddPerson(person=Person(name=name)) for name in names))
    table = exported(library, tmp_path / "out.csv", Format.CSV).decode("utf-8-sig")
    written = {row["name"] for row in csv.DictReader(io.StringIO(table))}
    assert written == {"'=1+1", "'@SUM(A1)", "'-2", "'+\"x", "plain, with a comma"}


def test_the_archive_holds_every_row_and_the_journal(library: Library, tmp_path: Path) -> None:
    taken_in(
        library,
        address_book(tmp_path, ADA),
        mailbox(tmp_path, mail("ada@example.org", "me@example.org", days_ago(1))),
    )
    lines = [
        json.loads(line) for line in exported(library, tmp_path / "out.jsonl", Format.ARCHIVE).splitlines()
    ]
    assert lines[0] == {"keepwarm": lines[0]["keepwarm"], "archive": 1, "owner": "Me"}
    nouns = {line["noun"] for line in lines[1:]}
    assert nouns >= {
        "owners",
        "owner_addresses",
        "people",
        "handles",
        "cards",
        "blobs",
        "interactions",
        "participants",
    }
    assert nouns >= {"batches", "journal"}
    assert not nouns & {"tie_states", "calibrations", "people_search", "schema_version"}


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out.vcf"
    path.write_text("mine")
    added(library, "Ada")
    with library.open(NOW) as book:
        with pytest.raises(Conflict, match="is there already; name another file, or pass --overwrite"):
            export_book(book, path, Format.VCARD)
        assert path.read_text() == "mine"
        assert export_book(book, path, Format.VCARD, overwrite=True) == 1
    assert path.read_text().startswith("BEGIN:VCARD")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_place_that_cannot_be_written_is_said(library: Library, tmp_path: Path) -> None:
    with (
        library.open(NOW) as book,
        pytest.raises(Unavailable, match=r"cannot be written: .*Nothing was left there"),
    ):
        export_book(book, tmp_path / "none" / "out.vcf", Format.VCARD)
