"""Telegram Desktop's export: who is the owner, calls, what never counts, and exports that overlap."""

import json
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.sources import Found, FoundChatMessage, FoundInteraction, Refused
from keepwarm.importers import telegram
from tests.books import begun, taken_in
from tests.importers.oddities import with_oddities
from tests.importers.readings import BERLIN, DATA
from tests.importers.talks import fates_of

ANN, ME, BO = 4300000001, 4300000009, 4300000002
WHOLE = json.loads((DATA / "telegram" / "account-2024.json").read_text("utf-8"))
SINGLE = json.loads((DATA / "telegram" / "chat-2022.json").read_text("utf-8"))


def message(
    number: int, sender: int, text: Any = "hi", name: str | None = "Ann Lee", **more: Any
) -> dict[str, Any]:
    said = {"id": number, "type": "message", "date": "2022-06-13T21:25:15", "date_unixtime": "1655148315"}
    return {**said, "from": name, "from_id": f"user{sender}", "text": text, **more}


def call(actor: int, **more: Any) -> dict[str, Any]:
    return message(9, actor, "", type="service", action="phone_call", actor_id=f"user{actor}", **more)


def chat(*messages: dict[str, Any], kind: str = "personal_chat", **more: Any) -> dict[str, Any]:
    return {"name": "Ann Lee", "type": kind, "id": ANN, **more, "messages": list(messages)}


