"""An archive makes the same book again, on either database; a damaged one makes nothing."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.details import FavourState, NeedKind, RelationKind
from keepwarm.domain.errors import Conflict, Problem, Unreadable
from keepwarm.domain.keeping import Kept
from keepwarm.domain.own_cards import CardFields
from keepwarm.domain.people import FactKind, Preference, Side
from keepwarm.domain.week_hours import WeekHours
from keepwarm.formats.archive import Head, archive_lines
from keepwarm.storage.archive_rows import ARCHIVED
from keepwarm.storage.book import Book, Library
from keepwarm.storage.column_choices import keep_column_choice
from keepwarm.storage.journal import begin_batch, insert_row
from keepwarm.storage.people import set_preference
from keepwarm.storage.relations import add_relation
from keepwarm.storage.schema import declined_pairs, introduction_parties, introductions, referrals
from keepwarm.usecases.begin_book import choose_words
from keepwarm.usecases.begin_demo import begin_demo
from keepwarm.usecases.change_feeds import AddFeed, add_feed
from keepwarm.usecases.check_book import check_book
from keepwarm.usecases.choose_time import ChooseTime, choose_time
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.export_book import ExportBook, Format, export_book
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.keep_ties import settle
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.merge_people import MergePeople, merge_people, say_apart
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.own_cards import KeepCard, add_card
from keepwarm.usecases.practise import answer_day, begin_day
from keepwarm.usecases.prefer import Prefer, prefer
from keepwarm.usecases.restore_book import Restored, restore_book
from keepwarm.usecases.save_filter import SaveFilter, save_filter
from keepwarm.usecases.swap import leave_details, typed_details
from keepwarm.usecases.tend_bearing import ChooseBearing, choose_bearing
from keepwarm.usecases.tend_favours import NoteFavour, note_favour
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, address_book, begun, card, days_ago, hash_of, mail, mailbox, taken_in
from tests.importers.readings import DATA
from tests.statements import watch


def everything(library: Library, folder: Path) -> None:
    """A book in which every table has rows: sources of all kinds, merges, edits, undone things."""
    samples = ("google/new-2025.csv", "thunderbird/personal-book.ldif", "monica/export-4.1.json",
               "nametag/export-1.2.json", "linkedin/connections-2026.csv", "tables/dex.csv")  # fmt: skip
    letters = mailbox(folder, mail("Ada <ada@example.org>", "robin@vale.example", days_ago(9.123456)))
    photo = card("Ann Photo", "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=", "NOTE:Ünï 😀")
    taken_in(library, *(DATA / name for name in samples), letters, address_book(folder, photo))
    first, second = added(library, "Cem One", "+44 20 7946"), added(library, "Cem Two", "cem@example.org")
    third = added(library, "Cem Three")
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=first, other_id=second))
        handle = recognise_handle("cem@new.example")
        edit_person(
            book,
            EditPerson(person_id=first, fields={"birthday": "--02-29"}, added=(handle,), tags=("a", "Ä")),
        )
        say_apart(book, first, third)
        begin_batch(book, "relate", "Cem")
        add_relation(book, first, third, RelationKind.SIBLING, label="twin", source="you")
        set_preference(book, first, Preference(channel=Channel.CALL, never=True, said_on=book.today))
        keep_column_choice(book, "d" * 64, {"Tel": "phone"})
        save_filter(book, SaveFilter(name="Choir", query="tag:choir"))
        choose_words(book, {Kept.TEXTS: True})
        keep_what_was_said(book, first)
        bring_together(book, first, third)
        add_feed(book, AddFeed(kind="imap", name="Work", address="mail.example:993", user="me"))
    with library.open(NOW, writing=True) as book:
        edit_person(book, EditPerson(person_id=third, note="to be taken back"))
    with library.open(NOW, writing=True) as book:
        undo(book)


def keep_what_was_said(book: Book, person_id: int) -> None:
    """A wish, a preference with all that may belong to it, a need, a give, and the owner's own time."""
    note_wish(book, NoteWish(person_id=person_id, answer=Wish.UNCLEAR, words="maybe"))
    choose_bearing(book, ChooseBearing(person_id=person_id, closeness=3, cadence_days=35))
    said = Prefer(
        person_id=person_id,
        liked=(Channel.TEXT,),
        purposes=frozenset({Purpose.SCHEDULE}),
        hours=WeekHours.parse("mon-fri 18:00-20:00"),
        words="after six",
        said_at="the fair",
        time_zone="Asia/Tokyo",
    )
    prefer(book, said)
    note_need(book, NoteNeed(person_id=person_id, kind=NeedKind.NEED, text="a piano teacher"))
    give = NoteFavour(person_id=person_id, side=Side.MINE, text="a loan", state=FavourState.DONE, money=True)
    note_favour(book, give)
    keep_fact(
        book,
        KeepFact(person_id=person_id, kind=FactKind.FAMILY, text="ill", sensitive=True, confirmed=True),
    )
    log_interaction(
        book, LogInteraction(person_id=person_id, channel=Channel.CALL, at=days_ago(2), my_share=25)
    )
    own = KeepCard(label="work", fields=CardFields(name="Robin Vale", emails=("robin@vale.example",)))
    leave_details(book, add_card(book, own), typed_details({"name": "Nel", "email": "nel@example.org"}))
    begin_day(book, 16)
    answer_day(book, {"pitch": "I frame what lies in drawers.", "helped": "Ünï 😀"})
    choose_time(book, ChooseTime(capacity="3", quiet_days="sun", quiet_hours="21:00-08:00"))


