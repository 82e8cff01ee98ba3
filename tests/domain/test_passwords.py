"""What may be a password."""

import pytest

from keepwarm.domain.common_passwords import common_passwords
from keepwarm.domain.errors import Invalid
from keepwarm.domain.passwords import check_password, plain_password

GUESSED_FIRST = (
    "password", "Password1", "PASSWORD123", "12345678", "123456789", "87654321", "qwertyuiop", "1q2w3e4r",
    "iloveyou", "sunshine1", "football", "trustno1", "abcd1234", "qwer1234", "11111111", "abcabcabc",
    "charlie2024", "1qaz2wsx", "asdfghjkl", "19841984", "24122412", "keepwarm1", "zxcvbnm123",
)  # fmt: skip


@pytest.mark.parametrize("said", GUESSED_FIRST)
def test_what_is_guessed_first_is_refused(said: str) -> None:
    with pytest.raises(Invalid, match="first that are guessed"):
        check_password(said)


@pytest.mark.parametrize(
    "said",
    [
        "four words in row",
        "ünïcödé!",
        "        a",
        "correct horse",
        "Zq4!kk0P",
        "密码密码一二三四",
        "x9" * 40 + "y",
    ],
)
def test_any_composition_is_taken(said: str) -> None:
    assert check_password(said) == plain_password(said)


@pytest.mark.parametrize(
    ("said", "why"), [("seven77", "at least 8"), ("", "at least"), ("ab" * 501, "at most")]
)
def test_too_short_and_too_long_are_refused(said: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        check_password(said)


def test_a_password_is_the_same_however_a_keyboard_writes_it() -> None:
    assert plain_password("cafe\u0301 cafe\u0301") == plain_password("caf\u00e9 caf\u00e9")


def test_the_list_holds_more_than_three_thousand_and_none_that_is_too_short_anyway() -> None:
    assert len(common_passwords()) > 3_000
    assert min(map(len, common_passwords())) == 8