def account(*chats: dict[str, Any], contacts: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    mine = {"user_id": ME, "first_name": "Rosa", "last_name": "Lind"}
    listed = {"about": "Contacts", "list": list(contacts)}
    return {"about": "", "personal_information": mine, "contacts": listed, "chats": {"list": list(chats)}}


def read(folder: Path, export: Any, *, indent: int | None = 1) -> list[Found]:
    path = folder / "result.json"
    path.write_text(json.dumps(export, indent=indent, ensure_ascii=False), encoding="utf-8")
    return list(telegram.read(path, zone=BERLIN))


def said(folder: Path, export: Any) -> list[FoundChatMessage]:
    return [item for item in read(folder, export) if isinstance(item, FoundChatMessage)]


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_how_a_file_is_indented_changes_nothing(indent: int | None, tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE, indent=indent) == read(tmp_path, WHOLE)


def test_the_owner_of_an_account_is_told_by_its_id(tmp_path: Path) -> None:
    group = chat(message(1, BO, name="Bo Ray"), message(2, ME, name="Rosa Lind"), kind="private_group", id=77)

    found = said(tmp_path, account(chat(message(1, ANN), message(2, ME)), group))

    assert [one.owner.words for one in found if one.owner] == ["Rosa Lind"] * 4
    assert [one.sender == one.owner for one in found] == [False, True, False, True]
    assert [[other.words for other in one.others] for one in found] == [
        ["Rosa Lind"], ["Ann Lee"], ["Rosa Lind"], ["Bo Ray"]
    ]  # fmt: skip


def test_of_a_chat_of_two_alone_the_owner_is_who_the_chat_is_not_called_after(tmp_path: Path) -> None:
    found = said(tmp_path, chat(message(1, ANN), message(2, ME, name="Me"), message(3, ANN)))

    assert [one.owner.words for one in found if one.owner] == ["Me"] * 3


def test_where_the_other_one_alone_has_written_it_came_to_the_owner(tmp_path: Path) -> None:
    fates = fates_of(tmp_path, written(tmp_path, chat(message(1, ANN))))

    assert fates == [[Fate.NEW]]


def test_of_a_group_alone_the_owner_is_left_to_the_book(tmp_path: Path) -> None:
    found = said(tmp_path, chat(message(1, ANN), message(2, BO, name="Bo"), kind="private_supergroup"))

    assert [one.owner for one in found] == [None, None]


@pytest.mark.parametrize(
    ("contact", "number"),
    [
        ({"user_id": ANN, "first_name": "A.", "phone_number": "+44 20 7946 0018"}, "+44 20 7946 0018"),
        ({"first_name": "Ann", "last_name": "Lee", "phone_number": "+44 20 7946 0018"}, "+44 20 7946 0018"),
        ({"user_id": BO, "first_name": "Ann", "last_name": "Lee", "phone_number": "+44 20 7946 0018"}, ""),
        ({"user_id": ANN, "first_name": "Ann", "phone_number": ""}, ""),
    ],
)
def test_a_number_comes_from_the_contacts_by_id_or_else_by_name(
    contact: dict[str, Any], number: str, tmp_path: Path
) -> None:
    (found,) = said(tmp_path, account(chat(message(1, ANN)), contacts=(contact,)))

    account_of_ann = Handle(kind=HandleKind.CHAT, value=f"user{ANN}", service="telegram")
    phones = (Handle(kind=HandleKind.PHONE, value=number),) if number else ()
    assert found.sender.handles == (*phones, account_of_ann)


def test_two_contacts_of_one_name_give_nobody_a_number(tmp_path: Path) -> None:
    twins = tuple(
        {"first_name": "Ann", "last_name": "Lee", "phone_number": f"+4420794600{n}"} for n in (18, 19)
    )

    (found,) = said(tmp_path, account(chat(message(1, ANN)), contacts=twins))

    assert [handle.kind for handle in found.sender.handles] == [HandleKind.CHAT]


@pytest.mark.parametrize(
    ("actor", "more", "direction", "minutes"),
    [
        (ANN, {"duration_seconds": 245, "discard_reason": "hangup"}, Direction.MUTUAL, 5),
        (ME, {"duration_seconds": 60, "discard_reason": "disconnect"}, Direction.MUTUAL, 1),
        (ME, {"discard_reason": "missed"}, Direction.OUT, None),
        (ANN, {"discard_reason": "busy"}, Direction.IN, None),
        (ANN, {"duration_seconds": -4}, Direction.IN, None),
    ],
)
def test_an_answered_call_is_both_ways_and_a_missed_one_is_trying(
    actor: int, more: dict[str, Any], direction: Direction, minutes: int | None, tmp_path: Path
) -> None:
    found = [
        one for one in read(tmp_path, chat(call(actor, **more), message(2, ME, name="Me")))
        if isinstance(one, FoundInteraction)
    ]  # fmt: skip

    assert [one.whom[0].words for one in found] == ["Ann Lee"]
    assert (found[0].interaction.channel, found[0].strangers_wait) == (Channel.CALL, True)
    assert (found[0].interaction.direction, found[0].interaction.minutes) == (direction, minutes)


@pytest.mark.parametrize(
    "kind", ["bot_chat", "saved_messages", "private_channel", "public_channel", "verify_codes", ""]
)
def test_bots_channels_and_notes_to_oneself_never_count(kind: str, tmp_path: Path) -> None:
    found = read(tmp_path, account(chat(message(1, ANN), call(ANN, duration_seconds=9), kind=kind)))

    assert found == [
        Refused(
            place="messages of bots, channels and notes to yourself (2)",
            reason="are no conversation with a person",
        )
    ]


def test_what_a_channel_or_a_deleted_account_wrote_into_a_group_is_told(tmp_path: Path) -> None:
    group = chat(
        message(1, ANN),
        message(2, BO, name=None),
        message(3, 1, from_id="channel77"),
        kind="private_supergroup",
    )

    found = read(tmp_path, account(group))

    assert [item.place for item in found] == [
        "message 1", "messages of bots, channels and notes to yourself (1)",
        "messages with deleted accounts (1)",
    ]  # fmt: skip


def test_a_chat_with_a_deleted_account_is_told_and_nobody(tmp_path: Path) -> None:
    found = read(tmp_path, account(chat(message(1, ANN, name=None), message(2, ME), name=None)))

    assert [item.place for item in found] == ["messages with deleted accounts (2)"]


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({}, "2022-06-13T19:25:15+00:00"),
        ({"date_unixtime": None}, "2022-06-13T19:25:15+00:00"),
        ({"date_unixtime": 1655148316}, "2022-06-13T19:25:16+00:00"),
    ],
)
def test_a_time_is_in_seconds_or_on_the_owners_clock(more: dict[str, Any], at: str, tmp_path: Path) -> None:
    (found,) = said(tmp_path, chat(message(1, ANN, **more)))

    assert found.at.isoformat() == at


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"date": "", "date_unixtime": ""}, "has no time that can be; export it from Telegram again"),
        ({"date_unixtime": "9" * 30, "date": "0001-01-01T00:00:00"},
         "has no time that can be; export it from Telegram again"),
        ({"from_id": None}, "says not who wrote it; it stays in the file, so keep it"),
        ({"id": None}, "has no number, by which it is known again; export it from Telegram again"),
    ],
)  # fmt: skip
def test_a_message_that_says_too_little_is_refused_and_the_next_one_kept(
    more: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    refused, found = read(tmp_path, chat(message(1, ANN, **more), message(2, ANN)))

    assert refused == Refused(place="message 1", reason=reason)
    assert isinstance(found, FoundChatMessage)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hi", "hi"), (["see ", {"type": "link", "text": "a.example"}, "!"], "see a.example!"),
        ([1, {"text": 2}], ""), ({"text": "x"}, "x"), ("x" * 9_000, "x" * 2_000),
    ],
)  # fmt: skip
def test_the_text_is_put_together_from_its_parts(text: Any, meant: str, tmp_path: Path) -> None:
    (found,) = said(tmp_path, chat(message(1, ANN, text)))

    assert found.text == meant


