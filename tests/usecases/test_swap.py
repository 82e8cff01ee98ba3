"""What strangers leave: quarantined, matched, accepted as one, corrected, taken back, and emptied in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Missing
from keepwarm.domain.meeting import SubmissionState
from keepwarm.domain.own_cards import CardFields
from keepwarm.domain.people import FactKind, Handle, HandleKind
from keepwarm.domain.submissions import A_DAY, QUOTA, QUOTA_OF_A_CARD, Flaw, Flawed, Given, Hours, TooMany
from keepwarm.storage.bearings import wishes_of
from keepwarm.storage.book import Book, Library
from keepwarm.storage.facts import facts_of
from keepwarm.storage.handles import handles_of
from keepwarm.storage.pages.reach import preferences_of
from keepwarm.storage.people import existing_ids, get_person
from keepwarm.storage.schema import metadata, submissions
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.own_cards import KeepCard, add_card
from keepwarm.usecases.swap import (
    correct_details,
    empty_what_is_old,
    find_receipt,
    leave_details,
    read_contact_file,
    typed_details,
    withdraw_details,
)
from keepwarm.usecases.take_in_swaps import (
    accept,
    arrived_page,
    decline,
    have_back,
    take_out,
)
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, card

NUMBER = Handle(kind=HandleKind.PHONE, value="+44 20 7946 0123")
ADA = Given(name="Ada Lovelace", ways=(NUMBER,), about="sourdough")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A new book in a file, with a card."""
    with begun(str(tmp_path / "book.keepwarm")) as library:
        yield library


@pytest.fixture
def card_id(library: Library) -> int:
    with library.open(NOW, writing=True) as book:
        return add_card(book, KeepCard(label="work", fields=CardFields(name="Ann Lee")))


def sizes(book: Book) -> dict[str, int]:
    """How many rows each table of the book has."""
    counted = {table.name: select(func.count()).select_from(table) for table in metadata.sorted_tables
               if "owner_id" in table.c}  # fmt: skip
    return {
        name: book.connection.scalar(found.where(book.owns(metadata.tables[name]))) or 0
        for name, found in counted.items()
    }


def test_what_is_left_changes_nothing_but_the_quarantine(library: Library, card_id: int) -> None:
    with library.open(NOW, writing=True) as book:
        before = sizes(book)
        leave_details(book, card_id, ADA)
        assert sizes(book) == before | {"submissions": 1}


def test_accepting_makes_one_person_with_all_they_said_and_undo_lets_it_wait_again(
    library: Library, card_id: int
) -> None:
    said = replace(
        ADA, organization="Engines", prefers=Channel.CALL, hours=Hours.EVENINGS, when_words="not Friday"
    )
    with library.open(NOW, writing=True) as book:
        made = leave_details(book, card_id, said).submission_id
        person_id = accept(book, made)
        person = get_person(book, person_id)
        assert (person.name, person.organization) == ("Ada Lovelace", "Engines")
        (handle,) = handles_of(book, person_id)
        assert handle.source.startswith("swap:")
        (told,) = preferences_of(book, person_id)
        assert (told.channel, told.known_by.value, told.words) == (Channel.CALL, "told", "not Friday")
        assert str(told.hours) == "mon-fri 17:00-21:00"
        wished = wishes_of(book, (person_id,))[person_id]
        assert (wished.answer, wished.words) == (Wish.YES, "sourdough")
        (fact,) = facts_of(book, person_id)
        assert (fact.kind, fact.text, fact.source) == (FactKind.REASON, "sourdough", handle.source)
        with pytest.raises(Missing):
            accept(book, made)
        taken = book.batch_id
        undo(book)
        assert not existing_ids(book, {person_id})
        (arrived,) = arrived_page(book).arrived
        assert arrived.given == said
        undo(book, book.batch_id)
        assert (arrived_page(book).arrived, existing_ids(book, {person_id})) == ((), {person_id})
        undo(book, taken)
        assert existing_ids(book, {accept(book, made)})


@pytest.mark.parametrize(
    ("name", "way", "certain"),
    [
        ("Ada Lovelace", "+44 20 7946 0123", True),
        ("Ada Lovelace", "ada@example.org", False),
        ("The Lovelaces", "+442079460123", False),
        ("Bob", "bob@example.org", None),
    ],
)
def test_who_of_the_book_it_may_be_is_told_to_the_owner(
    library: Library, card_id: int, name: str, way: str, certain: bool | None
) -> None:
    known = added(library, name, way)
    with library.open(NOW, writing=True) as book:
        leave_details(book, card_id, ADA)
        (arrived,) = arrived_page(book).arrived
    found = [(one.person_id, one.certain) for one in arrived.meant]
    assert found == ([] if certain is None else [(known, certain)])


