"""Two who are one, and two who are not: decided, remembered, and taken back whatever came in between."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import ClaimState
from keepwarm.domain.details import RelationKind
from keepwarm.domain.errors import Conflict, Invalid, Missing
from keepwarm.domain.people import FactKind, Person
from keepwarm.storage.book import Book, Library
from keepwarm.storage.claims import claims_of
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.likenesses import keep_likeness
from keepwarm.storage.pages.correspondents import correspondents_page
from keepwarm.storage.pages.journal import came_over, journal_page
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.pages.review import how_many_wait, waiting_pairs
from keepwarm.storage.relations import add_relation
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.merge_people import (
    MergePeople,
    find_duplicates,
    join_certain,
    merge_people,
    say_apart,
)
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_person import AddPerson, add_people
from keepwarm.usecases.undo import undo
from tests.books import (
    NOW,
    added,
    address_book,
    card,
    days_ago,
    hash_of,
    mail,
    mailbox,
    taken_in,
    talked,
)


def joined(library: Library, one: int, other: int, *taken: str) -> int:
    """The batch of it."""
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=one, other_id=other, from_other=taken))
        assert book.batch_id is not None
        return book.batch_id


def taken_back(library: Library, batch_id: int | None = None) -> None:
    with library.open(NOW, writing=True) as book:
        undo(book, batch_id)


def last_batch(library: Library) -> int:
    with library.open(NOW) as book:
        return journal_page(book, 1)[0].batch_id


def names(library: Library) -> list[str]:
    with library.open(NOW) as book:
        return [line.name for line in people_page(book, length=None).people]


def waiting(library: Library, *, look: bool = False) -> int:
    with library.open(NOW, writing=look) as book:
        return find_duplicates(book) if look else how_many_wait(book)


def two_millers(library: Library) -> tuple[int, int]:
    """Two of a rare name, of whom one has a history and the other a fact."""
    one = added(library, "Robert Hathersage", "robert@example.org")
    other = added(library, "Bob Hathersage", "bob@example.org", "+44 20 7946 0018")
    talked(library, one, days_ago(20))
    talked(library, other, days_ago(10))
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=other, kind=FactKind.FAMILY, text="two daughters"))
    assert waiting(library, look=True) == 1
    return one, other


def test_of_two_who_are_one_everything_is_on_one_page_and_the_question_is_gone(library: Library) -> None:
    one, other = two_millers(library)
    batch_id = joined(library, one, other)
    with library.open(NOW) as book:
        page = person_page(book, one)
        came = came_over(book, batch_id)
    assert len(page.handles) == 3
    assert len(page.timeline) == 2
    assert [fact.text for fact in page.facts] == ["two daughters"]
    assert (came["handles"], came["participants"], came["facts"]) == (2, 1, 1)
    assert names(library) == ["Robert Hathersage"]
    assert waiting(library) == 0


@pytest.mark.parametrize(
    ("taken", "name"), [((), "Robert Hathersage"), (("name",), "Bob Hathersage")], ids=["mine", "theirs"]
)
def test_the_name_that_was_chosen_is_shown_and_the_other_finds_them_still(
    library: Library, tmp_path: Path, taken: tuple[str, ...], name: str
) -> None:
    one, other = two_millers(library)
    joined(library, one, other, *taken)
    assert names(library) == [name]
    taken_in(library, address_book(tmp_path, card("Bob Hathersage", "EMAIL:bob@example.org", "TITLE:Miller")))
    assert names(library) == [name]


def test_nobody_is_joined_with_themself_or_with_nobody_or_by_an_unknown_field(library: Library) -> None:
    one, other = two_millers(library)
    before = hash_of(library)
    for command, problem, words in (
        (MergePeople(person_id=one, other_id=one), Invalid, "with themself"),
        (MergePeople(person_id=one, other_id=12), Missing, "Nobody"),
        (MergePeople(person_id=one, other_id=other, from_other=("shoes",)), Invalid, "'shoes' is nothing"),
    ):
        with pytest.raises(problem, match=words), library.open(NOW, writing=True) as book:
            merge_people(book, command)
    with pytest.raises(Invalid, match="told apart from themself"), library.open(NOW, writing=True) as book:
        say_apart(book, one, one)
    assert hash_of(library) == before


def test_undoing_makes_two_of_the_one_and_the_question_stands_again(library: Library) -> None:
    one, other = two_millers(library)
    before = hash_of(library)
    joined(library, one, other, "name")
    after = hash_of(library)
    taken_back(library)
    assert hash_of(library) == before
    assert waiting(library) == 1
    taken_back(library, last_batch(library))
    assert hash_of(library) == after
    assert waiting(library) == 0


def log(book: Book, one: int) -> None:
    log_interaction(book, LogInteraction(person_id=one, channel=Channel.CALL, at=days_ago(1)))


def note(book: Book, one: int) -> None:
    keep_fact(book, KeepFact(person_id=one, kind=FactKind.SKILLS, text="mills"))


def title(book: Book, one: int) -> None:
    edit_person(book, EditPerson(person_id=one, fields={"title": "Miller"}))


def address(book: Book, one: int) -> None:
    edit_person(book, EditPerson(person_id=one, added=(recognise_handle("mill@example.org"),)))


def relation(book: Book, one: int) -> None:
    (third,) = add_people(book, (AddPerson(person=Person(name="Zoe"), handles=()),))
    begin_batch(book, "edit", "Zoe")
    add_relation(book, one, third, RelationKind.FRIEND, label="", source="you")


LATER: tuple[Callable[[Book, int], None], ...] = (log, note, title, address, relation)


def test_a_joining_of_long_ago_is_undone_whatever_came_later_beside_it(library: Library) -> None:
    one, other = two_millers(library)
    plain = added(library, "Cem Knatchbull")
    batch_id = joined(library, one, other)
    for day, later in enumerate(LATER, 1):
        for person_id in (one, plain):
            with library.open(NOW + timedelta(days=400 * day), writing=True) as book:
                later(book, person_id)
    with library.open(NOW + timedelta(days=4000), writing=True) as book:
        undo(book, batch_id)
    with library.open(NOW + timedelta(days=4000)) as book:
        mine, theirs = person_page(book, one), person_page(book, other)
    assert {line.handle.value for line in mine.handles} == {"robert@example.org", "mill@example.org"}
    assert len(theirs.handles) == 2
    assert (len(mine.timeline), len(theirs.timeline)) == (2, 1)
    assert ([fact.text for fact in mine.facts], [fact.text for fact in theirs.facts]) == (
        ["mills"],
        ["two daughters"],
    )
    assert mine.person.title == "Miller"


@pytest.mark.parametrize("later", LATER)
def test_what_came_later_beside_it_and_then_the_joining_undone_gives_the_book_without_either(
    library: Library, later: Callable[[Book, int], None]
) -> None:
    one, other = two_millers(library)
    before = hash_of(library)
    batch_id = joined(library, one, other)
    with library.open(NOW, writing=True) as book:
        later(book, one)
    taken_back(library, batch_id)
    while hash_of(library) != before:
        taken_back(library)
    assert names(library) == ["Bob Hathersage", "Robert Hathersage"]


def test_a_joining_on_which_something_stands_is_left_and_what_is_in_the_way_is_named(
    library: Library,
) -> None:
    one, other = two_millers(library)
    third = added(library, "Zoe")
    batch_id = joined(library, one, other)
    with library.open(NOW, writing=True) as book:
        (theirs,) = [
            line.handle_id
            for line in person_page(book, one).handles
            if line.handle.value == "bob@example.org"
        ]
        edit_person(book, EditPerson(person_id=one, removed=(theirs,)))
    content = hash_of(library)
    with pytest.raises(Conflict, match=r"edit Robert Hathersage\. Undo that first"):
        taken_back(library, batch_id)
    assert hash_of(library) == content
    taken_back(library)
    joined(library, third, one)
    with pytest.raises(Conflict, match=r"merge Zoe and Robert Hathersage\. Undo that first"):
        taken_back(library, batch_id)
    taken_back(library)
    taken_back(library, batch_id)
    assert names(library) == ["Bob Hathersage", "Robert Hathersage", "Zoe"]


def test_one_after_the_other_three_are_one_and_undone_they_are_three(library: Library) -> None:
    one, other = two_millers(library)
    third = added(library, "R. Hathersage", "r@example.org")
    before = hash_of(library)
    joined(library, other, one)
    joined(library, third, other)
    with library.open(NOW) as book:
        page = person_page(book, third)
    assert len(page.handles) == 4
    assert len(page.timeline) == 2
    taken_back(library)
    taken_back(library)
    assert hash_of(library) == before


def test_two_who_were_told_apart_are_never_a_question_again_until_that_is_undone(
    library: Library, tmp_path: Path
) -> None:
    one, other = two_millers(library)
    before = hash_of(library)
    with library.open(NOW, writing=True) as book:
        assert say_apart(book, other, one)
        assert not say_apart(book, one, other)
    assert waiting(library) == 0
    assert waiting(library, look=True) == 0
    taken_in(library, address_book(tmp_path, card("Cem Knatchbull", "EMAIL:cem@example.org")))
    assert waiting(library) == 0
    taken_back(library)
    taken_back(library)
    assert hash_of(library) == before
    assert waiting(library) == 1
    taken_back(library, last_batch(library))
    assert waiting(library) == 0


def test_whom_one_is_not_is_not_the_one_whom_they_went_into_either(library: Library) -> None:
    one, other = two_millers(library)
    third = added(library, "Bobby Hathersage")
    assert waiting(library, look=True) == 3
    with library.open(NOW, writing=True) as book:
        say_apart(book, other, third)
    joined(library, one, other)
    assert waiting(library) == 0
    assert waiting(library, look=True) == 0
    taken_back(library)
    assert waiting(library) == 2


def test_of_two_likenesses_with_a_third_the_likelier_stands(library: Library) -> None:
    for scores in ((0.4, 0.8), (0.8, 0.4)):
        one, other, third = (added(library, name) for name in ("Una", "Vito", "Wim"))
        with library.open(NOW, writing=True) as book:
            keep_likeness(book, one, third, scores[0], ())
            keep_likeness(book, other, third, scores[1], ())
        joined(library, one, other)
        with library.open(NOW) as book:
            (pair,) = [pair for pair in waiting_pairs(book) if third in (pair.person_id, pair.other_id)]
        assert ({pair.person_id, pair.other_id}, pair.score) == ({one, third}, 0.8)


def certain(library: Library, *pairs: tuple[int, int]) -> None:
    with library.open(NOW, writing=True) as book:
        for place, (one, other) in enumerate(pairs):
            keep_likeness(book, one, other, 0.999 - place / 10_000, ())


def all_joined(library: Library) -> int:
    with library.open(NOW, writing=True) as book:
        return join_certain(book)


def test_a_chain_of_certain_pairs_is_one_person_in_one_batch(library: Library) -> None:
    una, vito, wim, xavi = (added(library, name) for name in ("Una", "Vito", "Wim", "Xavi"))
    yuri, zoe = added(library, "Yuri"), added(library, "Zoe")
    talked(library, wim, days_ago(3))
    before = hash_of(library)
    certain(library, (una, vito), (wim, xavi), (vito, wim), (yuri, zoe))
    assert all_joined(library) == 4
    assert len(names(library)) == 2
    assert "Wim" in names(library)
    with library.open(NOW) as book:
        line = journal_page(book, 1)[0]
    assert (line.what, line.about) == ("merge", "Wim and 1 more")
    taken_back(library)
    assert hash_of(library) == before
    assert all_joined(library) == 0


def test_in_a_chain_of_certain_pairs_two_who_were_told_apart_stay_two(library: Library) -> None:
    una, vito, wim = (added(library, name) for name in ("Una", "Vito", "Wim"))
    with library.open(NOW, writing=True) as book:
        say_apart(book, una, wim)
    certain(library, (una, vito), (vito, wim))
    assert all_joined(library) == 1
    assert "Wim" in names(library)
    assert len(names(library)) == 2
    assert waiting(library) == 0


def test_where_certain_pairs_differ_their_page_asks(library: Library) -> None:
    with library.open(NOW, writing=True) as book:
        people = (
            Person(name="Una Lark", given="Una", title="Pilot"),
            Person(name="Una Larkin", given="Unna", title="Baker", nickname="Lark"),
        )
        one, other = add_people(book, tuple(AddPerson(person=person, handles=()) for person in people))
    certain(library, (one, other))
    assert all_joined(library) == 1
    with library.open(NOW) as book:
        (left,) = people_page(book).people
        asked = {claim.field for claim in claims_of(book, left.person_id) if claim.state == ClaimState.ASKED}
    assert asked == {"name", "title"}


def test_whom_only_a_mailbox_named_goes_into_whom_a_card_names_and_asks_nothing(
    library: Library, tmp_path: Path
) -> None:
    letters = [mail("unal <una@example.org>", "me@example.org", days_ago(day)) for day in (3, 9)]
    taken_in(library, mailbox(tmp_path, *letters))
    with library.open(NOW) as book:
        (named,) = correspondents_page(book).lines
    una = added(library, "Una Lark", "una.lark@example.org")
    certain(library, (named.person_id, una))
    assert all_joined(library) == 1
    with library.open(NOW) as book:
        (left,) = people_page(book).people
        said = {(claim.value, claim.state) for claim in claims_of(book, left.person_id)}
    assert (left.person_id, left.name) == (una, "Una Lark")
    assert ("unal", "kept") in said
    assert {state for _, state in said} == {"kept"}
