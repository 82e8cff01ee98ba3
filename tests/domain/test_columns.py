"""The columns of a table: named by title or number, taken for what the owner says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.columns import (
    ColumnMeaning,
    ColumnProposal,
    ProposedColumn,
    chosen_columns,
    parse_columns,
)
from keepwarm.domain.errors import Invalid

TITLES = st.lists(st.sampled_from(["Name", "NAME ", "E-Mail", "e mail", "", "2", "#", "Tel."]), max_size=8)


def proposal(*titles: str) -> ColumnProposal:
    """Columns of these titles, none of which has a place."""
    return ColumnProposal(
        columns=tuple(ProposedColumn(title=title, meaning=ColumnMeaning.KEEP) for title in titles)
    )


def meanings(of: ColumnProposal) -> list[str]:
    return [column.meaning.value for column in of.columns]


def test_a_column_is_named_by_its_title_whatever_its_case_and_punctuation() -> None:
    table = proposal("Full name", "E-Mail", "Tel.")

    chosen = chosen_columns(table, {"full NAME": "name", "e mail": "email", "tel": "phone"})

    assert meanings(chosen) == ["name", "email", "phone"]
    assert meanings(table) == ["keep", "keep", "keep"]


def test_a_title_that_comes_twice_names_both_columns_and_a_number_the_one_of_that_place() -> None:
    table = proposal("Tel", "Tel", "2024")

    assert meanings(chosen_columns(table, {"Tel": "phone"})) == ["phone", "phone", "keep"]
    assert meanings(chosen_columns(table, {"2": "phone", "3": "note"})) == ["keep", "phone", "note"]


@pytest.mark.parametrize("key", ["Fax", "", "#", "0", "4", "99999"])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(key: str) -> None:
    with pytest.raises(Invalid, match=r"^has no column .*; it has Tel, 2, 3$"):
        chosen_columns(proposal("Tel", "", "7"), {key: "phone"})


@given(TITLES, st.data())
def test_the_keys_of_a_table_name_each_column_alone(titles: list[str], data: st.DataObject) -> None:
    table = proposal(*titles)
    wanted = data.draw(st.lists(st.sampled_from(ColumnMeaning), min_size=len(titles), max_size=len(titles)))

    chosen = chosen_columns(table, dict(zip(table.keys, [one.value for one in wanted], strict=True)))

    assert [column.meaning for column in chosen.columns] == wanted
    assert chosen_columns(table, chosen.mapping) == chosen


def test_the_digest_is_of_the_titles_in_their_order_without_case_and_spaces() -> None:
    assert proposal("Full  Name", "Tel").digest == proposal("full name ", "TEL").digest
    assert proposal("Tel", "Full name").digest != proposal("Full name", "Tel").digest
    assert proposal("Tel", "Full name").digest != proposal("TelFull name").digest


def test_what_is_said_on_the_command_line_is_read_as_title_and_meaning() -> None:
    assert parse_columns(["Full name=name", " Tel = PHONE ", "a=b=note"]) == {
        "Full name": "name",
        "Tel": "phone",
        "a=b": "note",
    }


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Tel", "'Tel' names no column; write its title and a meaning"),
        ("=phone", "'=phone' names no column"),
        ("Tel=fone", "'fone' is nothing that a column can mean; write one of name, given"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(said: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_columns([said])

    assert str(refused.value).startswith(sentence)
