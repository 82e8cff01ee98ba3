"""Organisations, titles and roles of a card, put together."""

import pytest

from keepwarm.domain.details import Role
from keepwarm.formats.vcard import read_card

First = tuple[str, str]


def roles(*rows: str) -> tuple[First, list[tuple[str, str, str]]]:
    """Organisation and title of the person, and the roles: organisation, department, title."""
    card = read_card("\r\n".join(("BEGIN:VCARD", "FN:A", *rows, "END:VCARD", "")).encode())
    assert card.person is not None
    found = [(role.organization, role.department, role.title) for role in card.details.roles]
    return (card.person.organization, card.person.title), found


@pytest.mark.parametrize(
    ("rows", "first", "found"),
    [
        (["ORG:IBM", "TITLE:Boss"], ("IBM", "Boss"), []),
        (["ORG:IBM;Sales;Boats", "TITLE:Boss"], ("IBM", "Boss"), [("IBM", "Sales, Boats", "Boss")]),
        (["ORG:IBM", "X-KADDRESSBOOK-X-Department:Sales"], ("IBM", ""), [("IBM", "Sales", "")]),
        (["ORG:A", "TITLE:a", "ORG:B;x", "TITLE:b", "ORG:C"], ("A", "a"), [("B", "x", "b"), ("C", "", "")]),
        (["ORG:A", "i.ORG:B", "i.TITLE:b"], ("A", ""), [("B", "", "b")]),
        (
            ["i.TITLE:b", "TITLE:a", "ORG:A", "i.ORG:B", "i.ROLE:c"],
            ("A", "a"),
            [("B", "", "b"), ("", "", "c")],
        ),
        (["w.ORG:A", "w.TITLE:a", "TITLE:b"], ("A", "a"), [("", "", "b")]),
        (["ORG:A", "TITLE:Clerk", "ROLE:Judge", "ROLE:Clerk"], ("A", "Clerk"), [("", "", "Judge")]),
        (["ORG:A", "ROLE:Judge", "TITLE:"], ("A", "Judge"), []),
        (["ORG:;A", "ORG:"], ("A", ""), []),
    ],
)
def test_the_first_role_is_the_persons_and_the_others_are_kept(
    rows: list[str], first: First, found: list[tuple[str, str, str]]
) -> None:
    assert roles(*rows) == (first, found)


def test_a_row_of_our_own_says_since_when_and_until_when() -> None:
    card = read_card(
        b"BEGIN:VCARD\nFN:A\nORG:IBM;Sales\nX-KEEPWARM-ROLE:IBM;Sales;;2001-05;\n"
        b"X-KEEPWARM-ROLE:B\\;C;;b;1990;1999-12-31\nX-KEEPWARM-ROLE:;;;x;\nEND:VCARD\n"
    )

    now, past = card.details.roles
    assert (now.organization, now.department, str(now.began), now.ended) == ("IBM", "Sales", "2001-05", None)
    assert (past.organization, past.title, str(past.began), str(past.ended)) == (
        "B;C",
        "b",
        "1990",
        "1999-12-31",
    )
    assert Role() not in card.details.roles
