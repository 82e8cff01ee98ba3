"""Titles of columns, and what they say."""

import pytest

from keepwarm.domain.columns import ColumnMeaning as M
from keepwarm.formats.column_readings import label_of, read_title
from keepwarm.formats.column_words import TITLES, titles_of

KNOWN = [
    ("Full Name", M.NAME, ""), ("first_name", M.GIVEN, ""), ("firstName", M.GIVEN, ""),
    ("VORNAME", M.GIVEN, ""), ("Nachname:", M.FAMILY, ""), ("Prénom", M.GIVEN, ""), ("Imię", M.GIVEN, ""),
    ("姓", M.FAMILY, ""), ("Contact Name", M.NAME, ""), ("Contact Company", M.ORGANIZATION, ""),
    ("Company Name", M.ORGANIZATION, ""), ("E-Mail", M.EMAIL, ""), ("Email 2", M.EMAIL, ""),
    ("Work Email", M.EMAIL, "work"), ("Person - Email - Home", M.EMAIL, "home"),
    ("Primary email", M.EMAIL, ""), ("E-mail 1 - Value", M.EMAIL, ""),
    ("Adresse e-mail professionnelle", M.EMAIL, "professionnelle"), ("Mobile", M.PHONE, "mobile"),
    ("Work mobile", M.PHONE, "work mobile"), ("Phone (mobile)", M.PHONE, "mobile"),
    ("Handy", M.PHONE, "handy"), ("Telefon geschäftlich", M.PHONE, "geschäftlich"),
    ("Company phone", M.PHONE, "company"), ("Tél. portable", M.PHONE, "portable"),
    ("Home Zip", M.CODE, "home"), ("address_city", M.CITY, ""), ("State/Region", M.REGION, ""),
    ("Street Address", M.STREET, ""), ("Address Line 2", M.STREET, ""), ("Home Address", M.ADDRESS, "home"),
    ("Date of Birth", M.BIRTHDAY, ""), ("Geb.-Datum", M.BIRTHDAY, ""), ("Spouse's name", M.RELATION, ""),
    ("LinkedIn Profile URL", M.PROFILE, ""), ("Website URL", M.PROFILE, ""),
    ("Personal website", M.PROFILE, "personal"), ("WhatsApp number", M.CHAT, ""),
    ("Group Membership", M.TAGS, ""),
]  # fmt: skip

UNKNOWN = (
    "", "Record ID", "Contact owner", "Last Contact", "First contacted", "Email opt-in", "Phone type",
    "Email Domain", "Company LinkedIn URL", "Company website", "School name", "LinkedIn connections",
    "Assistant's phone", "Barva", "Country code", "Member since", "x" * 5000,
)  # fmt: skip


@pytest.mark.parametrize(("title", "meaning", "label"), KNOWN)
def test_a_title_says_its_meaning_and_which_of_several_it_is(title: str, meaning: M, label: str) -> None:
    found = read_title(title)

    assert found is not None
    assert (found.meaning, found.label) == (meaning, label)


@pytest.mark.parametrize("title", UNKNOWN)
def test_a_title_that_says_something_else_says_nothing_here(title: str) -> None:
    assert read_title(title) is None


@pytest.mark.parametrize("meaning", TITLES)
def test_every_title_of_the_table_is_read_in_any_case(meaning: M) -> None:
    titles = [title for _, title, _ in titles_of(meaning)]
    first = {title: one for one in reversed(TITLES) for _, title, _ in titles_of(one)}

    read = {title: read_title(title.upper()) for title in titles}

    assert titles
    assert all(found is not None and found.meaning is first[title] for title, found in read.items())


def test_services_are_told_from_the_title() -> None:
    titles = ("LinkedIn URL", "Twitter handle", "Skype name", "Facebook Messenger", "GitHub")

    services = [found.service for title in titles if (found := read_title(title))]

    assert services == ["linkedin", "twitter", "skype", "facebook messenger", "github"]


def test_the_number_of_an_address_tells_its_parts_from_those_of_another() -> None:
    first, second = read_title("Address 1 - City"), read_title("Address 2 - City")

    assert first is not None
    assert second is not None
    assert (first.meaning, first.number, second.number) == (M.CITY, "1", "2")


@pytest.mark.parametrize(
    ("title", "meaning", "label"),
    [
        ("Work Email", M.EMAIL, "work"),
        ("Office", M.PHONE, "office"),
        ("Kam  psát", M.EMAIL, "Kam psát"),
        ("Home Address", M.STREET, "home"),
        ("", M.PHONE, ""),
    ],
)
def test_a_column_is_labelled_by_the_words_that_its_meaning_leaves(
    title: str, meaning: M, label: str
) -> None:
    assert label_of(title, meaning) == label
