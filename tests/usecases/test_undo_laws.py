"""Laws of undo: whatever an owner did, taking it back step by step goes through every book that was."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Conflict, Problem
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Standing
from keepwarm.storage.book import Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.people import people_page
from keepwarm.usecases.check_book import check_book
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_person import confirm_spoken, finish, set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, address_book, begun, card, hash_of, mail, mailbox, taken_in
from tests.searching import indexed, made_from_nothing

NAMES = st.sampled_from(("Ada Lovelace", "Grace Hopper", "Žofie Nováková", "ada lovelace"))
ADDRESSES = st.sampled_from(("ada@example.org", "grace@example.org", "both@example.org"))
CARDS = st.lists(
    st.builds(
        lambda name, address, note: card(name, f"EMAIL:{address}", f"NOTE:{note}"),
        NAMES,
        ADDRESSES,
        st.sampled_from(("bees", "chess")),
    ),
    min_size=1,
    max_size=3,
)
ROWS = st.lists(
    st.builds(lambda who, day: f"{who},2026-10-{day:02},call", NAMES | ADDRESSES, st.integers(1, 4)),
    min_size=1,
    max_size=3,
)
LETTERS = st.lists(
    st.builds(
        lambda who, day: mail(who, "me@example.org", datetime(2026, 10, day, tzinfo=UTC)),
        ADDRESSES,
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=3,
)
CHANNELS = st.sampled_from(Channel)


class Undoing(RuleBasedStateMachine):
    """A book, and the hashes of all the books that it was, one before each thing that was done."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="keepwarm-laws-"))
        self.opened = begun(str(self.folder / "book"), addresses=())
        self.library: Library = self.opened.__enter__()
        self.moment = NOW
        self.now_is = self.hash()
        self.hashes: list[str] = []
        self.batches = 0

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            try:
                self.take_everything_back()
            finally:
                self.opened.__exit__(None, None, None)
                shutil.rmtree(self.folder)

    def hash(self) -> str:
        return hash_of(self.library, self.moment)

    def next_moment(self) -> datetime:
        """A minute later, so that talks never lie in the future of the next look."""
        self.moment += timedelta(minutes=1)
        return self.moment

    def did(self, before: str) -> None:
        """Remember where a batch began, if there was anything to write down."""
        if (count := self.standing_batches()) > self.batches:
            assert count == self.batches + 1
            self.batches = count
            self.hashes.append(before)
        else:
            assert self.hash() == before
        self.now_is = self.hash()

    def standing_batches(self) -> int:
        with self.library.open(self.moment) as book:
            return sum(not line.undone and not line.undoes for line in journal_page(book))

    def somebody(self, number: int) -> int:
        with self.library.open(self.moment) as book:
            found = people_page(book, "", length=None).people
        return found[number % len(found)].person_id

    def has_people(self) -> bool:
        with self.library.open(self.moment) as book:
            return people_page(book, "").found > 0

    @rule(name=NAMES, address=ADDRESSES)
    def add(self, name: str, address: str) -> None:
        added(self.library, name, address, now=self.next_moment())
        self.did(self.now_is)

    @rule(cards=CARDS, rows=ROWS)
    def take_in(self, cards: list[str], rows: list[str]) -> None:
        talks = self.folder / "talks.csv"
        talks.write_text("person,at,channel\n" + "\n".join(rows) + "\n", encoding="utf-8")
        contacts = address_book(self.folder, *cards)
        taken_in(self.library, contacts, talks, now=self.next_moment())
        self.did(self.now_is)
        taken_in(self.library, contacts, talks, now=self.next_moment())
        assert self.hash() == self.now_is
        assert self.standing_batches() == self.batches

    @rule(letters=LETTERS)
    def read_mail(self, letters: list[str]) -> None:
        taken_in(self.library, mailbox(self.folder, *letters), now=self.next_moment())
        self.did(self.now_is)

    @precondition(has_people)
    @rule(
        number=st.integers(0, 9),
        channel=CHANNELS,
        direction=st.sampled_from(Direction),
        never=st.sets(CHANNELS, max_size=2),
        prefers=st.sets(CHANNELS, max_size=2),
        promise=st.booleans(),
        step=st.booleans(),
    )
    def log(
        self,
        number: int,
        channel: Channel,
        direction: Direction,
        never: set[Channel],
        prefers: set[Channel],
        promise: bool,
        step: bool,
    ) -> None:
        command = LogInteraction(
            person_id=self.somebody(number),
            channel=channel,
            direction=direction,
            at=self.moment - timedelta(minutes=5),
            promises=(NewPromise(text="a book", due_on=NOW.date()),) if promise else (),
            next_step=NewStep(text="ask", channel=channel) if step else None,
            prefers=tuple(sorted(prefers - never)),
            never=tuple(sorted(never)),
        )
        with self.library.open(self.next_moment(), writing=True) as book:
            log_interaction(book, command)
        self.did(self.now_is)

    @precondition(has_people)
    @rule(number=st.integers(0, 9), kind=st.sampled_from(FactKind))
    def note(self, number: int, kind: FactKind) -> None:
        command = KeepFact(person_id=self.somebody(number), kind=kind, text="keeps bees")
        with self.library.open(self.next_moment(), writing=True) as book:
            keep_fact(book, command)
        self.did(self.now_is)

    @precondition(has_people)
    @rule(number=st.integers(0, 9), standing=st.sampled_from(Standing))
    def stand(self, number: int, standing: Standing) -> None:
        person_id = self.somebody(number)
        with self.library.open(self.next_moment(), writing=True) as book:
            set_standing(book, person_id, standing)
        self.did(self.now_is)

    @precondition(has_people)
    @rule(number=st.integers(0, 9), lately=st.booleans())
    def spoken(self, number: int, lately: bool) -> None:
        person_id = self.somebody(number)
        with self.library.open(self.next_moment(), writing=True) as book:
            confirm_spoken(book, person_id, lately=lately)
        self.did(self.now_is)

    @precondition(has_people)
    @rule(number=st.integers(0, 9), words=st.sampled_from(("book", "ask")))
    def finish(self, number: int, words: str) -> None:
        person_id = self.somebody(number)
        try:
            with self.library.open(self.next_moment(), writing=True) as book:
                finish(book, person_id, words)
        except Problem:
            assert self.hash() == self.now_is
        self.did(self.now_is)

    @precondition(lambda self: self.hashes)
    @rule()
    def take_the_last_back(self) -> None:
        with self.library.open(self.next_moment(), writing=True) as book:
            undo(book)
        self.batches -= 1
        self.now_is = self.hash()
        assert self.now_is == self.hashes.pop()

    @precondition(lambda self: self.hashes)
    @rule()
    def take_the_last_back_and_have_it_again(self) -> None:
        with self.library.open(self.next_moment(), writing=True) as book:
            undo(book)
        assert self.hash() == self.hashes[-1]
        with self.library.open(self.next_moment(), writing=True) as book:
            undo(book, journal_page(book)[0].batch_id)
        assert self.hash() == self.now_is

    @precondition(lambda self: len(self.hashes) > 1)
    @rule(number=st.integers(0, 9))
    def take_an_earlier_one_back_or_leave_all_as_it_is(self, number: int) -> None:
        """By its id; where it goes, it is had again, so that the order of the others stands."""
        with self.library.open(self.moment) as book:
            lines = [line for line in journal_page(book) if not line.undone and not line.undoes]
        batch_id = lines[number % len(lines)].batch_id
        try:
            with self.library.open(self.next_moment(), writing=True) as book:
                undo(book, batch_id)
        except Conflict:
            assert self.hash() == self.now_is
            return
        with self.library.open(self.next_moment(), writing=True) as book:
            undo(book, journal_page(book)[0].batch_id)
        assert self.hash() == self.now_is

    @invariant()
    def the_book_is_well(self) -> None:
        if hasattr(self, "library"):
            assert all(one.well for one in check_book(self.library, self.moment))

    @invariant()
    def people_are_found_as_if_the_index_were_made_from_nothing(self) -> None:
        if hasattr(self, "library"):
            with self.library.open(self.moment, writing=True) as book:
                assert indexed(book) == made_from_nothing(book)
                book.connection.rollback()

    def take_everything_back(self) -> None:
        while self.hashes:
            self.take_the_last_back()
        assert not self.has_people()


def test_whatever_was_done_is_taken_back_step_by_step() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # Hypothesis gives it no types
        Undoing,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
