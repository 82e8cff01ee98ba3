"""Two who are one: whatever was known of either is known of the one, and can be two again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import ASKED_FIELDS, FIELDS, ClaimState
from keepwarm.domain.details import (
    Details,
    Favour,
    FavourState,
    FoundPromise,
    FoundStep,
    RelationKind,
)
from keepwarm.domain.people import Handle, HandleKind, KnownBy, Person, Preference, Side
from keepwarm.storage.book import Book, Library
from keepwarm.storage.claims import claims_of
from keepwarm.storage.handles import handles_of
from keepwarm.storage.journal import begin_batch, insert_row
from keepwarm.storage.merging import absorb
from keepwarm.storage.people import get_person
from keepwarm.storage.relations import relations_of
from keepwarm.storage.schema import declined_pairs, favours, next_steps, preferences, promises, referrals
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, hash_of
from tests.people_with_everything import PERSONS, everything, known_people, put_in
from tests.statements import counted

NOTHING: dict[str, Any] = {
    "person": Person(name="Ada"),
    "handles": (),
    "details": Details(),
    "ties": (),
    "card": b"",
    "talks": 0,
    "source": "contacts.vcf",
}


@cache
def new_book() -> bytes:
    """The file of a new book."""
    with TemporaryDirectory() as folder:
        with begun(str(Path(folder) / "book")):
            pass
        return (Path(folder) / "book").read_bytes()


@contextmanager
def fresh() -> Iterator[Library]:
    """A new book for one example of a law."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book"
        path.touch(mode=0o600)
        path.write_bytes(new_book())
        library = Library(str(path))
        yield library
        library.close()


def joined(book: Book, other: int, one: int, **said: Any) -> None:
    begin_batch(book, "merge", "Ada")
    absorb(book, other, one, **({"unchosen": ClaimState.KEPT} | said))


def two(library: Library, one: dict[str, Any], other: dict[str, Any]) -> tuple[int, int, int]:
    """Two people of whom this is known, and a third to whom they may be related."""
    third = added(library, "Charles Babbage")
    with library.open(NOW, writing=True) as book:
        first = put_in(book, third, NOTHING | one)
        return first, put_in(book, third, NOTHING | other, first), third


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(one=known_people(), other=known_people(), chosen=st.sets(st.sampled_from(FIELDS)))
def test_joining_two_loses_nothing_of_either_and_undoing_it_gives_the_book_of_before(
    one: dict[str, Any], other: dict[str, Any], chosen: set[str]
) -> None:
    with fresh() as library:
        first, second, _ = two(library, one, other)
        before = hash_of(library)
        with library.open(NOW, writing=True) as book:
            known = everything(book, first) | everything(book, second)
            joined(book, second, first, chosen=chosen)
            assert known - everything(book, first) == set()
        with library.open(NOW, writing=True) as book:
            undo(book)
        assert hash_of(library) == before


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(some=st.lists(known_people(), min_size=3, max_size=3), order=st.permutations(range(3)))
def test_in_whatever_order_three_are_joined_everything_is_known_of_the_one(
    some: list[dict[str, Any]], order: list[int]
) -> None:
    with fresh() as library:
        third = added(library, "Charles Babbage")
        with library.open(NOW, writing=True) as book:
            came = [put_in(book, third, one) for one in some]
        before = hash_of(library)
        ids = [came[place] for place in order]
        with library.open(NOW, writing=True) as book:
            known = set[tuple[object, ...]]().union(*(everything(book, one) for one in ids))
            joined(book, ids[0], ids[1])
        with library.open(NOW, writing=True) as book:
            joined(book, ids[1], ids[2])
            assert known - everything(book, ids[2]) == set()
        for _ in range(2):
            with library.open(NOW, writing=True) as book:
                undo(book)
        assert hash_of(library) == before


def with_handles(*handles: Handle) -> dict[str, Any]:
    return {"handles": handles}


def chat(service: str) -> Handle:
    return Handle(kind=HandleKind.CHAT, value="ada", service=service)


