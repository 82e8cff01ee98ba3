"""Whatever is done with introductions, none tells too early or ends without an answer; all can be undone."""

import shutil
import tempfile
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from keepwarm.domain.bringing import Answer, Form, Outcome
from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Conflict
from keepwarm.domain.favours import new_line
from keepwarm.domain.introduction_words import Saying
from keepwarm.domain.introductions import ROLES, Introduction, Terms, moves
from keepwarm.domain.people import Side
from keepwarm.domain.text import folded
from keepwarm.storage.book import Library
from keepwarm.storage.favours import add_line
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import get_person
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.introduce import (
    GivenAway,
    word_introduction,
)
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, hash_of
from tests.introducing import (
    HANDLES,
    INTRODUCER,
    NAMES,
    ONE,
    OTHER,
    TODAY,
    WORDS,
    began,
    favour_states,
    people,
    read,
    steps_standing,
    take,
    texts,
)


class Introducing(RuleBasedStateMachine):
    """Introductions of two people taken any way that the use cases allow, and taken back."""

    @initialize(form=st.sampled_from(Form))
    def begin(self, form: Form) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="keepwarm-introductions-"))
        self.opened = begun(str(self.folder / "book"))
        self.library: Library = self.opened.__enter__()
        self.people = people(self.library)
        self.before = hash_of(self.library)
        self.form, self.day = form, 0
        self.one_id = began(self.library, form, *self.people)
        self.hashes: list[str] = []

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        try:
            while self.hashes:
                self.take_back()
            self.undo_last()
            assert hash_of(self.library) == self.before
        finally:
            self.opened.__exit__(None, None, None)
            shutil.rmtree(self.folder)

    @property
    def now(self) -> date:
        return TODAY + timedelta(days=self.day)

    def read(self) -> Introduction:
        return read(self.library, self.one_id)

    @rule(choice=st.integers(0, 99), outcome=st.sampled_from(Outcome))
    def step(self, choice: int, outcome: Outcome) -> None:
        may = moves(self.read(), self.now)
        if may:
            self.hashes.append(hash_of(self.library))
            code = str(may[choice % len(may)])
            take(self.library, self.one_id, code, terms=Terms(outcome=outcome), days=self.day)

    @rule(about=st.sampled_from(WORDS), why=st.sampled_from(WORDS))
    def say_otherwise(self, about: str, why: str) -> None:
        """Words that tell too much are not taken; nothing else may be the matter with these."""
        before = hash_of(self.library)
        with suppress(GivenAway), self.library.open(self.moment, writing=True) as book:
            word_introduction(book, self.one_id, about, {ONE: why})
        self.changed(before)

    @rule(nickname=st.sampled_from(("Cartographer", "Thad")))
    def learn_a_name(self, nickname: str) -> None:
        """A name that is learned may stand in words that were taken before."""
        before = hash_of(self.library)
        with self.library.open(self.moment, writing=True) as book:
            edit_person(book, EditPerson(person_id=self.people[1], fields={"nickname": nickname}))
        self.changed(before)

    def changed(self, before: str) -> None:
        if hash_of(self.library) != before:
            self.hashes.append(before)

    @property
    def moment(self) -> datetime:
        return NOW + timedelta(days=self.day)

    @rule(days=st.sampled_from((1, 31, 61)))
    def wait(self, days: int) -> None:
        self.day += days

    @rule()
    def take_back(self) -> None:
        """Any interruption can be undone: the book is then what it was before the step."""
        if self.hashes:
            self.undo_last()
            assert hash_of(self.library) == self.hashes.pop()

    @rule(choice=st.integers(0, 99))
    def take_back_an_earlier(self, choice: int) -> None:
        """A step under a later one is not taken back: it stays, and so does all that it led to."""
        before = hash_of(self.library)
        batch_ids = steps_standing(self.library)[1:]
        if batch_ids:
            with pytest.raises(Conflict), self.library.open(self.moment, writing=True) as book:
                undo(book, batch_ids[choice % len(batch_ids)])
            assert hash_of(self.library) == before

    def nickname(self) -> str:
        with self.library.open(NOW) as book:
            return str(get_person(book, self.people[1]).nickname)

    def undo_last(self) -> None:
        with self.library.open(self.moment, writing=True) as book:
            undo(book)

    @invariant()
    def nothing_is_told_early(self) -> None:
        if not hasattr(self, "one_id"):
            return
        one = self.read()
        agreed = all(one.answer_of(role) is Answer.YES for role in ROLES[self.form])
        names = dict(zip(ROLES[Form.MADE], NAMES.values(), strict=True))
        names[OTHER] += f" {self.nickname()}"
        for saying, to, text in texts(self.library, self.one_id):
            if self.form is Form.MADE and not agreed:
                other = OTHER if to is ONE else ONE
                assert not set(names[other].casefold().split()) & set(folded(text).split())
            if not (agreed and self.form is Form.MADE) or saying is not Saying.INTRODUCE:
                assert not [way for ways in HANDLES.values() for way in ways if way in text]

    @invariant()
    def whoever_was_asked_has_an_answer_at_the_end(self) -> None:
        if hasattr(self, "one_id") and (one := self.read()).ended_on is not None:
            assert all(party.told_on for party in one.parties if party.asked_on)
            if one.outcome is not None and (introducer := one.find(INTRODUCER)) is not None:
                assert introducer.thanked_on


