"""What somebody told fits what is looked for where they share a telling word."""

import pytest

from keepwarm.domain.fitting import fits, words_needed


@pytest.mark.parametrize(
    ("wanted", "text", "does"),
    [
        ("a flat in Lisbon", "flats and their history", True),
        ("two flats", "a Flat in town", True),
        ("somebody who teaches piano", "a pianist; teaching since May", True),
        ("a café", "runs the Café on the corner", True),
        ("advice on AI", "works in AI", True),
        ("advice on AI", "an aim in life", False),
        ("a flat in May", "knows what to do in the garden", False),
        ("", "a flat", False),
        ("  ", "a flat", False),
    ],
)
def test_a_text_fits_where_it_shares_a_telling_word(wanted: str, text: str, does: bool) -> None:
    assert fits(text, words_needed(wanted)) is does
