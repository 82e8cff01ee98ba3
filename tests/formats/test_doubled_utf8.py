"""Text whose bytes were taken for letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.doubled_utf8 import undoubled


@pytest.mark.parametrize(
    ("written", "meant"), [("SÃ¸ren", "Søren"), ("Søren", "Søren"), ("葵", "葵"), ("Ann", "Ann"), ("", "")]
)
def test_what_was_doubled_is_undone_and_other_text_stays(written: str, meant: str) -> None:
    assert undoubled(written) == meant


@settings(max_examples=100)
@given(st.text(max_size=30))
def test_whatever_was_doubled_comes_back(text: str) -> None:
    plain = text.encode(errors="replace").decode()

    assert undoubled(plain.encode().decode("latin-1")) == plain
