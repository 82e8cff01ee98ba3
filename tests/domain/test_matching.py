"""Is it the same person? Never by a name alone."""

import pytest

from keepwarm.domain.matching import Known, without_repeats
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.sources import FoundPerson, Whom


def handle(value: str, kind: HandleKind = HandleKind.EMAIL) -> Handle:
    return Handle(kind=kind, value=value)


def found(name: str, *handles: Handle, uid: str = "") -> FoundPerson:
    return FoundPerson(place="card 1", person=Person(name=name), handles=handles, uid=uid)


@pytest.fixture
def known() -> Known:
    known = Known()
    known.learn(1, "Ada Lovelace", [handle("ada@example.org"), handle("+44 1", HandleKind.PHONE)], uid="u1")
    known.learn(2, "bob.p", [handle("bob@example.org")], from_history=True)
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
    ],
)
def test_what_makes_two_the_same(known: Known, card: FoundPerson, same: tuple[int, str] | None) -> None:
    match = known.find_same(card)
    assert (match and (match.person_id, match.reason.code)) == same


def test_a_card_gives_its_name_to_whom_only_a_header_had_named(known: Known) -> None:
    known.learn(2, "Bob Poe", [])
    assert known.names[2] == "Bob Poe"
    assert known.find_same(found("Robert", handle("bob@example.org"))) is None


def test_a_header_takes_no_name_from_a_card(known: Known) -> None:
    known.learn(1, "ada.l", [], from_history=True)
    assert known.names[1] == "Ada Lovelace"


def test_the_first_holder_of_an_address_is_its_holder(known: Known) -> None:
    known.learn(3, "The Lovelaces", [handle("ada@example.org")])
    assert known.find_holder(handle("ada@example.org")) == 1
    assert known.find_holder(handle("nobody@example.org")) is None


def test_words_name_by_address_and_number_before_name(known: Known) -> None:
    known.learn(4, "ada@example.org", [])
    assert known.find_named(Whom(words="ADA@example.org")) == [1]
    assert known.find_named(Whom(words="+44 1")) == [1]
    assert known.find_named(Whom(words="ada LOVELACE")) == [1]
    assert known.find_named(Whom(words="ada")) == []


def test_a_handle_is_taken_once_and_as_it_was_written_first() -> None:
    written = [handle("Ada@example.org"), handle("new@example.org"), handle("ADA@example.org")]
    assert without_repeats(written) == (handle("Ada@example.org"), handle("new@example.org"))


def test_whoever_is_absorbed_is_recognised_as_the_other_from_then_on(known: Known) -> None:
    known.learn(9, "A. L.", [handle("ada@home.example")], from_history=True)
    card = FoundPerson(
        place="card 1",
        person=Person(name="Ada Lovelace"),
        handles=(handle("ada@example.org"), handle("ada@home.example")),
    )
    assert known.to_absorb(card, 1) == [9]
    known.absorb(9, 1)
    assert known.find_holder(handle("ada@home.example")) == 1
    assert known.find_named(Whom(words="A. L.")) == [1]
    assert known.to_absorb(card, 1) == []
