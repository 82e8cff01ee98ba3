"""Addresses in their seven parts, and in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.postal import Postal
from keepwarm.formats.vcard_postal import postal_line, read_postal, settled_postal
from keepwarm.formats.vcard_text import escape


@pytest.mark.parametrize(
    ("value", "line", "postal"),
    [
        ("Box 1;Left;1 Way;Town;State;123;Land", "Box 1, Left, 1 Way, Town, State, 123, Land",
         Postal(post_box="Box 1", extended="Left", street="1 Way", locality="Town", region="State",
                code="123", country="Land")),
        (";;1 Way,\\nHouse  2,;Town", "1 Way, House 2, Town",
         Postal(street="1 Way,\nHouse 2,", locality="Town")),
        (";a\\nb;;To\\;wn", "a, b, To;wn", Postal(extended="a, b", locality="To;wn")),
        ("", "", Postal()),
        # Room, apartment, floor, number, name, building, block, subdistrict, district, landmark, direction.
        (";;;Town;;1;US;R;A;F;7;Oak St;B;;;D;;W", "B, F, A, R, D, 7 Oak St W, Town, 1, US",
         Postal(extended="B, F, A, R, D", street="7 Oak St W", locality="Town", code="1", country="US")),
        (";;Oak St 7;Town;;1;US;;;3;7;Oak St", "3, Oak St 7, Town, 1, US",
         Postal(extended="3", street="Oak St 7", locality="Town", code="1", country="US")),
        (";;x;;;;;;;;;;;;;;;;behind;all", "x", Postal(street="x")),
    ],
)  # fmt: skip
def test_an_address_is_read_as_a_line_and_in_its_parts(value: str, line: str, postal: Postal) -> None:
    assert read_postal(value) == (line, postal)


PARTS = st.text(st.sampled_from("ab,; \n\t\r\x0b\x85\\ü"), max_size=8)


@given(parts=st.tuples(*[PARTS] * 7))
def test_an_address_that_is_written_reads_as_its_parts_and_their_line(parts: tuple[str, ...]) -> None:
    names = ("post_box", "extended", "street", "locality", "region", "code", "country")
    postal = settled_postal(Postal(**dict(zip(names, parts, strict=True))))

    assert read_postal(";".join(map(escape, postal.parts))) == (postal_line(postal), postal)
    assert settled_postal(postal) == postal