def mail(label: str) -> Handle:
    return Handle(kind=HandleKind.EMAIL, value="ada@example.org", label=label)


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        ([mail("")], [mail("home")], {("ada@example.org", "home", "")}),
        ([mail("home")], [mail("")], {("ada@example.org", "home", "")}),
        ([mail("")], [mail("home"), mail("")], {("ada@example.org", "home", "")}),
        (
            [mail("")],
            [mail("home"), mail("work")],
            {("ada@example.org", "home", ""), ("ada@example.org", "work", "")},
        ),
        ([chat("irc")], [chat("matrix")], {("ada", "", "irc"), ("ada", "", "matrix")}),
        ([chat("irc")], [chat("")], {("ada", "", "irc")}),
    ],
)
def test_a_handle_of_both_is_there_once_unless_its_label_or_service_tells_two(
    library: Library, one: list[Handle], other: list[Handle], left: set[tuple[str, str, str]]
) -> None:
    first, second, _ = two(library, with_handles(*one), with_handles(*other))
    with library.open(NOW, writing=True) as book:
        joined(book, second, first)
        held = [(row.value, row.label, row.service) for row in handles_of(book, first)]
    assert set(held) == left
    assert len(held) == len(left)


def test_what_is_owed_and_planned_twice_on_other_days_is_owed_and_planned_twice(library: Library) -> None:
    spring, summer = date(2026, 3, 1), date(2026, 6, 1)

    def open_with(day: date, state: FavourState) -> dict[str, Any]:
        return {
            "details": Details(
                promises=(FoundPromise(side=Side.MINE, text="a book", due_on=day),),
                steps=(FoundStep(text="lunch", due_on=day),),
                favours=(Favour(side=Side.MINE, text="a lift", state=state),),
            )
        }

    first, second, _ = two(library, open_with(spring, FavourState.DONE), open_with(summer, FavourState.IDEA))
    with library.open(NOW, writing=True) as book:
        joined(book, second, first)
        for table in (promises, next_steps):
            found = select(table.c.due_on).where(book.owns(table), table.c.person_id == first)
            assert set(book.connection.scalars(found)) == {spring, summer}
        states = select(favours.c.state).where(book.owns(favours), favours.c.person_id == first)
        assert set(book.connection.scalars(states)) == {"done", "idea"}


def test_what_both_know_alike_is_known_once(library: Library) -> None:
    known = {
        "details": Details(
            tags=("friends",),
            promises=(FoundPromise(side=Side.MINE, text="a book", due_on=date(2026, 3, 1)),),
        ),
        "ties": ((RelationKind.SPOUSE, "", False),),
    }
    first, second, third = two(library, known, known | {"ties": ((RelationKind.SPOUSE, "", True),)})
    with library.open(NOW, writing=True) as book:
        joined(book, second, first)
        found = select(promises.c.text).where(book.owns(promises), promises.c.person_id == first)
        assert list(book.connection.scalars(found)) == ["a book"]
        assert [row.end_id for row in relations_of(book, first)] == [third]


@pytest.mark.parametrize(
    ("one", "other", "stands"),
    [
        (Preference(channel=Channel.CALL), Preference(channel=Channel.CALL, never=True), 1),
        (Preference(channel=Channel.CALL, never=True), Preference(channel=Channel.CALL), 0),
        (
            Preference(channel=Channel.CALL, known_by=KnownBy.ASSUMED),
            Preference(channel=Channel.CALL, rank=2, known_by=KnownBy.TOLD),
            1,
        ),
        (Preference(channel=Channel.CALL, rank=2), Preference(channel=Channel.CALL), 0),
    ],
)
def test_of_two_wishes_for_a_channel_a_never_stands_else_what_was_told_else_the_first(
    library: Library, one: Preference, other: Preference, stands: int
) -> None:
    first, second, _ = two(library, {}, {})
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "log", "Ada")
        for person_id, wish, day in ((first, one, 1), (second, other, 2)):
            row = {"never": wish.never, "rank": wish.rank, "known_by": wish.known_by.value}
            said = {"person_id": person_id, "channel": wish.channel.value, "said_on": date(2026, 1, day)}
            insert_row(book, preferences, said | row)
        joined(book, second, first)
        (row_left,) = book.rows(select(preferences).where(book.owns(preferences)))
    wish = (one, other)[stands]
    assert (row_left.person_id, row_left.never, row_left.rank) == (first, wish.never, wish.rank)
    assert (row_left.known_by, row_left.said_on) == (wish.known_by, date(2026, 1, stands + 1))


def person(name: str, **said: str) -> dict[str, Any]:
    return {"person": Person(name=name, **said)}  # type: ignore[arg-type]  # all of them are texts


