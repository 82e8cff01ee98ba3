"""Handles in cells, and a contact in a row."""

import pytest

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.formats.contact_cells import contact, each_once, find_cell_handle, find_postal_handle

MAIL = Handle(kind=HandleKind.EMAIL, value="ann@example.org")
PHONE = Handle(kind=HandleKind.PHONE, value="555-0101")


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (HandleKind.EMAIL, " ann@example.org ", "ann@example.org"),
        (HandleKind.EMAIL, "/o=Firm/cn=ann", None),
        (HandleKind.PHONE, "-", None),
        (HandleKind.PHONE, "5" * 601, None),
        (HandleKind.PROFILE, "javascript:alert(1)", None),
        (HandleKind.PROFILE, "HTTPS://example.org", "HTTPS://example.org"),
        (HandleKind.PROFILE, "example.org/a:b", "example.org/a:b"),
    ],
)
def test_a_cell_holds_a_handle_where_it_reaches_somebody(
    kind: HandleKind, cell: str, value: str | None
) -> None:
    found = find_cell_handle(kind, cell)

    assert (found.value if found else None) == value


def test_a_postal_address_is_one_line_of_what_says_something() -> None:
    found = find_postal_handle(["1 Quay Road\nLevel 4,", "", " Port  Ruru "], label="work")

    assert found == Handle(kind=HandleKind.ADDRESS, value="1 Quay Road, Level 4, Port Ruru", label="work")
    assert find_postal_handle(["", " "]) is None


def test_a_handle_comes_once_whatever_its_case() -> None:
    again = Handle(kind=HandleKind.EMAIL, value="ANN@example.org", label="work")

    assert each_once([MAIL, None, again, PHONE]) == (MAIL, PHONE)


@pytest.mark.parametrize(
    ("name", "handles", "called"),
    [("Ann", (), "Ann"), ("", (PHONE, MAIL), "ann@example.org"), ("", (PHONE,), "555-0101")],
)
def test_who_has_no_name_is_called_by_an_address(name: str, handles: tuple[Handle, ...], called: str) -> None:
    assert contact("row 2", Person(name=name), handles).person.name == called


def test_who_has_neither_is_nobody() -> None:
    with pytest.raises(Invalid, match="has neither a name nor a way to reach anybody"):
        contact("row 2", Person(name=""), ())
