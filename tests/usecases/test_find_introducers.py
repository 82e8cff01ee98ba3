"""Who can introduce the owner to somebody, as a book tells it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState, RelationKind
from keepwarm.domain.encounters import Encounter
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Side, Standing
from keepwarm.storage.book import Book, Library
from keepwarm.storage.circles import add_circle, add_members
from keepwarm.storage.encounters import add_encounter
from keepwarm.storage.journal import begin_batch
from keepwarm.translations.english import sentence
from keepwarm.usecases.answer_today import Answer, answer_today
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.find_introducers import (
    FindIntroducers,
    Introductions,
    find_introducers,
    understand,
)
from keepwarm.usecases.plan_event import AddEvent, add_typed_event
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from keepwarm.usecases.tend_favours import NoteFavour, note_favour
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from tests.books import NOW, OWN, added, begun, days_ago, mail, mailbox, taken_in, talked
from tests.command_line import done, keepwarm
from tests.statements import counted


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        yield library


def known_to_me(library: Library, name: str, *days: int) -> int:
    """Somebody with whom the owner talked so many days ago."""
    person_id = added(library, name, f"{name.lower()}@example.org")
    for one in days or (40, 20):
        talked(library, person_id, days_ago(one))
    return person_id


def related(library: Library, person_id: int, other: str, kind: RelationKind = RelationKind.FRIEND) -> None:
    with library.open(NOW, writing=True) as book:
        relate_people(book, RelatePeople(person_id=person_id, other=other, kind=kind))


def changed(library: Library, change: Callable[[Book], object]) -> None:
    with library.open(NOW, writing=True) as book:
        change(book)


def found(library: Library, person_id: int | None = None, **said: str) -> Introductions:
    with library.open(NOW) as book:
        return find_introducers(book, FindIntroducers(person_id=person_id, **said))


def firsts(introductions: Introductions) -> list[str]:
    return [way.steps[0].name for way in introductions.ways]


def told(introductions: Introductions) -> str:
    """All reasons of all ways, in words."""
    reasons = (reason for way in introductions.ways for step in way.steps for reason in step.reasons)
    return " ".join(sentence(reason, introductions.today) for reason in reasons)


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada")


def test_a_way_says_who_knows_whom_and_when_you_last_talked(library: Library, ada: int) -> None:
    bob = known_to_me(library, "Bob", 60, 21)
    related(library, bob, "Ada", RelationKind.COLLEAGUE)
    introductions = found(library, ada)
    (way,) = introductions.ways
    assert [step.name for step in way.steps] == ["Bob", "Ada"]
    assert told(introductions) == "You two were last in touch 3 weeks ago. Bob works with Ada."
    assert way.score == pytest.approx(way.steps[0].chance * way.steps[1].chance)


def test_every_relation_is_said_in_words_from_either_side(library: Library) -> None:
    bob = known_to_me(library, "Bob")
    for kind in RelationKind:
        for name, one, other in (("Mine", "Bob", "Mine"), ("Theirs", "Theirs", "Bob")):
            target = added(library, f"{name} {kind.name.title()}")
            related(
                library, bob if one == "Bob" else target, "Bob" if other == "Bob" else public_id(target), kind
            )
            said = told(found(library, target)).partition("ago. ")[2]
            assert "Bob" in said
            assert f"{name} {kind.name.title()}" in said


def test_two_people_may_stand_in_between_and_three_may_not(library: Library, ada: int) -> None:
    for name in ("Cleo", "Dora"):
        added(library, name)
    related(library, ada, "Cleo")
    bob = known_to_me(library, "Bob")
    related(library, bob, "Dora")
    assert found(library, ada).ways == ()
    related(library, bob, "Cleo")
    (way,) = found(library, ada).ways
    assert [step.name for step in way.steps] == ["Bob", "Cleo", "Ada"]


def test_the_same_friend_is_not_asked_every_time(library: Library, ada: int) -> None:
    bob, carl = known_to_me(library, "Bob", 40, 20, 2), known_to_me(library, "Carl", 40, 20, 2)
    related(library, bob, "Ada", RelationKind.SIBLING)
    related(library, carl, "Ada", RelationKind.FRIEND)
    assert firsts(found(library, ada)) == ["Bob", "Carl"]
    asked = NoteFavour(person_id=bob, side=Side.THEIRS, text="a flat", state=FavourState.WANTED, anyway=True)
    changed(library, lambda book: note_favour(book, asked))
    after = found(library, ada)
    assert firsts(after) == ["Carl", "Bob"]
    assert after.ways[1].asks == 1
    assert "You have asked them for something once" in told(after)


def test_people_seen_together_know_each_other(library: Library, tmp_path: Path) -> None:
    bob = known_to_me(library, "Bob")
    eve = added(library, "Eve", "eve@example.org")
    both = "bob@example.org, eve@example.org"
    crowd = ", ".join([both, *(f"guest{number}@elsewhere.example" for number in range(10))])
    taken_in(library, mailbox(tmp_path, mail(OWN, crowd, days_ago(9)), name="many.mbox"))
    assert found(library, eve).ways == ()
    messages = [mail(OWN, both, days_ago(days)) for days in (8, 7)]
    taken_in(library, mailbox(tmp_path, *messages, name="few.mbox"))
    introductions = found(library, eve)
    assert firsts(introductions) == ["Bob"]
    assert "Bob and Eve were in 2 talks, mails or meetings together." in told(introductions)
    assert introductions.ways[0].steps[0].person_id == bob


def test_one_event_and_one_group_are_known_by_name(library: Library, ada: int) -> None:
    bob = known_to_me(library, "Bob")

    def meet(book: Book) -> None:
        event_id = add_typed_event(book, AddEvent(name="Regatta", at=days_ago(9)))
        for one in (ada, bob):
            add_encounter(book, Encounter(person_id=one, at=days_ago(9), event_id=event_id))

    def join(book: Book) -> None:
        begin_batch(book, "group", "Rowers")
        add_members(book, add_circle(book, "Rowers"), {ada: None, bob: None})

    changed(library, meet)
    (before,) = found(library, ada).ways
    assert "You met Bob and Ada at Regatta." in told(found(library, ada))
    changed(library, join)
    (after,) = found(library, ada).ways
    assert "Bob and Ada both belong to Rowers. You met" in told(found(library, ada))
    assert after.score > before.score


def test_one_place_of_work_is_weak_and_only_where_nothing_better_is_known(library: Library, ada: int) -> None:
    bob = known_to_me(library, "Bob")
    for one in (ada, bob):
        work = EditPerson(person_id=one, fields={"organization": "Foz & Sons"})
        changed(library, lambda book, work=work: edit_person(book, work))
    (way,) = found(library, ada).ways
    assert "at Foz & Sons at the same time" in told(found(library, ada))
    related(library, bob, "Ada")
    (better,) = found(library, ada).ways
    assert better.score > way.score
    assert "Foz" not in told(found(library, ada))


def test_nobody_who_may_not_be_proposed_is_asked_or_stands_in_between(library: Library, ada: int) -> None:
    from_now_on: dict[str, Callable[[Book, int], object]] = {
        "Died": lambda book, one: set_standing(book, one, Standing.DIED),
        "Letbe": lambda book, one: set_standing(book, one, Standing.LEAVE_BE),
        "Wishno": lambda book, one: note_wish(book, NoteWish(person_id=one, answer=Wish.NO)),
        "Never": lambda book, one: answer_today(book, one, Answer.NEVER),
    }
    ids = {}
    for name in from_now_on:
        ids[name] = known_to_me(library, name)
        related(library, ids[name], "Ada")
    assert sorted(firsts(found(library, ada))) == sorted(from_now_on)
    for name, bar in from_now_on.items():
        changed(library, lambda book, bar=bar, name=name: bar(book, ids[name]))
        assert name not in firsts(found(library, ada))
    assert found(library, ada).ways == ()


def test_to_who_is_left_in_peace_nobody_is_asked(library: Library) -> None:
    bob = known_to_me(library, "Bob")
    bars: dict[str, Callable[[Book, int], object]] = {
        "They have died.": lambda book, one: set_standing(book, one, Standing.DIED),
        "You decided to leave them be.": lambda book, one: set_standing(book, one, Standing.LEAVE_BE),
        "They said that they want no contact.": lambda book, one: note_wish(
            book, NoteWish(person_id=one, answer=Wish.NO)
        ),
        "You said never to propose them.": lambda book, one: answer_today(book, one, Answer.NEVER),
    }
    for words, bar in bars.items():
        target = added(library, f"Target {len(words)}")
        related(library, bob, public_id(target))
        assert firsts(found(library, target)) == ["Bob"]
        changed(library, lambda book, bar=bar, target=target: bar(book, target))
        introductions = found(library, target)
        assert introductions.ways == ()
        assert introductions.barred is not None
        assert sentence(introductions.barred, introductions.today) == words


def test_somebody_never_talked_with_is_not_asked(library: Library, ada: int) -> None:
    bob = added(library, "Bob", "bob@example.org")
    related(library, bob, "Ada")
    talked(library, bob, days_ago(9), channel=Channel.EMAIL, direction=Direction.OUT)
    assert found(library, ada).ways == ()
    talked(library, bob, days_ago(8), channel=Channel.EMAIL, direction=Direction.IN)
    assert firsts(found(library, ada)) == ["Bob"]


def test_a_company_a_title_and_a_place_mean_whoever_is_there(library: Library) -> None:
    at_foz = {"organization": "Foz", "title": "Head of Design"}
    ids = {name: added(library, name) for name in ("Ada", "Eve")}
    mia = known_to_me(library, "Mia")
    for one in (*ids.values(), mia):
        changed(library, lambda book, one=one: edit_person(book, EditPerson(person_id=one, fields=at_foz)))
    for name, other in (("Bob", "Ada"), ("Carl", "Eve")):
        related(library, known_to_me(library, name), other)
    introductions = found(library, company="foz")
    assert sorted(one.name for one in introductions.meant) == ["Ada", "Eve", "Mia"]
    assert [one.name for one in introductions.talked] == ["Mia"]
    assert sorted(firsts(introductions)) == ["Bob", "Carl"]
    assert sorted(firsts(found(library, title="design"))) == ["Bob", "Carl"]
    for nobody in ({"company": "Acme"}, {"title": "plumber"}, {"place": "Lisbon"}):
        with pytest.raises(Missing, match="Nobody in your book is meant"):
            found(library, **nobody)
    with pytest.raises(Invalid, match="Say to whom"):
        found(library, company=" , ")
    with library.open(NOW) as book:
        assert understand(book, "Ada") == FindIntroducers(person_id=ids["Ada"])
        assert understand(book, "head of design") == FindIntroducers(words="head of design")


def test_what_was_asked_long_ago_or_lies_ahead_does_not_count(library: Library, ada: int) -> None:
    bob = known_to_me(library, "Bob")
    related(library, bob, "Ada")
    asked = NoteFavour(person_id=bob, side=Side.THEIRS, text="a flat", state=FavourState.WANTED, anyway=True)
    with library.open(days_ago(100), writing=True) as book:
        note_favour(book, asked)
    assert found(library, ada).ways[0].asks == 0
    with library.open(days_ago(150)) as book:
        assert find_introducers(book, FindIntroducers(person_id=ada)).ways == ()


def test_the_number_of_statements_does_not_grow_with_those_who_know_them(library: Library, ada: int) -> None:
    def statements() -> int:
        with counted(library.engine) as ran:
            found(library, ada)
        return len(ran)

    related(library, known_to_me(library, "Bob"), "Ada")
    few = statements()
    for number in range(9):
        related(library, known_to_me(library, f"Friend{number}"), "Ada")
    assert statements() == few
    assert len(found(library, ada).ways) == 5


def test_the_command_says_the_ways_in_words_and_as_json(library: Library, ada: int) -> None:
    related(library, known_to_me(library, "Bob", 60, 21), "Ada", RelationKind.COLLEAGUE)
    at = ("--at", NOW.isoformat())
    said = done(library.location, "introducers", "Ada", *at).out
    assert "Bob works with Ada." in said
    assert "You two were last in touch 3 weeks ago." in said
    data = json.loads(done(library.location, "introducers", "Ada", "--json", *at).out)
    assert [step["person"] for step in data["ways"][0]["steps"]] == ["Bob", "Ada"]
    assert data["meant"] == [{"id": public_id(ada), "person": "Ada"}]
    assert "already" in done(library.location, "introducers", "Bob", *at).out
    wrong = keepwarm(library.location, "introducers", "Ada", "--company", "Foz")
    assert (wrong.code, "not both" in wrong.err) == (2, True)
    assert "Nobody in your book is meant" in keepwarm(library.location, "introducers", "--company", "Foz").err