def written(folder: Path, export: Any, name: str = "result.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(export, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_chat_alone_and_the_account_later_bring_each_message_once(tmp_path: Path) -> None:
    later = account(chat(*SINGLE["messages"], message(18, ME, name="Rosa Lind")))

    first, second = fates_of(
        tmp_path, written(tmp_path, SINGLE, "one.json"), written(tmp_path, later, "two.json")
    )

    assert first == [Fate.NEW] * 6 + [Fate.REFUSED]
    assert second == [Fate.SAME] * 6 + [Fate.NEW, Fate.REFUSED]


def test_a_number_of_the_contacts_meets_somebody_of_the_book_under_another_name(tmp_path: Path) -> None:
    card = tmp_path / "ann.vcf"
    card.write_bytes(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Annabel Lee\r\nTEL:+44 20 7946 0018\r\nEND:VCARD\r\n")
    contact = {"user_id": ANN, "first_name": "Ann", "phone_number": "+442079460018"}
    export = written(tmp_path, account(chat(message(1, ANN)), contacts=(contact,)))
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, card)

        done = taken_in(library, export)

    assert done.items[0].arrival.person == "Annabel Lee"


@pytest.mark.parametrize(
    ("content", "known"),
    [
        ('{"name": "Ann", "type": "personal_chat", "id": 1, "messages": []}', True),
        ('{"about": "", "personal_information": {"user_id": 1}}', True),
        ('{"about": "", "chats": {"list": [{"type": "bot_chat"}]}}', True),
        ('{"name": "Ann", "type": "contact", "id": 1}', False),
        ('{"about": ""}', False),
        ("[]", False),
        ("", False),
    ],
)
def test_an_export_is_known_by_the_types_of_its_chats(content: str, known: bool, tmp_path: Path) -> None:
    path = tmp_path / "maybe.json"
    path.write_text(content)

    assert telegram.recognises(path, content.encode()) is known


@pytest.mark.parametrize("seed", range(60))
def test_values_of_other_types_do_no_harm(seed: int, tmp_path: Path) -> None:
    odd = with_oddities(WHOLE, Random(seed))

    found = read(tmp_path, odd)

    assert all(isinstance(item, FoundChatMessage | FoundInteraction | Refused) for item in found)


def test_a_file_that_ends_early_keeps_what_is_before(tmp_path: Path) -> None:
    whole = json.dumps(SINGLE, indent=1)
    path = tmp_path / "result.json"
    path.write_text(whole[: whole.index('"id": 13')])

    found = list(telegram.read(path, zone=ZoneInfo("UTC")))

    assert [item.place for item in found] == ["message 1", "message 2", "message 3", "the rest of the file"]
    assert isinstance(found[2], Refused)
