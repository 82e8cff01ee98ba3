"""Google's numbered columns: several values in a cell, primary marks, pages that must not be opened."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.formats.google_cells import first_value, handles_in
from keepwarm.formats.vcard_handles import LONGEST_HANDLE

PARTS = ("value", "label", "type", "service", "formatted", "street", "city")
KINDS = ("e-mail", "phone", "im", "address", "website")
CELLS = st.dictionaries(
    st.builds("{}{}-{}".format, st.sampled_from(KINDS), st.integers(1, 4), st.sampled_from(PARTS)),
    st.text(alphabet=st.sampled_from("a1@.:* /\n"), max_size=12) | st.text(max_size=9),
    max_size=12,
)


def test_of_several_values_in_a_cell_the_first_is_the_primary_one() -> None:
    handles = handles_in({"e-mail1-label": "* Work", "e-mail1-value": "a@x.example ::: b@x.example"})

    assert handles == (
        Handle(kind=HandleKind.EMAIL, value="a@x.example", label="Work", preferred=True),
        Handle(kind=HandleKind.EMAIL, value="b@x.example", label="Work"),
    )


def test_numbers_are_counted_as_numbers() -> None:
    cells = {f"phone{n}-value": f"555-01{n:02d}" for n in (10, 2, 1)}

    assert [handle.value for handle in handles_in(cells)] == ["555-0101", "555-0102", "555-0110"]


def test_the_same_address_under_two_numbers_is_one() -> None:
    cells = {"e-mail1-value": "Ann@x.example", "e-mail2-value": "ann@x.example"}

    assert [handle.value for handle in handles_in(cells)] == ["Ann@x.example"]


def test_an_address_without_a_layout_is_put_together_from_street_to_country() -> None:
    cells = {
        "address1-country": "US",
        "address1-street": "9 Foundry Lane\nUnit 3 ::: 1 Kiln Street",
        "address1-city": "Dover ::: Wells",
    }

    assert [handle.value for handle in handles_in(cells)] == [
        "9 Foundry Lane, Unit 3, Dover, US",
        "1 Kiln Street, Wells",
    ]


@pytest.mark.parametrize(
    ("page", "taken"),
    [
        ("https://example.org/a:b", True),
        ("HTTP://example.org", True),
        ("www.example.org/a:b", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)//example.org", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("x" * (LONGEST_HANDLE + 1), False),
        ("-", False),
    ],
)
def test_a_page_that_could_run_something_is_no_way_to_reach_anybody(page: str, taken: bool) -> None:
    assert bool(handles_in({"website1-value": page})) is taken


def test_the_first_value_of_a_cell_is_what_stands_before_the_mark() -> None:
    assert [first_value(cell) for cell in ("Tin ::: Kola", " ::: Kola", "Tin", "")] == [
        "Tin",
        "Kola",
        "Tin",
        "",
    ]


@settings(max_examples=200)
@given(CELLS)
@example({"phone1-value": "1", "phone1-label": "\n*"})
def test_each_handle_is_one_line_once_and_short_enough_for_an_index(cells: dict[str, str]) -> None:
    handles = handles_in(cells)

    assert len({(one.kind, one.service, one.value.lower()) for one in handles}) == len(handles)
    for one in handles:
        assert 0 < len(one.value) <= LONGEST_HANDLE
        assert "\n" not in one.value + one.label
        assert ":::" not in one.value
        assert not one.label.startswith("*")
