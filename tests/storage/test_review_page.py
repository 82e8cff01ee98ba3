"""The review: two side by side, what they share, where they differ, and who of them stays."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from keepwarm.domain.claims import ClaimState, Settled
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.errors import Missing
from keepwarm.domain.people import Person
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book, Library
from keepwarm.storage.claims import keep_claim
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.likenesses import keep_likeness
from keepwarm.storage.merging import who_stays
from keepwarm.storage.pages.review import (
    differing,
    how_many_wait,
    pair_page,
    review_page,
    waiting_pairs,
)
from keepwarm.usecases.find_person import find_person
from tests.books import NOW, added, days_ago, mail, mailbox, taken_in, talked
from tests.statements import counted

WHY = (Reason.of("same_name", name="Ada"),)


def alike(library: Library, one: int, other: int, score: float = 0.5) -> None:
    with library.open(NOW, writing=True) as book:
        keep_likeness(book, one, other, score, WHY)


def test_an_empty_queue_says_so(library: Library) -> None:
    with library.open(NOW) as book:
        page = review_page(book)
        assert (page.waiting, page.certain, page.choices, page.pair) == (0, 0, (), None)
        assert (how_many_wait(book), waiting_pairs(book)) == (0, ())


def test_the_likeliest_stands_first_and_those_put_off_are_passed_over(library: Library) -> None:
    una, vito, wim = (added(library, name) for name in ("Una", "Vito", "Wim"))
    alike(library, una, vito, 0.4)
    alike(library, vito, wim, 0.995)
    with library.open(NOW) as book:
        first, second, third = (review_page(book, put_off) for put_off in range(3))
        assert how_many_wait(book) == 2
        lines = waiting_pairs(book)
    assert (first.waiting, first.certain, first.today) == (2, 1, date(2026, 11, 22))
    assert first.pair is not None
    assert second.pair is not None
    assert ({first.pair.one.person.name, first.pair.other.person.name}, first.pair.score) == (
        {"Vito", "Wim"},
        0.995,
    )
    assert {second.pair.one.person.name, second.pair.other.person.name} == {"Una", "Vito"}
    assert (third.waiting, third.pair) == (2, None)
    assert [({line.name, line.other_name}, line.score, line.reasons) for line in lines] == [
        ({"Vito", "Wim"}, 0.995, WHY),
        ({"Una", "Vito"}, 0.4, WHY),
    ]


def test_what_both_have_is_shared_however_it_is_written_and_the_rest_is_each_ones_own(
    library: Library,
) -> None:
    one = added(library, "Ada", "Ada@Example.org", "+44 20 7946 0018", "one@example.org")
    other = added(library, "Ada", "ada@example.org", "020 7946 0018", "other@example.org")
    talked(library, one, days_ago(3))
    with library.open(NOW) as book:
        pair = pair_page(book, one, other)
    assert [handle.value for handle in pair.shared] == ["Ada@Example.org", "+44 20 7946 0018"]
    assert [handle.value for handle in pair.one.handles] == ["one@example.org"]
    assert [handle.value for handle in pair.other.handles] == ["other@example.org"]
    assert (pair.one.talks, pair.one.last_on, pair.one.sources) == (1, date(2026, 11, 19), ("you",))
    assert (pair.other.talks, pair.other.last_on) == (0, None)
    assert (pair.score, pair.reasons) == (0.0, ())


def test_nobody_stands_beside_nobody(library: Library) -> None:
    una = added(library, "Una")
    with library.open(NOW) as book, pytest.raises(Missing):
        pair_page(book, una, 12)


def test_they_differ_where_both_say_something_that_is_not_the_same_in_other_letters() -> None:
    one = Person(
        name="Ada Lovelace",
        given="Ada",
        organization="Mill & Sons",
        title="",
        birthday=PartialDate(month=1, day=2),
    )
    other = Person(
        name="ada lovelace", given="A.", organization="Mill", title="Pilot", birthday=PartialDate(year=1990)
    )
    assert differing(one, other) == ("organization", "birthday")


def test_who_has_more_of_a_history_stays_else_who_came_first_but_not_whom_only_a_mailbox_named(
    library: Library, tmp_path: Path
) -> None:
    una, vito = added(library, "Una", now=days_ago(9)), added(library, "Vito", now=days_ago(8))
    letters = [mail("n <named@example.org>", "me@example.org", days_ago(day)) for day in (3, 9)]
    taken_in(library, mailbox(tmp_path, *letters))
    with library.open(NOW) as book:
        named = find_person(book, "named@example.org").person_id
    with library.open(NOW) as book:
        assert who_stays(book, (vito, una)) == [una, vito]
        assert who_stays(book, (named, vito, una)) == [una, vito, named]
    talked(library, vito, days_ago(1))
    with library.open(NOW) as book:
        assert who_stays(book, (una, vito)) == [vito, una]


def test_whom_sources_disagree_about_is_listed_once(library: Library) -> None:
    una = added(library, "Una")
    added(library, "Vito")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "import", "a.vcf")
        for field in ("title", "organization"):
            asked(book, una, field, ClaimState.ASKED)
        asked(book, una, "nickname", ClaimState.KEPT)
    with library.open(NOW) as book:
        assert review_page(book).choices == ((una, "Una"),)


def asked(book: Book, person_id: int, field: str, state: ClaimState) -> None:
    keep_claim(book, person_id, Settled(field=field, value="Baker", state=state), source="a.vcf")


def test_the_statements_do_not_grow_with_the_book(library: Library) -> None:
    ran = []
    for start, count in ((0, 2), (2, 9)):
        people = [
            added(library, f"Person {number}", f"p{number}@example.org")
            for number in range(start, start + count)
        ]
        for one, other in pairwise(people):
            alike(library, one, other)
        talked(library, people[0], days_ago(1))
        with counted(library.engine) as found, library.open(NOW) as book:
            review_page(book)
            how_many_wait(book)
            waiting_pairs(book)
        ran.append(len(found))
    assert ran[0] == ran[1]
