"""Which of some things the owner means by a few words."""

import pytest

from keepwarm.domain.ids import public_id
from keepwarm.usecases.by_words import those_called, those_named

NAMES = {1: "Museum", 2: "Museum night", 3: "Café, late"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("museum", [1]),
        ("MUSE", [1, 2]),
        ("cafe late", [3]),
        ("night", [2]),
        ("opera", []),
        (" ", []),
        ("—", []),
        (public_id(2), [2]),
        (public_id(4), []),
    ],
)
def test_an_id_comes_before_the_whole_name_and_that_before_a_part(words: str, found: list[int]) -> None:
    assert those_named(words, NAMES) == found


def test_a_part_of_what_is_said_of_them_will_do_and_of_whole_texts_only_the_name() -> None:
    names, said = {1: "Ana", 2: "Bo"}, {1: "Ana ana@foz.example", 2: "Bo bo@ana.example"}
    assert those_called("foz", names, said) == [1]
    assert those_called("ana", names, said) == [1]
    assert those_called("example", names, said) == [1, 2]
    assert those_called(public_id(1), names, said) == []
