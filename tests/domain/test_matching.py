"""Is it the same person? Never by a name alone."""

import pytest

from keepwarm.domain.likeness import Likeness
from keepwarm.domain.matching import Known, Match, likeness_of, without_repeats
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.sources import FoundPerson, Whom


def handle(value: str, kind: HandleKind = HandleKind.EMAIL) -> Handle:
    return Handle(kind=kind, value=value)


def found(name: str, *handles: Handle, uid: str = "") -> FoundPerson:
    return FoundPerson(place="card 1", person=Person(name=name), handles=handles, uid=uid)


def alike(name: str, *handles: Handle, uid: str = "") -> Likeness:
    return likeness_of(found(name, *handles, uid=uid))


def same_as(known: Known, card: FoundPerson) -> list[Match]:
    return known.find_same(likeness_of(card))


@pytest.fixture
def known() -> Known:
    known = Known()
    ada = alike("Ada Lovelace", handle("ada@example.org"), handle("+44 1", HandleKind.PHONE), uid="u1")
    known.learn(1, ada)
    known.learn(2, alike("bob.p", handle("bob@example.org")), from_history=True)
    known.learn(5, alike("Mary Shelley"), by_relation=True)
    return known


@pytest.mark.parametrize(
    ("card", "same"),
    [
        (found("ada lovelace", handle("ADA@example.org")), (1, "same_name_and_handle")),
        (found("Ada Lovelace", handle("+44-1", HandleKind.PHONE)), (1, "same_name_and_handle")),
        (found("Ada Lovelace", uid="u1"), (1, "same_id")),
        (found("Countess", handle("ada@example.org"), uid="u1"), (1, "same_id")),
        (found("Bob Poe", handle("bob@example.org")), (2, "same_address")),
        (found("Ada Lovelace"), None),
        (found("Ada Lovelace", handle("else@example.org")), None),
        (found("Ada Lovelace", uid="u2"), None),
        (found("Charles", handle("ada@example.org")), None),
        (found("Charles", uid="u1"), None),
        (found(""), None),
        (found("Bob Poe"), None),
        (found("Mary Shelley", handle("mary@example.org")), (5, "named_as_relation")),
    ],
)
def test_what_makes_two_the_same(known: Known, card: FoundPerson, same: tuple[int, str] | None) -> None:
    matches = [(match.person_id, match.reason.code) for match in same_as(known, card)]
    assert matches == ([] if same is None else [same])


def test_a_card_gives_its_name_to_whom_only_a_header_had_named(known: Known) -> None:
    known.learn(2, alike("Bob Poe"))
    assert known.name_of(2) == "Bob Poe"
    assert same_as(known, found("Robert", handle("bob@example.org"))) == []


def test_a_header_takes_no_name_from_a_card(known: Known) -> None:
    known.learn(1, alike("ada.l"), from_history=True)
    assert known.name_of(1) == "Ada Lovelace"


def test_the_first_holder_of_an_address_is_its_holder(known: Known) -> None:
    known.learn(3, alike("The Lovelaces", handle("ada@example.org")))
    assert known.find_holder(handle("ada@example.org")) == 1
    assert known.find_holder(handle("nobody@example.org")) is None


def test_words_name_by_address_and_number_before_name(known: Known) -> None:
    known.learn(4, alike("ada@example.org"))
    assert known.find_named(Whom(words="ADA@example.org")) == [1]
    assert known.find_named(Whom(words="+44 1")) == [1]
    assert known.find_named(Whom(words="ada LOVELACE")) == [1]
    assert known.find_named(Whom(words="ada")) == []


def test_a_handle_is_taken_once_and_as_it_was_written_first() -> None:
    written = [handle("Ada@example.org"), handle("new@example.org"), handle("ADA@example.org")]
    assert without_repeats(written) == (handle("Ada@example.org"), handle("new@example.org"))


def test_whoever_is_absorbed_is_recognised_as_the_other_from_then_on(known: Known) -> None:
    known.learn(9, alike("A. L.", handle("ada@home.example")), from_history=True)
    card = found("Ada Lovelace", handle("ada@example.org"), handle("ada@home.example"))
    assert [match.person_id for match in same_as(known, card)] == [1, 9]
    known.absorb(9, 1)
    assert known.find_holder(handle("ada@home.example")) == 1
    assert known.find_named(Whom(words="A. L.")) == [1]
    assert [match.person_id for match in same_as(known, card)] == [1]


def test_with_what_was_learned_somebody_else_in_the_book_may_be_certain_to_be_the_same(known: Known) -> None:
    known.learn(7, alike("Ada Lovelace", handle("countess@example.org")))
    assert known.find_same(known.people[1], but=1) == []
    known.learn(1, alike("Ada Lovelace", handle("countess@example.org")))
    assert [match.person_id for match in known.find_same(known.people[1], but=1)] == [7]


def test_whom_the_owner_told_apart_is_never_the_same(known: Known) -> None:
    known.learn(7, alike("Ada Lovelace", handle("ada@example.org")))
    known.apart.add((1, 7))
    assert known.find_same(known.people[1], but=1) == []


def test_two_of_one_name_leave_open_whose_relation_is_meant(known: Known) -> None:
    known.learn(6, alike("Mary Shelley", handle("m@example.org")))
    assert same_as(known, found("Mary Shelley", handle("mary@example.org"))) == []
