"""The typed view as words; what is found in it is tested in test_kept_cells."""

import pytest

from keepwarm.domain.details import NO_DETAILS, Details, Favour, FavourState, FoundPromise
from keepwarm.domain.people import Handle, HandleKind, Person, Side
from keepwarm.formats.typed_words import compared, compared_lines, typed_words


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("  ANN\n Lee ", "ann lee"),
        ("* Work", "work"),
        ("*", "*"),
        ("a, b,c", "a b c"),
        ("Ｔｅａ", "tea"),
        ("José", "josé"),
        ("a-b (c)", "a-b (c)"),
        ("\x00", ""),
    ],
)
def test_case_space_commas_and_the_mark_of_the_primary_are_forgiven_and_nothing_else(
    text: str, form: str
) -> None:
    assert compared(text) == form


def test_lines_that_say_nothing_are_none() -> None:
    assert compared_lines("Ann\n\n , \nLee") == ("ann", "lee")


def test_of_nobody_there_are_no_words() -> None:
    found = typed_words(Person(name=""), (), NO_DETAILS)

    assert (found.whole, found.labelled, found.days, found.addresses) == (frozenset(),) * 4


def test_what_is_owed_and_promised_is_shown_and_so_is_an_address_without_parts() -> None:
    details = Details(
        favours=(Favour(side=Side.MINE, text="Lent a saw\nand a rope", state=FavourState.DONE),),
        promises=(FoundPromise(side=Side.THEIRS, text="Sends seeds by 2024-05-01"),),
    )
    home = Handle(kind=HandleKind.ADDRESS, value="9 Kiln Row, Wells", label="Home")

    found = typed_words(Person(name="Ann"), (home,), details)

    assert found.whole >= {"ann", "9 kiln row", "wells", "sends seeds by 2024-05-01"}
    assert ("lent a saw", "and a rope") in found.lines
    assert found.days == {"2024-05-01"}
    assert ("home", "wells") in found.labelled