def test_what_is_added_to_somebody_leaves_what_the_owner_wrote(library: Library, card_id: int) -> None:
    ada = added(library, "Ada King", "+44 20 7946 0123", "ada@example.org")
    with library.open(NOW, writing=True) as book:
        edit_person(book, EditPerson(person_id=ada, fields={"organization": "Mine"}))
        new = Handle(kind=HandleKind.EMAIL, value="lovelace@example.org")
        made = leave_details(
            book, card_id, replace(ADA, organization="Theirs", title="Countess", ways=(NUMBER, new))
        )
        assert accept(book, made.submission_id, ada) == ada
        person = get_person(book, ada)
        assert (person.name, person.organization, person.title) == ("Ada King", "Mine", "Countess")
        assert [one.source[:5] for one in handles_of(book, ada)] == ["you", "you", "swap:"]


def test_who_leaves_no_words_takes_away_none_that_the_owner_wrote_down(
    library: Library, card_id: int
) -> None:
    ada = added(library, "Ada King", "+44 20 7946 0123")
    with library.open(NOW, writing=True) as book:
        note_wish(book, NoteWish(person_id=ada, answer=Wish.YES, words="about sailing"))
        accept(book, leave_details(book, card_id, replace(ADA, about="")).submission_id, ada)
        assert wishes_of(book, (ada,))[ada].words == "about sailing"
        accept(book, leave_details(book, card_id, replace(ADA, about="bread")).submission_id, ada)
        assert wishes_of(book, (ada,))[ada].words == "bread"


def test_a_noted_no_stays_one_unless_the_owner_says_otherwise(library: Library, card_id: int) -> None:
    ada = added(library, "Ada Lovelace", "ada@example.org")
    with library.open(NOW, writing=True) as book:
        note_wish(book, NoteWish(person_id=ada, answer=Wish.NO, words="please leave me be"))
        first = leave_details(book, card_id, ADA).submission_id
        (waiting,) = arrived_page(book).arrived
        refused = {one.person_id: one.refused for one in waiting.meant}[ada]
        assert refused is not None
        assert refused.words == "please leave me be"
        accept(book, first, ada)
        assert wishes_of(book, (ada,))[ada] == refused
        accept(book, leave_details(book, card_id, ADA).submission_id, ada, wish_again=True)
        assert wishes_of(book, (ada,))[ada].answer is Wish.YES
        leave_details(book, card_id, ADA)
        (waiting,) = arrived_page(book).arrived
        assert [one.refused for one in waiting.meant] == [None]


def test_when_without_how_is_kept_for_every_way_that_they_gave(library: Library, card_id: int) -> None:
    with library.open(NOW, writing=True) as book:
        left = leave_details(book, card_id, replace(ADA, when_words="after lunch"))
        told = preferences_of(book, accept(book, left.submission_id))
    assert [(one.channel, one.rank, one.words) for one in told] == [
        (Channel.CALL, 1, "after lunch"),
        (Channel.TEXT, 2, "after lunch"),
    ]


def test_a_correction_replaces_what_waits_and_what_was_accepted(library: Library, card_id: int) -> None:
    other = Handle(kind=HandleKind.EMAIL, value="ada@example.org")
    with library.open(NOW, writing=True) as book:
        receipt = leave_details(book, card_id, ADA).receipt
        assert correct_details(book, receipt, replace(ADA, name="Ada King"))
        (arrived,) = arrived_page(book).arrived
        assert arrived.given.name == "Ada King"
        person_id = accept(book, arrived.submission.submission_id)
        assert correct_details(book, receipt, replace(ADA, name="Ada King", ways=(other,), about=""))
        assert [one.value for one in handles_of(book, person_id)] == [NUMBER.value]
        (arrived,) = arrived_page(book).arrived
        assert accept(book, arrived.submission.submission_id) == person_id
        assert [one.value for one in handles_of(book, person_id)] == ["ada@example.org"]
        assert facts_of(book, person_id) == []
        assert withdraw_details(book, receipt)
        assert find_receipt(book, receipt) is None
        (leaving,) = arrived_page(book).leaving
        take_out(book, leaving.person_id)
        assert not existing_ids(book, {person_id})
        assert arrived_page(book).leaving == ()


def test_taking_out_keeps_what_the_owner_wrote_and_proposes_them_no_more(
    library: Library, card_id: int
) -> None:
    with library.open(NOW, writing=True) as book:
        left = leave_details(book, card_id, replace(ADA, prefers=Channel.TEXT))
        person_id = accept(book, left.submission_id)
        edit_person(book, EditPerson(person_id=person_id, note="met at the mill"))
        withdraw_details(book, left.receipt)
        take_out(book, person_id)
        assert get_person(book, person_id).note == "met at the mill"
        assert not [
            *handles_of(book, person_id),
            *facts_of(book, person_id),
            *preferences_of(book, person_id),
        ]
        assert wishes_of(book, (person_id,))[person_id].answer is Wish.NO
        with pytest.raises(Missing):
            take_out(book, person_id)


