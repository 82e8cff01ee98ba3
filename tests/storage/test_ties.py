"""Tie states: kept up to date with each write, and never stale as days pass."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import state_of
from keepwarm.storage.book import Book, Library
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.pages.headline import headline
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.schema import calibrations, tie_states
from keepwarm.storage.ties import latest_calibrations, read_histories, stored_histories
from keepwarm.usecases.keep_ties import settle
from tests.books import NOW, added, begun, days_ago, mail, mailbox, taken_in, talked

State = tuple[str, Stage, Rhythm | None]


def shown(library: Library, now: datetime, *, imagined: bool = False) -> list[State]:
    with library.open(now, imagined=imagined) as book:
        return [(line.name, line.stage, line.rhythm) for line in people_page(book, length=None).people]


def computed(library: Library, now: datetime) -> list[State]:
    """The same from the interactions themselves, with the calibration that is kept."""
    with library.open(now) as book:
        people = people_page(book, length=None).people
        evidence = evidence_for(book, read_histories(book, {line.person_id for line in people}))
        kept = latest_calibrations(book)
        return [(line.name, *state_of(evidence[line.person_id], book.days, kept)) for line in people]


def stored(library: Library, now: datetime = NOW) -> list[Any]:
    with library.open(now) as book:
        return book.rows(select(tie_states).where(book.owns(tie_states)).order_by(tie_states.c.person_id))


def test_each_write_leaves_the_state_of_its_moment(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    assert shown(library, NOW) == computed(library, NOW) == [("Ada", Stage.LISTED, None)]
    talked(library, ada, days_ago(9), direction=Direction.OUT, channel=Channel.EMAIL)
    assert shown(library, NOW) == computed(library, NOW) == [("Ada", Stage.REACHED, Rhythm.IN_RHYTHM)]
    for days in (30, 2):  # each after a week of quiet, so that both began it
        talked(library, ada, days_ago(days))
    assert shown(library, NOW) == computed(library, NOW)
    assert shown(library, NOW)[0][1] is Stage.CONNECTION


def test_the_packed_history_is_the_one_of_the_interactions(library: Library, tmp_path: Path) -> None:
    ada = added(library, "Ada", "ada@example.org")
    talked(library, ada, days_ago(2))
    taken_in(library, mailbox(tmp_path, mail("ada@example.org", "me@example.org", days_ago(4))))
    with library.open(NOW) as book:
        assert stored_histories(book, {ada}) == read_histories(book, {ada})
        assert len(stored_histories(book, {ada})[ada].days) == 2


def test_time_alone_changes_what_is_shown_before_and_after_settling(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    for days in (90, 60, 30, 1):
        talked(library, ada, days_ago(days))
    seen = []
    for ahead in (0, 40, 90, 150, 2_000):
        later = NOW + timedelta(days=ahead)
        before = shown(library, later)
        settle(library, later)
        assert before == shown(library, later) == computed(library, later)
        seen.append(before[0][1:])
    assert seen[0] == (Stage.CONNECTION, Rhythm.IN_RHYTHM)
    assert seen[-1] == (Stage.DORMANT, Rhythm.DORMANT)
    assert Rhythm.SLIPPING in {rhythm for _, rhythm in seen}


@contextmanager
def a_book() -> Iterator[Library]:
    with TemporaryDirectory() as folder, begun(str(Path(folder) / "book")) as library:
        yield library


talks = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(1, 300),
        st.sampled_from(list(Direction)),
        st.sampled_from(["call", "email"]),
    ),
    max_size=10,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(talks, st.lists(st.integers(0, 500), min_size=1, max_size=4))
def test_whatever_passed_and_however_long_ago_no_state_is_stale(
    said: list[tuple[int, int, Direction, str]], ahead: list[int]
) -> None:
    with a_book() as library:
        people = [added(library, name, f"{name}@example.org".lower()) for name in ("Ada", "Bob")]
        for who, days, direction, channel in said:
            talked(library, people[who], days_ago(days), direction=direction, channel=Channel(channel))
        for days in sorted(ahead):
            later = NOW + timedelta(days=days)
            unsettled = shown(library, later)
            settle(library, later)
            assert unsettled == shown(library, later) == computed(library, later)
            with library.open(later) as book:
                assert sum(headline(book).stages.values()) == 2


def test_what_is_in_the_book_and_still_to_come_ends_a_state_on_its_day(library: Library) -> None:
    ada = added(library, "Ada", "ada@example.org")
    ahead = NOW + timedelta(days=3)
    talked(
        library, ada, ahead, direction=Direction.OUT, channel=Channel.EMAIL, now=ahead + timedelta(hours=1)
    )
    talked(library, ada, days_ago(9), direction=Direction.IN, channel=Channel.EMAIL)  # the state of NOW
    assert shown(library, NOW) == computed(library, NOW) == [("Ada", Stage.WROTE_TO_ME, Rhythm.IN_RHYTHM)]
    for later in (ahead - timedelta(hours=5), ahead + timedelta(hours=5), ahead + timedelta(days=20)):
        assert shown(library, later) == computed(library, later)
        with library.open(later) as book:
            last_on = people_page(book).people[0].last_on
        assert last_on == (days_ago(9) if later < ahead else ahead).date()


def test_settling_a_second_time_on_a_day_writes_nothing(library: Library) -> None:
    ada = added(library, "Ada")
    talked(library, ada, days_ago(3))
    settle(library, NOW)
    before = stored(library)
    settle(library, NOW + timedelta(hours=1))
    assert stored(library) == before


def test_the_calibration_is_kept_for_a_month(library: Library) -> None:
    def fitted() -> list[Any]:
        with library.open(NOW) as book:
            found = select(calibrations.c.horizon, calibrations.c.fitted_on).where(book.owns(calibrations))
            return sorted(book.rows(found))

    added(library, "Ada")
    assert fitted() == []
    settle(library, NOW)
    assert fitted() == [(horizon, NOW.date()) for horizon in (7, 30, 90)]
    settle(library, NOW + timedelta(days=29))
    assert fitted() == [(horizon, NOW.date()) for horizon in (7, 30, 90)]
    later = NOW + timedelta(days=30)
    settle(library, later)
    assert fitted() == [(horizon, later.date()) for horizon in (7, 30, 90)]


def lie(book: Book) -> None:
    """Make every stored state and calibration one that nothing could have made."""
    book.execute(tie_states.update().where(book.owns(tie_states)).values(stage=Stage.ALLY.value, rhythm=None))
    book.execute(calibrations.update().where(book.owns(calibrations)).values(alpha=9.0))


@pytest.mark.parametrize("page", [people_page, headline], ids=["people", "headline"])
def test_an_imagined_time_neither_uses_nor_writes_what_is_stored(
    library: Library, page: Callable[[Book], Any]
) -> None:
    ada = added(library, "Ada", "ada@example.org")
    talked(library, ada, days_ago(3), direction=Direction.OUT, channel=Channel.EMAIL)
    settle(library, NOW)
    with library.open(NOW, imagined=True) as book:
        truth = page(book)
    with library.open(NOW, writing=True) as book:
        lie(book)
    before = stored(library)
    with library.open(NOW, imagined=True) as book:
        assert page(book) == truth
    assert stored(library) == before
    assert shown(library, NOW, imagined=True) == [("Ada", Stage.REACHED, Rhythm.IN_RHYTHM)]
    assert shown(library, NOW) == [("Ada", Stage.ALLY, None)]