def test_no_path_tells_early_none_ends_without_an_answer_and_each_step_can_be_undone() -> None:
    run_state_machine_as_test(
        Introducing,
        settings=settings(
            max_examples=15,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


# The ledger, where somebody is called otherwise on the way


def renamed(library: Library, person_id: int, name: str) -> None:
    with library.open(NOW, writing=True) as book:
        edit_person(book, EditPerson(person_id=person_id, fields={"name": name}))


def test_the_line_of_an_ask_is_found_again_when_who_was_met_is_called_otherwise(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library:
        met, introducer = people(library)
        third = added(library, "Third")
        one_id = began(library, Form.ASKED, met, introducer)
        with library.open(NOW, writing=True) as book:
            begin_batch(book, "favour", "an ask of the same day")
            add_line(book, introducer, new_line(Side.THEIRS, "her van", FavourState.WANTED, TODAY))
        take(library, one_id, "ask-introducer")
        take(library, began(library, Form.ASKED, third, introducer), "ask-introducer")
        renamed(library, met, "Zenobia Stone")
        take(library, one_id, "yes-introducer", "made", days=1)
        assert dict(favour_states(library, introducer)) == {
            "an introduction to Zenobia Quillfeather": FavourState.DONE,
            "an introduction to Third": FavourState.WANTED,
            "her van": FavourState.WANTED,
        }
        take(library, one_id, "thank-introducer", days=2)
        states = dict(favour_states(library, introducer))
        assert states["an introduction to Zenobia Quillfeather"] is FavourState.THANKED


def test_thanks_for_one_that_was_given_find_its_line_under_the_name_of_then(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library:
        met, introducer = people(library)
        one_id = began(library, Form.RECEIVED, met, introducer)
        renamed(library, met, "Zenobia Stone")
        take(library, one_id, "thank-introducer", days=1)
        assert [state for _, state in favour_states(library, introducer)] == [FavourState.THANKED]


def test_where_two_lines_may_be_meant_none_is_taken(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book")) as library:
        met, introducer = people(library)
        third = added(library, "Third")
        ids = [began(library, Form.ASKED, one, introducer) for one in (met, third)]
        for one_id in ids:
            take(library, one_id, "ask-introducer")
        renamed(library, met, "Zenobia Stone")
        renamed(library, third, "Third Stone")
        take(library, ids[0], "yes-introducer", "made", days=1)
        assert {state for _, state in favour_states(library, introducer)} == {FavourState.WANTED}
