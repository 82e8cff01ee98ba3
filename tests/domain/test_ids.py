"""Identifiers: 64 bits inside, thirteen letters and digits outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.ids import parse_public_id, public_id

signed = st.integers(min_value=-(1 << 63), max_value=(1 << 63) - 1)


@given(signed)
def test_an_id_comes_back_from_its_public_form(number: int) -> None:
    text = public_id(number)
    assert len(text) == 13
    assert parse_public_id(text) == number


@given(signed, signed)
def test_public_forms_are_in_the_order_of_their_ids(one: int, other: int) -> None:
    assert (public_id(one) < public_id(other)) == (one < other)


@given(st.text(max_size=20))
def test_what_is_no_public_form_is_no_id(text: str) -> None:
    number = parse_public_id(text)
    assert number is None or public_id(number) == text


@pytest.mark.parametrize("text", ["", "0" * 12, "0" * 14, "z" * 13, "O" + "0" * 12, "0" * 12 + "i"])
def test_a_length_or_a_letter_that_is_wrong_is_seen(text: str) -> None:
    assert parse_public_id(text) is None
