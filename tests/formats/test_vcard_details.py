"""What else a card says of a person: tags, dates that matter, members."""

import pytest

from keepwarm.domain.details import NO_DETAILS, Details
from keepwarm.formats.vcard import read_card

EVENT = "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event"


def details(*rows: str) -> Details:
    return read_card("\r\n".join(("BEGIN:VCARD", "FN:A", *rows, "END:VCARD", "")).encode()).details


@pytest.mark.parametrize(
    ("rows", "tags"),
    [
        (["CATEGORIES:Friends,School\\,Bike"], ["Friends", "School,Bike"]),
        (["CATEGORIES:a, b ", "CATEGORIES:A,c"], ["a", "b", "c"]),
        (
            ["CATEGORIES:myContacts,starred", "CATEGORIES:* myContacts,My Contacts"],
            ["starred", "My Contacts"],
        ),
        (["CATEGORIES:,;,"], [";"]),
    ],
)
def test_tags_are_the_values_of_every_list_each_once(rows: list[str], tags: list[str]) -> None:
    assert list(details(*rows).tags) == tags


@pytest.mark.parametrize(
    ("rows", "occasions"),
    [
        (["ANNIVERSARY;VALUE=DATE:20091010"], [("anniversary", "2009-10-10")]),
        (["X-ANNIVERSARY:2009-10-10", "X-EVOLUTION-ANNIVERSARY:20091010"], [("anniversary", "2009-10-10")]),
        (["X-MS-ANNIVERSARY:20120801", "X-KADDRESSBOOK-X-Anniversary:2008-02-15"],
         [("anniversary", "2012-08-01"), ("anniversary", "2008-02-15")]),
        (["i.X-ABDATE;type=pref:1604-03-01", "i.X-ABLabel:_$!<Anniversary>!$_"],
         [("anniversary", "--03-01")]),
        (["item1.X-ABDATE:2009-10-10", "item1.X-ABLabel:Name day"], [("Name day", "2009-10-10")]),
        (["X-ABDATE:1776-07-04"], [("other", "1776-07-04")]),
        ([f"{EVENT};1999-07-10;1;;;"], [("anniversary", "1999-07-10")]),
        ([f"{EVENT};--07-10;0;Name day"], [("Name day", "--07-10")]),
        ([f"{EVENT};1999-07-10;3"], []),
        (["ANNIVERSARY;VALUE=text:in spring", "DEATHDATE:19960415"], []),
    ],
)  # fmt: skip
def test_dates_that_matter_are_read_with_their_label(
    rows: list[str], occasions: list[tuple[str, str]]
) -> None:
    assert [(one.label, str(one.on)) for one in details(*rows).occasions] == occasions


@pytest.mark.parametrize("prefix", ["", "X-ADDRESSBOOKSERVER-"])
def test_members_of_a_group_have_the_ids_of_their_cards(prefix: str) -> None:
    members = (f"{prefix}MEMBER:urn:uuid:A-1", f"{prefix}MEMBER:mailto:b@c.example", f"{prefix}MEMBER:A-1")

    found = details(f"{prefix}KIND:group", *members)

    assert found.members == ("A-1", "mailto:b@c.example")
    uids = [
        read_card(f"BEGIN:VCARD\nFN:A\nUID:{uid}\nEND:VCARD\n".encode()).uid
        for uid in ("A-1", "URN:UUID:A-1")
    ]
    assert uids == ["A-1", "A-1"]


def test_only_a_group_has_members() -> None:
    assert details("KIND:org", "MEMBER:urn:uuid:A-1") is NO_DETAILS