def test_withdrawing_deletes_the_words_at_once_and_declining_within_the_hour(
    library: Library, card_id: int
) -> None:
    with library.open(NOW, writing=True) as book:
        first, second = leave_details(book, card_id, ADA), leave_details(book, card_id, ADA)
        withdraw_details(book, first.receipt)
        assert not withdraw_details(book, first.receipt)
        decline(book, second.submission_id)
        assert find_receipt(book, second.receipt) is None
        have_back(book, second.submission_id)
        decline(book, second.submission_id)
    empty_what_is_old(library, NOW + timedelta(minutes=59))
    assert sorted(words_kept(library)) == ["", "sourdough"]
    empty_what_is_old(library, NOW + timedelta(minutes=61))
    assert words_kept(library) == ["", ""]
    with library.open(NOW, writing=True) as book, pytest.raises(Missing, match="gone by now"):
        have_back(book, second.submission_id)


def words_kept(library: Library) -> list[str]:
    with library.open(NOW) as book:
        rows = book.rows(select(submissions.c.given).where(book.owns(submissions)))
    return ["sourdough" if "sourdough" in row.given else row.given for row in rows]


def test_after_thirty_days_nothing_that_was_written_is_left(library: Library, card_id: int) -> None:
    with library.open(NOW, writing=True) as book:
        waiting, taken = leave_details(book, card_id, ADA), leave_details(book, card_id, ADA)
        accept(book, taken.submission_id)
    empty_what_is_old(library, NOW + timedelta(days=30))
    assert words_kept(library) == ["sourdough", "sourdough"]
    later = NOW + timedelta(days=30, seconds=1)
    empty_what_is_old(library, later)
    assert words_kept(library) == ["", ""]
    with library.open(later, writing=True) as book:
        assert find_receipt(book, waiting.receipt) is None
        found = find_receipt(book, taken.receipt)
        assert found is not None
        assert found.state is SubmissionState.ACCEPTED
        assert withdraw_details(book, taken.receipt)
        assert len(arrived_page(book).leaving) == 1


def test_a_card_takes_a_hundred_a_day_and_the_quarantine_five_hundred(library: Library, card_id: int) -> None:
    with library.open(NOW, writing=True) as book:
        fields = CardFields(name="Ann Lee")
        cards = [
            card_id,
            *(add_card(book, KeepCard(label=label, fields=fields)) for label in ("at home", "fair")),
        ]
    for day in range(QUOTA // A_DAY):
        with library.open(NOW + timedelta(days=2 * day), writing=True) as book:
            flooded = cards[day * A_DAY // QUOTA_OF_A_CARD]
            if flooded != card_id:
                with pytest.raises(TooMany):
                    leave_details(book, card_id, ADA)
            for _ in range(A_DAY):
                leave_details(book, flooded, ADA)
            with pytest.raises(TooMany):
                leave_details(book, flooded, ADA)
    with library.open(NOW + timedelta(days=20), writing=True) as book:
        before = sizes(book)
        with pytest.raises(TooMany):
            leave_details(book, card_id, ADA)
        assert sizes(book) == before
        assert before["submissions"] == QUOTA


@pytest.mark.parametrize(
    ("said", "flaw"),
    [
        ({"phone": "+44 20 7946 0123"}, Flaw.NAME),
        ({"name": "\u202e\x00 "}, Flaw.NAME),
        ({"name": "Ada"}, Flaw.WAY),
        ({"name": "Ada", "phone": "ring me"}, Flaw.PHONE),
        ({"name": "Ada", "email": "ada at home"}, Flaw.EMAIL),
        ({"name": "A" * 201, "other": "x"}, Flaw.LONG),
        ({"name": "Ada", "other": "x", "about": "y" * 601}, Flaw.LONG),
    ],
)
def test_what_cannot_be_taken_is_named(
    library: Library, card_id: int, said: dict[str, str], flaw: Flaw
) -> None:
    with library.open(NOW, writing=True) as book:
        with pytest.raises(Flawed) as raised:
            leave_details(book, card_id, typed_details(said))
        assert raised.value.flaw is flaw
        assert sizes(book)["submissions"] == 0


def test_of_a_contact_file_nothing_is_taken_but_name_work_and_ways() -> None:
    raw = card(
        "Ada Lovelace", "ORG:Engines", "TITLE:Countess", "TEL:+442079460123", "EMAIL:ada@example.org",
        "ADR:;;1 Mill Lane;London;;;", "BDAY:1815-12-10", "NOTE:secret", "PHOTO;ENCODING=b:/9j/AAAA",
    )  # fmt: skip
    given = read_contact_file((raw + card("Bob", "TEL:+1")).encode())
    assert (given.name, given.organization, given.title) == ("Ada Lovelace", "Engines", "Countess")
    assert [way.kind for way in given.ways] == [HandleKind.PHONE, HandleKind.EMAIL]
    assert "secret" not in repr(given)
    assert "Mill" not in repr(given)
    assert "1815" not in repr(given)
    for nothing in (b"", b"\x00" * 1000, b"PK\x03\x04", b"BEGIN:VCARD\r\nEND:VCARD\r\n"):
        with pytest.raises(Flawed):
            read_contact_file(nothing)
