"""Lines that we write: parameters in quotes where they must be, folds between characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.formats.vcard_head import find_head
from keepwarm.formats.vcard_rows import FOLD_AT, Row, row_bytes, row_head


def test_types_stand_in_one_parameter_and_others_each_in_its_own() -> None:
    params = (("TYPE", "home"), ("X-A", "1"), ("TYPE", "fax"), ("X-A", "2"))

    assert row_head(Row(name="TEL", value="1", group="g", params=params)) == "g.TEL;TYPE=home,fax;X-A=1;X-A=2"


@pytest.mark.parametrize(
    ("value", "written"),
    [("a b", "a b"), ("a;b", '"a;b"'), ('a"b', '"a^\'b"'), ("a\nb^", '"a^nb^^"'), (" a", '" a"'), ("", "")],
)
def test_a_parameter_stands_in_quotes_where_it_must(value: str, written: str) -> None:
    assert row_head(Row(name="X", value="", params=(("P", value),))) == f"X;P={written}"


VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n"), max_size=40)


@given(value=VALUES.filter(lambda text: text == text.strip()), text=VALUES)
def test_a_row_reads_as_it_was_and_is_folded(value: str, text: str) -> None:
    row = Row(name="NOTE", value=text.replace("\n", "\\n"), params=(("X-P", value),) if value else ())

    written = row_bytes(row)

    assert max(map(len, written.split(b"\r\n"))) <= FOLD_AT
    assert written.replace(b"\r\n ", b"").decode() == f"{row_head(row)}:{row.value}\r\n"
    head = find_head(row_head(row))
    assert head is not None
    assert head.params == row.params