def test_a_name_that_is_chosen_comes_with_its_parts(library: Library) -> None:
    first, second, _ = two(
        library,
        person("Bob Smith", given="Bob", family="Smith", prefix="Mr"),
        person("Robert Smythe", given="Robert", family="Smythe"),
    )
    with library.open(NOW, writing=True) as book:
        joined(book, second, first, chosen=("name",))
        row = get_person(book, first)
        assert (row.name, row.given, row.family, row.prefix) == ("Robert Smythe", "Robert", "Smythe", "")
        kept = {(one.field, one.value) for one in claims_of(book, first) if one.state == ClaimState.KEPT}
    assert kept >= {("name", "Bob Smith"), ("given", "Bob"), ("family", "Smith"), ("prefix", "Mr")}


def test_the_parts_of_a_name_are_no_question(library: Library) -> None:
    first, second, _ = two(
        library,
        person("Bob Smith", given="Bob", title="Smith"),
        person("Robert Smith", given="Robert", title="Baker"),
    )
    with library.open(NOW, writing=True) as book:
        joined(book, second, first, unchosen=ClaimState.ASKED)
        asked = {one.field for one in claims_of(book, first) if one.state == ClaimState.ASKED}
    assert asked == {"name", "title"}
    assert asked <= ASKED_FIELDS


@pytest.mark.parametrize("state", [ClaimState.ASKED, ClaimState.KEPT])
def test_what_a_header_called_somebody_gives_way_to_what_a_card_says_and_is_kept(
    library: Library, state: ClaimState
) -> None:
    first, second, _ = two(
        library, person("bsmith") | {"source": "history: inbox.mbox"}, person("Bob Smith", title="Baker")
    )
    with library.open(NOW, writing=True) as book:
        joined(book, second, first, unchosen=state)
        row = get_person(book, first)
        assert (row.name, row.title, row.source) == ("Bob Smith", "Baker", "contacts.vcf")
        assert [
            (one.value, one.state, one.source) for one in claims_of(book, first) if one.value == "bsmith"
        ] == [("bsmith", "kept", "history: inbox.mbox")]


def test_somebody_with_a_long_history_is_joined_in_few_statements(library: Library) -> None:
    ran = []
    for talks in (2, 20):
        first, second, _ = two(library, {}, {"talks": talks})
        with library.open(NOW + timedelta(hours=1), writing=True) as book, counted(library.engine) as found:
            joined(book, second, first)
        ran.append(len(found))
    assert ran[0] == ran[1]


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(one=PERSONS, other=PERSONS)
def test_no_field_is_empty_that_one_of_the_two_could_fill(one: Person, other: Person) -> None:
    with fresh() as library:
        first, second, _ = two(library, {"person": one}, {"person": other})
        with library.open(NOW, writing=True) as book:
            joined(book, second, first)
            row = get_person(book, first)
            for field in FIELDS:
                assert bool(getattr(row, field)) == bool(getattr(one, field) or getattr(other, field)), field


def test_who_was_to_be_brought_together_stays_so_with_who_is_left(library: Library) -> None:
    ada, same, bob, cem = (added(library, name) for name in ("Ada", "Ada L.", "Bob", "Cem"))
    said, on = {"source": "you", "added_at": NOW}, NOW.date()
    left = {"about": "", "said_on": on} | said
    sent = {"side": "mine", "text": "Bob", "state": "sent", "noted_on": on, "changed_on": on, "outcome": ""}
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "set pair aside", "Ada")
        pairs = ((bob, same), (same, cem), (same, ada), (same, None), (ada, None), (ada, bob))
        for number, (one, other) in enumerate(pairs):
            row = {"declined_pair_id": number, "person_id": one, "other_id": other}
            insert_row(book, declined_pairs, row | left)
        for number, (one, about) in enumerate(((bob, same), (same, bob), (ada, same))):
            row = {"referral_id": number, "person_id": one, "about_id": about, "thanked_on": None}
            insert_row(book, referrals, row | sent | said)
    before = hash_of(library)
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=ada, other_id=same))
        ends = select(declined_pairs.c.person_id, declined_pairs.c.other_id).where(book.owns(declined_pairs))
        assert sorted(map(str, book.rows(ends))) == sorted(map(str, ((ada, bob), (ada, cem), (ada, None))))
        ends = select(referrals.c.person_id, referrals.c.about_id).where(book.owns(referrals))
        assert {tuple(row) for row in book.rows(ends)} == {(bob, ada), (ada, bob), (ada, None)}
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before
