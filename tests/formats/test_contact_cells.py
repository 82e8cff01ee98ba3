"""Handles in cells, and a contact in a row."""

import pytest

from keepwarm.domain.details import FoundRelation, RelationKind, Role
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.postal import Postal
from keepwarm.formats.contact_cells import (
    contact,
    each_once,
    find_cell_handle,
    find_postal_handle,
    found_relation,
    postal_of,
    roles_beside,
    tags_in,
)

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


def test_a_postal_address_is_one_line_and_has_its_parts() -> None:
    postal = postal_of(street=["1 Quay Road\nLevel 4,", ""], locality=" Port  Ruru ", country="NZ\n")

    assert find_postal_handle(postal, label="work") == Handle(
        kind=HandleKind.ADDRESS,
        value="1 Quay Road, Level 4, Port Ruru, NZ",
        label="work",
        postal=Postal(street="1 Quay Road\nLevel 4,", locality="Port Ruru", country="NZ"),
    )


def test_an_address_that_is_laid_out_stays_so_and_one_that_says_nothing_is_none() -> None:
    laid_out = find_postal_handle(Postal(), written="4 Quince Row\nLeeds")

    assert laid_out == Handle(kind=HandleKind.ADDRESS, value="4 Quince Row, Leeds")
    assert find_postal_handle(postal_of(street=["", " "])) is None


def test_tags_come_once_whatever_their_case() -> None:
    assert tags_in([" Choir ", "", "choir", "Boat\nyard"]) == ("Choir", "Boat yard")


def test_the_word_for_a_relation_stays_where_the_kind_does_not_say_all_of_it() -> None:
    assert found_relation("Spouse", "Lou") == FoundRelation(kind=RelationKind.SPOUSE, name="Lou")
    assert found_relation("Stepfather", "Max") == FoundRelation(
        kind=RelationKind.PARENT, name="Max", label="Stepfather"
    )


def test_a_role_that_says_no_more_than_the_person_is_none() -> None:
    person = Person(name="Ann", organization="Tinworks", title="Smith")
    present, elsewhere = Role(organization="Tinworks", title="Smith"), Role(organization="Kola")

    assert roles_beside(person, (present, Role(), elsewhere, elsewhere)) == (elsewhere,)


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
