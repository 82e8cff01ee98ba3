"""The parts of Monica's contacts, each by itself: relations, handles, favours, plans, pictures."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from keepwarm.domain.details import FavourState, FoundRelation, FoundStep, Occasion, RelationKind
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import HandleKind, Side
from keepwarm.formats.json_stream import Span
from keepwarm.formats.monica_handles import field_type, find_address_handle, find_field_handle
from keepwarm.formats.monica_index import collections_of, singular
from keepwarm.formats.monica_learned import find_debt, find_gift, find_life_event, find_note, find_pet
from keepwarm.formats.monica_photos import photo_bytes, photo_uuid
from keepwarm.formats.monica_plans import find_reminder, find_task
from keepwarm.formats.monica_relations import find_relation


def of(**properties: Any) -> dict[str, Any]:
    return {"properties": properties}


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("contacts", "contact"), ("contact", "contact"), ("activities", "activity"), ("addresses", "address"),
        ("address", "address"), ("life-events", "life_event"), ("contactFields", "contact_field"),
    ],
)  # fmt: skip
def test_the_name_of_a_collection_is_read_in_any_number_and_case(written: str, one: str) -> None:
    assert singular(written) == one


def test_a_contact_of_wrong_types_holds_nothing() -> None:
    odd = {"data": [1, None, {"type": 3, "values": []}, {"type": "note", "values": {}}, {"values": [1]}]}

    assert collections_of(odd) == collections_of({"data": "x"}) == {}


@pytest.mark.parametrize(
    ("written", "kind", "label"),
    [
        ("parent", RelationKind.PARENT, ""), ("stepchild", RelationKind.CHILD, "step-child"),
        ("uncle", RelationKind.RELATIVE, "uncle"), ("boss", RelationKind.MANAGER, ""),
        ("mentor", RelationKind.OTHER, "mentor"), ("ex", RelationKind.OTHER, "ex"),
        ("lovedby", RelationKind.OTHER, "loved by"), ("date", RelationKind.PARTNER, "date"),
        ("chess partner", RelationKind.OTHER, "chess partner"),
    ],
)  # fmt: skip
def test_the_type_says_what_the_other_is_to_the_contact(written: str, kind: RelationKind, label: str) -> None:
    found = find_relation(of(type=written, contact_is="a", of_contact="b"))

    assert found == ("a", FoundRelation(kind=kind, uid="b", label=label))


@pytest.mark.parametrize(
    ("of_type", "data", "expected"),
    [
        ({"name": "Email", "type": "email"}, "a@example.org", (HandleKind.EMAIL, "a@example.org", "", "")),
        ({"name": "Work phone", "type": "phone"}, "555 01", (HandleKind.PHONE, "555 01", "Work phone", "")),
        ({"name": "Twitter", "protocol": "https://twitter.com/"}, "@ann",
         (HandleKind.PROFILE, "https://twitter.com/ann", "", "twitter")),
        ({"name": "Facebook", "protocol": "https://facebook.com/"}, "www.facebook.com/ann",
         (HandleKind.PROFILE, "https://www.facebook.com/ann", "", "facebook")),
        ({"name": "Signal"}, "+1 555", (HandleKind.CHAT, "+1 555", "", "signal")),
        ({"name": "Site"}, "https://ann.example", (HandleKind.PROFILE, "https://ann.example", "Site", "")),
        ({"name": "Other mail"}, "a@example.org", (HandleKind.EMAIL, "a@example.org", "Other mail", "")),
        ({"name": "Badge"}, "HB-1", None),
        ({"name": "Page", "protocol": "https://x.example/"}, "", None),
        ({"name": "Facebook", "protocol": "https://facebook.com/"}, "javascript:alert(1)",
         (HandleKind.PROFILE, "https://facebook.com/javascript:alert(1)", "", "facebook")),
    ],
)  # fmt: skip
def test_a_field_is_what_its_type_says(
    of_type: dict[str, str], data: str, expected: tuple[HandleKind, str, str, str] | None
) -> None:
    found = find_field_handle(of(data=data, type="t"), {"t": field_type(of(**of_type))})

    assert (found and (found.kind, found.value, found.label, found.service)) == expected


def test_an_address_without_parts_is_none() -> None:
    assert find_address_handle(of(name="Home", latitude=1.5)) is None


@pytest.mark.parametrize("in_debt", [True, False])
def test_money_lent_is_a_favour_of_whoever_lent_it(in_debt: bool) -> None:
    found = find_debt(of(amount=50, currency="USD", in_debt=in_debt, reason="the ferry"))

    assert found is not None
    assert (found.side, found.state) == (Side.THEIRS if in_debt else Side.MINE, FavourState.DONE)
    assert found.text == "Lent 50 USD: the ferry"


def test_what_says_nothing_is_no_fact_and_no_favour() -> None:
    empty = [of(), {"properties": []}, {"properties": "x"}, {}]

    found = [find(one) for one in empty for find in (find_note, find_pet, find_gift, find_debt, find_task)]

    assert found == [None] * len(found)
    assert [find_life_event(one, {}) for one in empty] == [None] * len(empty)


def test_a_yearly_reminder_is_an_occasion_and_a_past_one_nothing() -> None:
    yearly = of(title="Launch", initial_date="2018-09-09", frequency_type="year", frequency_number=1)

    assert isinstance(find_reminder(yearly, None), Occasion)
    assert find_reminder(of(**yearly["properties"], inactive=True), None) is None
    assert find_reminder(of(title="", initial_date="2018-09-09"), None) is None


def test_a_weekly_reminder_is_a_next_contact_from_the_day_of_the_export() -> None:
    weekly = of(title="Call", initial_date="2024-01-01", frequency_type="week", frequency_number=1)

    found = find_reminder(weekly, date(2024, 2, 10))

    assert found == FoundStep(text="Call (every week)", due_on=date(2024, 2, 12))


def photo(raw: bytes) -> tuple[BytesIO, Span]:
    return BytesIO(raw), Span(begin=0, end=len(raw))


def test_a_picture_is_read_with_its_strokes_escaped_or_not() -> None:
    raw = b'{"uuid": "p", "properties": {"dataUrl": "data:image\\/png;base64,\\/9j\\/"}}'

    assert (photo_uuid(*photo(raw)), photo_bytes(*photo(raw))) == ("p", b"\xff\xd8\xff")


@pytest.mark.parametrize(
    "written",
    ["data:image/png;base64,?", "data:text/html;base64,AAAA", "data:image/png;base64,", "https://x", ""],
)
def test_what_is_no_picture_is_refused(written: str) -> None:
    raw = b'{"uuid": "p", "properties": {"dataUrl": "%s"}}' % written.encode()

    with pytest.raises(Invalid, match="is no picture"):
        photo_bytes(*photo(raw))