def bring_together(book: Book, one: int, other: int) -> None:
    """An introduction of two, a referral of one to the other, and the two as a pair that is left as it is."""
    said, on = {"source": "you", "added_at": NOW}, book.today
    open_days = dict.fromkeys(("made_on", "met_on", "outcome", "back_on", "ended_on"))
    begun = {"introduction_id": 5, "form": "made", "about": "choirs", "learned": "", "changed_on": on}
    insert_row(book, introductions, begun | open_days | said)
    for role, person_id in (("one", one), ("other", other)):
        asked = {"introduction_id": 5, "role": role, "person_id": person_id, "why": "both sing"}
        days = {"asked_on": on, "answered_on": None, "told_on": None, "thanked_on": None}
        insert_row(book, introduction_parties, asked | {"answer": "asked"} | days)
    sent = {"referral_id": 6, "person_id": one, "about_id": other, "side": "mine", "text": "Cem Three"}
    came = {"state": "sent", "noted_on": on, "changed_on": on, "outcome": "", "thanked_on": None}
    insert_row(book, referrals, sent | came | said)
    left = {"declined_pair_id": 7, "person_id": one, "other_id": other, "about": "", "said_on": on}
    insert_row(book, declined_pairs, left | said)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The demo with everything else, in a file."""
    folder = tmp_path_factory.mktemp("full")
    library = Library(str(folder / "book.keepwarm"))
    with watch(library.engine):
        begin_demo(library, NOW)
        everything(library, folder)
        yield library
    library.close()


def archived(library: Library, path: Path) -> Path:
    with library.open(NOW) as book:
        export_book(book, path, ExportBook(form=Format.ARCHIVE))
    return path


def restored(archive: Path, url: str) -> tuple[Library, Restored]:
    library = Library(url)
    try:
        with watch(library.engine):
            return library, restore_book(library, archive, NOW)
    except Problem:
        library.close()
        raise


def test_a_book_that_has_everything_is_the_same_again_on_either_database_and_back(
    full: Library, tmp_path: Path, postgres_url: str
) -> None:
    first = archived(full, tmp_path / "first")
    assert {line["noun"] for line in map(json.loads, first.read_bytes().splitlines()[1:-1])} >= set(ARCHIVED)

    in_a_server, done = restored(first, postgres_url)
    second = archived(in_a_server, tmp_path / "second")
    in_a_file, again = restored(second, str(tmp_path / "again.keepwarm"))
    third = archived(in_a_file, tmp_path / "third")

    assert (
        done.content_hash == again.content_hash == hash_of(full) == hash_of(in_a_server) == hash_of(in_a_file)
    )
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()
    assert done.people > 320
    for library in (in_a_server, in_a_file):
        assert [one.what for one in check_book(library, NOW) if not one.well] == []
        settle(library, NOW)
        library.close()


def test_undo_works_in_a_restored_book_as_in_the_one_before(full: Library, tmp_path: Path) -> None:
    archive = archived(full, tmp_path / "archive")
    hashes = []
    for name in ("one", "two"):
        library, _ = restored(archive, str(tmp_path / name))
        for _ in range(6):
            with library.open(NOW, writing=True) as book:
                undo(book)
        hashes.append(hash_of(library))
        library.close()
    assert hashes[0] == hashes[1] != hash_of(full)


@pytest.fixture
def small(tmp_path: Path) -> list[dict[str, Any]]:
    """The lines of a small archive, as data."""
    with begun(str(tmp_path / "small")) as library:
        added(library, "Ada", "ada@example.org")
        archive = archived(library, tmp_path / "small.jsonl")
    return [json.loads(line) for line in archive.read_bytes().splitlines()]


def rewritten(lines: list[dict[str, Any]], path: Path) -> Path:
    """An archive of these rows whose end bears them out, as who wants to deceive would write it."""
    head = Head(program="9", schema=lines[0]["schema"], owner="Me")
    rows = [(line["noun"], line["row"]) for line in lines[1:-1]]
    path.write_bytes(b"".join(archive_lines(head, rows, lambda: lines[-1]["end"]["hash"])))
    return path


def _of(lines: list[dict[str, Any]], noun: str) -> dict[str, Any]:
    row: dict[str, Any] = next(line["row"] for line in lines[1:-1] if line["noun"] == noun)
    return row


HOSTILE: dict[str, tuple[Callable[[list[dict[str, Any]]], object], str]] = {
    "another owner": (
        lambda lines: _of(lines, "handles").update(owner_id=5),
        "line 7 belongs to another owner",
    ),
    "a second owner": (
        lambda lines: lines.insert(2, {"noun": "owners", "row": {**lines[1]["row"], "owner_id": 5}}),
        "line 3 belongs to another owner",
    ),
    "no owner": (lambda lines: lines.pop(1), "is not where the owner's should be"),
    "nobody": (
        lambda lines: _of(lines, "handles").update(person_id=5),
        "is about something that is not there",
    ),
    "twice": (lambda lines: lines.insert(4, lines[4]), "stands twice"),
    "out of order": (lambda lines: lines.insert(5, lines[1]), "is not where the owner's should be"),
    "behind others": (lambda lines: lines.insert(-1, lines[2]), "stands behind rows of"),
    "another name": (
        lambda lines: _of(lines, "people").update(name="Eve"),
        "does not hold the content that it was made of",
    ),
    "a wrong word": (
        lambda lines: _of(lines, "handles").update(kind="pigeon"),
        "cannot have 'pigeon' as its kind",
    ),
    "a strange column": (
        lambda lines: _of(lines, "people").update(hat="red"),
        "does not have the columns of people: 'hat'",
    ),
    "a strange table": (
        lambda lines: lines.insert(4, {"noun": "accounts", "row": {}}),
        "holds 'accounts', which is not known here",
    ),
    "a newer schema": (lambda lines: lines[0].update(schema=99), "was written by a newer Keepwarm"),
    "an older schema": (lambda lines: lines[0].update(schema=1), "was written by an older Keepwarm"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_archive_is_one_sentence_and_leaves_nothing(
    what: str, small: list[dict[str, Any]], tmp_path: Path
) -> None:
    check_it_is_refused(what, small, tmp_path, str(tmp_path / "new"))


@pytest.mark.parametrize(
    ("noun", "change", "sentence"),
    [
        ("introductions", {"made_on": "9999-12-31"}, "cannot have '9999-12-31' as its made_on"),
        ("introduction_parties", {"asked_on": "0001-01-01"}, "cannot have '0001-01-01' as its asked_on"),
        ("referrals", {"noted_on": "9999-12-31"}, "cannot have '9999-12-31' as its noted_on"),
        ("practice", {"began_on": "0001-01-01"}, "cannot have '0001-01-01' as its began_on"),
        ("promises", {"due_on": "9999-12-31"}, "cannot have '9999-12-31' as its due_on"),
        ("introductions", {"outcome": "good", "made_on": None}, "that was never made"),
        ("introductions", {"form": "asked"}, "has a role that an introduction of the form 'asked'"),
        ("introduction_parties", {"answer": "yes", "asked_on": None}, "who was never asked"),
        ("declined_pairs", {"about": "Ä b"}, "has an about that is not in folded words"),
        ("declined_pairs", {"other_id": None, "about": ""}, "says for which need nowhere"),
    ],
)
def test_rows_that_the_program_could_not_have_written_are_refused(
    full: Library, tmp_path: Path, noun: str, change: dict[str, Any], sentence: str
) -> None:
    lines = [json.loads(line) for line in archived(full, tmp_path / "it").read_bytes().splitlines()]
    rows = (line["row"] for line in lines[1:-1] if line["noun"] == noun)
    next(row for row in rows if row.get("introduction_id", 5) == 5).update(change)
    with pytest.raises(Unreadable) as problem:
        restored(rewritten(lines, tmp_path / "hostile"), str(tmp_path / "new"))
    assert sentence in str(problem.value)
    assert "is damaged: line " in str(problem.value)
    assert not (tmp_path / "new").exists()


def test_a_hostile_archive_leaves_nothing_in_a_server_either(
    small: list[dict[str, Any]], tmp_path: Path, postgres_url: str
) -> None:
    for what in ("nobody", "another name", "a newer schema"):
        check_it_is_refused(what, deepcopy(small), tmp_path, postgres_url)
        library = Library(postgres_url)
        with library.transaction(writing=False) as connection:
            assert inspect(connection).get_table_names() == []
        library.close()


def check_it_is_refused(what: str, lines: list[dict[str, Any]], folder: Path, url: str) -> None:
    change, sentence = HOSTILE[what]
    change(lines)
    archive = rewritten(lines, folder / "hostile")
    before = sorted(folder.iterdir())

    with pytest.raises(Unreadable) as problem:
        restored(archive, url)

    assert sentence in str(problem.value)
    assert str(problem.value).startswith(f"{archive} ")
    assert str(problem.value).endswith(".")
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("part", [0.0, 0.5, 0.999])
def test_a_truncated_archive_leaves_nothing(part: float, full: Library, tmp_path: Path) -> None:
    whole = archived(full, tmp_path / "whole").read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(whole[: int(len(whole) * part)])

    with pytest.raises(Unreadable):
        restored(cut, str(tmp_path / "new"))

    assert {path.name for path in tmp_path.iterdir()} == {"whole", "cut"}


def test_a_book_that_is_there_is_never_written_over(full: Library, tmp_path: Path, postgres_url: str) -> None:
    archive = archived(full, tmp_path / "archive")
    with begun(postgres_url) as there, begun(str(tmp_path / "mine")) as mine:
        hashes = hash_of(there), hash_of(mine)
        for library in (there, mine):
            with pytest.raises(Conflict, match="already; name"):
                restore_book(library, archive, NOW)
        assert (hash_of(there), hash_of(mine)) == hashes
    (tmp_path / "letter").write_text("Dear Ada")
    with pytest.raises(Conflict, match="is there already; name a place where there is nothing"):
        restored(archive, str(tmp_path / "letter"))
    assert (tmp_path / "letter").read_text() == "Dear Ada"


def test_a_restored_file_is_for_its_owner_alone(full: Library, tmp_path: Path) -> None:
    library, done = restored(archived(full, tmp_path / "archive"), str(tmp_path / "deep" / "new"))
    library.close()
    assert (tmp_path / "deep" / "new").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["new"]
    assert done.place == str(tmp_path / "deep" / "new")


@pytest.mark.parametrize("content", [None, b"", b"BEGIN:VCARD\n", b"\x00\xff" * 500])
def test_what_is_no_archive_is_said(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "it").write_bytes(content)
    with pytest.raises(Problem, match=r"it (is no archive of Keepwarm|cannot be read: No such file)"):
        restored(tmp_path / "it", str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()
