"""The book, out again."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from keepwarm.domain.errors import Conflict, Invalid, Missing, Unavailable
from keepwarm.domain.people import Person, Standing
from keepwarm.formats.jcard import read_jcard
from keepwarm.formats.jscontact import read_jscontact
from keepwarm.formats.vcard import Whole, read_card, split_cards
from keepwarm.storage.book import Library
from keepwarm.storage.migrations import LATEST
from keepwarm.usecases.export_book import ExportBook, Format, export_book, plan_export
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, added, address_book, begun, card, days_ago, mail, mailbox, taken_in
from tests.formats.real_cards import real_cards
from tests.independent.vcard_values import types, values
from tests.real_data import real_data

ADA = card("Ada", "EMAIL:ada@example.org", "X-OWN;PARAM=1:kept word for word")


def exported(library: Library, form: Format, query: str = "", *, with_relations: bool = False) -> bytes:
    command = ExportBook(form=form, query=query, with_relations=with_relations)
    with library.open(NOW) as book:
        return b"".join(plan_export(book, command).pieces)


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def cards_in(content: bytes) -> list[bytes]:
    return [item.raw for item in split_cards(io.BytesIO(content)) if isinstance(item, Whole)]


def test_every_card_goes_out_byte_for_byte(library: Library, tmp_path: Path) -> None:
    second = card("Ada", "EMAIL:ada@example.org", "TITLE:Countess").replace("\r\n", "\n")
    bare = card("Bob").rstrip()
    for number, text in enumerate((ADA, second, bare)):
        taken_in(library, address_book(tmp_path, text, name=f"{number}.vcf"))
    assert exported(library, Format.VCARD) == (ADA + second + bare + "\r\n").encode()


@pytest.fixture(scope="module")
def real_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """All the real cards, taken in once."""
    with begun(str(tmp_path_factory.mktemp("real") / "book")) as library:
        taken_in(library, real_data("vcards"))
        yield library


def test_every_real_card_goes_out_in_the_bytes_in_which_it_came(real_book: Library) -> None:
    somebody = {raw for raw in real_cards() if read_card(raw).person is not None}

    went = exported(real_book, Format.VCARD)

    assert len(somebody) > 2_000
    assert len(real_cards()) - len(somebody) == 2  # which name and reach nobody
    assert Counter(cards_in(went)) == Counter(
        raw if raw.endswith((b"\n", b"\r")) else raw + b"\r\n" for raw in somebody
    )


@pytest.mark.parametrize("form", [Format.VCARD_3, Format.VCARD_4, Format.JCARD, Format.JSCONTACT])
def test_in_other_forms_the_real_cards_keep_their_values(form: Format, real_book: Library) -> None:
    before, content = cards_in(exported(real_book, Format.VCARD)), exported(real_book, form)
    went = cards_in(content) if form in (Format.VCARD_3, Format.VCARD_4) else json.loads(content)
    as_vcard = {Format.JCARD: read_jcard, Format.JSCONTACT: read_jscontact}.get(form, bytes)
    assert len(went) == len(before) > 2_000
    kept = said = 0
    for raw, again in zip(before[::5], map(as_vcard, went[::5]), strict=True):
        all_of_it = values(raw) + types(raw)
        kept += (all_of_it & (values(again) + types(again))).total()
        said += all_of_it.total()
    assert said > 4_000
    assert kept / said >= 0.995


def test_who_came_without_a_card_goes_out_on_one_and_comes_back(library: Library, tmp_path: Path) -> None:
    added(library, "Zoë; Poe", "zoe@example.org", "+44 20 7946")
    (tmp_path / "out.vcf").write_bytes(exported(library, Format.VCARD))
    with begun(str(tmp_path / "second")) as second:
        taken_in(second, tmp_path / "out.vcf")
        found = rows(exported(second, Format.CSV))
    assert [(row["Name"], row["E-mail 1"], row["Phone 1"]) for row in found] == [
        ("Zoë; Poe", "zoe@example.org", "'+44 20 7946")
    ]


def test_no_cell_of_the_table_can_run_as_a_formula(library: Library) -> None:
    names = ("=1+1", "@SUM(A1)", "-2", '+"x', "plain, with a comma")
    with library.open(NOW, writing=True) as book:
        add_people(book, tuple(AddPerson(person=Person(name=name)) for name in names))
    written = {row["Name"] for row in rows(exported(library, Format.CSV))}
    assert written == {"'=1+1", "'@SUM(A1)", "'-2", "'+\"x", "plain, with a comma"}


def test_the_archive_holds_every_row_and_the_journal(library: Library, tmp_path: Path) -> None:
    taken_in(
        library,
        address_book(tmp_path, ADA),
        mailbox(tmp_path, mail("ada@example.org", "me@example.org", days_ago(1))),
    )
    first, *between, last = map(json.loads, exported(library, Format.ARCHIVE).splitlines())
    assert first == {"keepwarm": first["keepwarm"], "archive": 2, "schema": LATEST, "owner": "Me"}
    nouns = {line["noun"] for line in between}
    assert nouns >= {"owners", "owner_addresses", "people", "handles", "cards", "blobs"}
    assert nouns >= {"interactions", "participants", "batches", "journal"}
    assert not nouns & {"tie_states", "calibrations", "people_search", "likenesses", "schema_version"}
    assert sum(last["end"]["counts"].values()) == len(between)


def test_a_filter_says_who_goes_out_in_any_form_but_the_archive(library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, ADA, card("Bob", "ORG:Choir"), card("Bea", "ORG:Choir")))
    assert [row["Name"] for row in rows(exported(library, Format.CSV, "choir"))] == ["Bea", "Bob"]
    assert exported(library, Format.VCARD, "ada") == ADA.encode()
    assert json.loads(exported(library, Format.JCARD, "nobody")) == []
    with pytest.raises(Invalid, match="An archive is always of the whole book; choose another form"):
        exported(library, Format.ARCHIVE, "choir")
    with pytest.raises(Invalid, match="stage:none is not known"):
        exported(library, Format.VCARD, "stage:none")


def test_one_person_goes_out_by_their_id(library: Library) -> None:
    ada = added(library, "Ada")
    added(library, "Bob")
    with library.open(NOW) as book:
        outgoing = plan_export(book, ExportBook(form=Format.VCARD, person_id=ada))
        assert (outgoing.people, outgoing.about) == (1, "Ada")
        assert b"".join(outgoing.pieces).count(b"BEGIN:VCARD") == 1
        with pytest.raises(Missing):
            plan_export(book, ExportBook(form=Format.VCARD, person_id=ada ^ 1))


def test_who_is_known_only_as_a_relation_stays_out_unless_asked_for(library: Library) -> None:
    stub = Person(name="Stub", standing=Standing.BY_RELATION)
    with library.open(NOW, writing=True) as book:
        add_people(book, (AddPerson(person=Person(name="Ada")), AddPerson(person=stub)))
    assert [row["Name"] for row in rows(exported(library, Format.CSV))] == ["Ada"]
    assert [row["Name"] for row in rows(exported(library, Format.CSV, with_relations=True))] == [
        "Ada",
        "Stub",
    ]
    assert [row["Name"] for row in rows(exported(library, Format.CSV, "standing:by-relation"))] == ["Stub"]
    assert json.loads(exported(library, Format.ARCHIVE).splitlines()[-1])["end"]["counts"]["people"] == 2


def test_a_card_that_came_goes_out_whoever_it_is_of(library: Library, tmp_path: Path) -> None:
    group = card("Choir", "X-ADDRESSBOOKSERVER-KIND:group", "UID:g")
    taken_in(library, address_book(tmp_path, group))
    assert exported(library, Format.VCARD) == group.encode()


@pytest.mark.parametrize("form", Format)
def test_an_empty_book_goes_out_in_every_form(library: Library, form: Format) -> None:
    content = exported(library, form)
    if form in (Format.JCARD, Format.JSCONTACT):
        assert json.loads(content) == []
    else:
        assert content.count(b"Ada") == 0


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(library: Library, tmp_path: Path) -> None:
    path, command = tmp_path / "out.vcf", ExportBook(form=Format.VCARD)
    path.write_text("mine")
    added(library, "Ada")
    with library.open(NOW) as book:
        with pytest.raises(Conflict, match="is there already; name another file, or pass --overwrite"):
            export_book(book, path, command)
        assert path.read_text() == "mine"
        assert export_book(book, path, command, overwrite=True) == 1
    assert path.read_text().startswith("BEGIN:VCARD")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_place_that_cannot_be_written_is_said(library: Library, tmp_path: Path) -> None:
    with (
        library.open(NOW) as book,
        pytest.raises(Unavailable, match=r"cannot be written: .*Nothing was left there"),
    ):
        export_book(book, tmp_path / "none" / "out.vcf", ExportBook(form=Format.VCARD))
