"""The journal: every change in order, with what was there before and after."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Missing
from keepwarm.domain.people import Preference, Standing
from keepwarm.storage.book import Book, Library
from keepwarm.storage.journal import RECORDED, begin_batch, from_json, insert_row, to_json
from keepwarm.storage.people import forget_preference, set_preference
from keepwarm.storage.schema import batches, interactions, journal, metadata, people
from keepwarm.usecases.tend_person import finish, set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, address_book, card, days_ago, taken_in, talked


def entries(book: Book, noun: str) -> list[tuple[object, object]]:
    """What was before and after, in order."""
    found = select(journal.c.before, journal.c.after).where(book.owns(journal), journal.c.noun == noun)
    rows = book.rows(found.order_by(journal.c.position))
    return [tuple(None if text is None else json.loads(text) for text in row) for row in rows]


def test_a_new_row_has_no_before_a_changed_one_both_and_one_taken_away_no_after(library: Library) -> None:
    ada = added(library, "Ada")
    likes = Preference(channel=Channel.TEXT)
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "note", "Ada")
        set_preference(book, ada, likes)
        set_preference(book, ada, Preference(channel=Channel.TEXT, never=True))
        forget_preference(book, ada, "text")
        steps = entries(book, "preferences")
        assert [(before is None, after is None) for before, after in steps] == [
            (True, False),
            (False, False),
            (False, True),
        ]
        assert steps[0][1] == steps[1][0]
        assert steps[1][1] == steps[2][0]
        assert entries(book, "people")[0][0] is None


def test_positions_have_no_gaps_and_no_batch_is_empty(library: Library, tmp_path: Path) -> None:
    ada = added(library, "Ada", "ada@example.org")
    taken_in(library, address_book(tmp_path, card("Bob", "EMAIL:bob@example.org"), card("Cem")))
    talked(library, ada, days_ago(1))
    with library.open(NOW, writing=True) as book:
        set_standing(book, ada, Standing.ORDINARY)  # as it is
        set_standing(book, ada, Standing.LEAVE_BE)
    with pytest.raises(Missing), library.open(NOW, writing=True) as book:
        finish(book, ada, "nothing")
    with library.open(NOW, writing=True) as book:
        undo(book)
    taken_in(library, address_book(tmp_path, card("Cem")))
    with library.open(NOW) as book:
        assert in_order(book, journal.c.position) == list(
            range(1, len(in_order(book, journal.c.position)) + 1)
        )
        assert in_order(book, batches.c.position) == [1, 2, 3, 4, 5, 6]
        held = select(batches.c.batch_id, func.count(journal.c.position))
        joined = batches.outerjoin(
            journal, (journal.c.owner_id == batches.c.owner_id) & (journal.c.batch_id == batches.c.batch_id)
        )
        counts = book.rows(held.select_from(joined).where(book.owns(batches)).group_by(batches.c.batch_id))
        assert min(count for _, count in counts) > 0


def in_order(book: Book, column: object) -> list[int]:
    return [
        position for (position,) in book.rows(select(column).where(book.owns(column.table)).order_by(column))
    ]


def test_a_change_outside_of_a_batch_is_a_bug(library: Library) -> None:
    with (
        pytest.raises(AssertionError, match="a change needs a batch"),
        library.open(NOW, writing=True) as book,
    ):
        insert_row(book, metadata.tables["owner_addresses"], {"address": "also@example.org"})


def test_both_databases_keep_the_same_of_a_text_that_neither_takes_whole(library: Library) -> None:
    added(library, "A\0da \ud83d Love\U0001f600lace")
    with library.open(NOW) as book:
        assert (
            book.connection.scalar(select(people.c.name).where(book.owns(people)))
            == "Ada ? Love\U0001f600lace"
        )


def test_all_that_an_owner_enters_is_recorded_and_nothing_that_is_computed() -> None:
    entered = {"owner_addresses", "people", "handles", "preferences", "facts", "interactions", "participants"}
    assert entered | {"promises", "next_steps", "cards"} <= set(RECORDED)
    assert not set(RECORDED) & {"tie_states", "calibrations", "people_search", "blobs", "batches", "journal"}


def test_a_row_from_before_a_column_came_holds_what_the_table_holds_of_it() -> None:
    of_an_early_release = to_json({"fact_id": 1, "text": "two sisters"})
    assert from_json(RECORDED["facts"], of_an_early_release) == {
        "fact_id": 1,
        "text": "two sisters",
        "sensitive": False,
    }


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - the strategy takes bare bounds
    st.one_of(st.none(), st.integers(0, 1_440)),
    st.text(max_size=20),
    st.booleans(),
)
def test_a_row_comes_back_from_the_journal_as_it_was(
    at: datetime, minutes: int | None, summary: str, counts: bool
) -> None:
    row = {"at": at.replace(tzinfo=UTC), "minutes": minutes, "summary": summary, "counts": counts}
    assert from_json(interactions, to_json(row)) == row | {"my_share": None}
    day = {
        "spoken_asked_on": date(2026, 1, 2),
        "spoken_confirmed_on": None,
        "added_at": at.replace(tzinfo=UTC),
    }
    assert from_json(people, to_json(day)) == day
