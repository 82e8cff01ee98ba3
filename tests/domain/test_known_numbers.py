"""A telephone number is found however it is written, and never guessed at between two countries."""

import pytest

from keepwarm.domain.likeness import Likeness
from keepwarm.domain.matching import Known
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.sources import Whom

ANN, BO = 1, 2


def likeness(name: str, *numbers: str, kind: HandleKind = HandleKind.PHONE) -> Likeness:
    return Likeness(names=(name,), handles=tuple(Handle(kind=kind, value=number) for number in numbers))


def book(*numbers: tuple[int, str]) -> Known:
    known = Known()
    for person_id, number in numbers:
        known.learn(person_id, likeness(f"Person {person_id}", number))
    return known


def meant(known: Known, number: str, words: str = "") -> list[int]:
    handle = Handle(kind=HandleKind.PHONE, value=number)
    return known.find_named(Whom(words=words or number, handles=(handle,)))


@pytest.mark.parametrize(
    "held", ["+49 171 2345678", "0049 171 2345678", "+49 (0)171 234 56 78", "0171-2345678"]
)
@pytest.mark.parametrize("asked", ["+491712345678", "01712345678", "00491712345678", "0171 234 5678"])
def test_a_number_with_its_country_code_and_without_is_one(held: str, asked: str) -> None:
    assert meant(book((ANN, held)), asked) == [ANN]


@pytest.mark.parametrize("asked", ["+431712345678", "01712345679", "2345678", "+49171"])
def test_another_number_is_of_nobody_known(asked: str) -> None:
    assert meant(book((ANN, "+49 171 2345678")), asked) == []


def test_between_two_countries_a_number_without_its_code_is_of_neither() -> None:
    known = book((ANN, "+49 171 2345678"), (BO, "+43 171 2345678"))

    assert meant(known, "0171 2345678") == []
    assert meant(known, "+43 171 2345678") == [BO]


def test_of_two_who_share_a_number_the_first_has_it() -> None:
    assert meant(book((ANN, "+49 30 1234567"), (BO, "+49 30 1234567")), "030 1234567") == [ANN]


def test_the_number_counts_before_the_name() -> None:
    known = book((ANN, "+49 171 2345678"), (BO, "+49 171 8765432"))

    assert meant(known, "0171 2345678", words="Person 2") == [ANN]


def test_who_comes_later_is_found_too_and_who_was_joined_is_the_one_that_stays() -> None:
    known = book((ANN, "+49 171 2345678"))
    assert meant(known, "0171 2345678") == [ANN]

    known.learn(BO, likeness("Bo", "+44 20 7946 0018"))
    assert meant(known, "020 7946 0018") == [BO]

    known.absorb(BO, ANN)
    assert meant(known, "020 7946 0018") == [ANN]


def test_the_number_of_a_chat_is_a_telephone_number() -> None:
    known = Known()
    known.learn(ANN, likeness("Ann", "+49 171 2345678", kind=HandleKind.CHAT))

    assert meant(known, "0171 2345678") == [ANN]
