"""Signal: its own frames, and the files of signal-export."""

import json
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pytest

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction
from keepwarm.domain.sources import Found, FoundChatMessage, FoundInteraction, Refused, Whom
from keepwarm.importers import signal
from keepwarm.usecases.unfold_files import sources_at
from tests.importers.oddities import with_oddities
from tests.importers.readings import BERLIN, DATA
from tests.importers.talks import fates_of

FRAMES = [json.loads(line) for line in (DATA / "signal" / "main-2025.jsonl").read_text("utf-8").splitlines()]
BEFORE = [frame for frame in FRAMES if "chatItem" not in frame]
SENT = "1749842715123"


def lines(path: Path, *objects: Any) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in objects), encoding="utf-8")
    return path


def frames(folder: Path, *items: dict[str, Any], before: list[Any] = BEFORE) -> list[Found]:
    path = lines(folder / "main.jsonl", *before, *({"chatItem": item} for item in items))
    return list(signal.read(path, zone=BERLIN))


def item(chat: str = "11", author: str = "3", way: str = "incoming", **more: Any) -> dict[str, Any]:
    text = {"standardMessage": {"text": {"body": "hi"}}}
    return {"chatId": chat, "authorId": author, "dateSent": SENT, way: {}, **(more or text)}


def message(
    sender: str = "Ann Lee", date: str = "2023-06-13T21:25:15", body: str = "hi  ", **more: Any
) -> dict[str, Any]:
    return {"date": date, "sender": sender, "body": body, "quote": "", "attachments": [], **more}


def exported(folder: Path, *said: dict[str, Any]) -> list[Found]:
    return list(signal.read(lines(folder / "data.json", *said), zone=BERLIN))


def contact(**said: Any) -> list[Any]:
    return [frame for frame in BEFORE if frame.get("recipient", {}).get("id") != "3"] + [
        {"recipient": {"id": "3", "contact": said}}
    ]


# Signal's own export


@pytest.mark.parametrize(
    ("said", "words", "numbers"),
    [
        (
            {"profileGivenName": "Ann", "profileFamilyName": "Lee", "e164": "442079460018"},
            "Ann Lee",
            ["+442079460018"],
        ),
        ({"nickname": {"given": "Annie"}, "profileGivenName": "Ann"}, "Annie", []),
        ({"systemGivenName": "Ann", "systemFamilyName": "Lee", "profileGivenName": "A."}, "Ann Lee", []),
        ({"username": "ann.42"}, "ann.42", ["ann.42"]),
        ({"e164": 442079460018}, "+442079460018", ["+442079460018"]),
        ({"e164": "12", "profileGivenName": "Ann"}, "Ann", []),
    ],
)
def test_somebody_has_the_owners_name_for_them_or_else_their_own(
    said: dict[str, Any], words: str, numbers: list[str], tmp_path: Path
) -> None:
    (found,) = frames(tmp_path, item(), before=contact(**said))

    assert isinstance(found, FoundChatMessage)
    assert (found.sender.words, [handle.value for handle in found.sender.handles]) == (words, numbers)


def test_somebody_without_a_name_and_a_chat_of_nobody_are_refused(tmp_path: Path) -> None:
    reason = "is of a chat whose people the file does not name; it stays in the file, so keep it"

    found = frames(tmp_path, item(), item("99"), before=contact(aci="x"))

    assert found == [Refused(place=f"line {len(BEFORE) + one}", reason=reason) for one in (1, 2)]


def test_a_stranger_in_a_group_is_refused(tmp_path: Path) -> None:
    (found,) = frames(tmp_path, item("12", "77"))

    assert found == Refused(
        place=f"line {len(BEFORE) + 1}", reason="says not who wrote it; it stays in the file, so keep it"
    )


def test_the_owner_writes_what_goes_out_and_what_their_own_id_wrote(tmp_path: Path) -> None:
    theirs, mine, mine_too = (
        one
        for one in frames(
            tmp_path, item(), item(author="1", way="outgoing"), item("12", "1", "directionless")
        )
        if isinstance(one, FoundChatMessage)
    )

    assert (theirs.sender.words, theirs.others) == ("Ann Lee", (Whom(words="Rosa Lind"),))
    assert mine.sender == mine.owner == Whom(words="Rosa Lind")
    assert [one.words for one in mine.others] == ["Ann Lee"]
    assert [one.words for one in mine_too.others] == ["Ann Lee", "Bo Ray"]


@pytest.mark.parametrize(
    ("call", "channel", "direction"),
    [
        (
            {"type": "AUDIO_CALL", "direction": "INCOMING", "state": "ACCEPTED"},
            Channel.CALL,
            Direction.MUTUAL,
        ),
        (
            {"type": "VIDEO_CALL", "direction": "OUTGOING", "state": "ACCEPTED"},
            Channel.VIDEO,
            Direction.MUTUAL,
        ),
        (
            {"type": "AUDIO_CALL", "direction": "OUTGOING", "state": "NOT_ACCEPTED"},
            Channel.CALL,
            Direction.OUT,
        ),
        ({"type": "AUDIO_CALL", "direction": "INCOMING", "state": "MISSED"}, Channel.CALL, Direction.IN),
    ],
)
def test_an_accepted_call_is_both_ways_and_any_other_is_trying(
    call: dict[str, str], channel: Channel, direction: Direction, tmp_path: Path
) -> None:
    (found,) = frames(tmp_path, item(updateMessage={"individualCall": call}))

    assert isinstance(found, FoundInteraction)
    assert (found.interaction.channel, found.interaction.direction) == (channel, direction)
    assert found.strangers_wait


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (item(updateMessage={"groupChange": {}}), "notices (1)"),
        (item(remoteDeletedMessage={}), "notices (1)"),
        (item("13", "1", "outgoing"), "notes to yourself and news from Signal (1)"),
        (item("14", "2"), "notes to yourself and news from Signal (1)"),
    ],
)
def test_notices_notes_to_oneself_and_news_are_counted(
    said: dict[str, Any], place: str, tmp_path: Path
) -> None:
    assert [found.place for found in frames(tmp_path, said)] == [place]


@pytest.mark.parametrize("sent", ["", "x", None, "0", "9" * 20, -5])
def test_a_time_that_cannot_be_is_refused_and_the_next_message_kept(sent: Any, tmp_path: Path) -> None:
    refused, found = frames(tmp_path, {**item(), "dateSent": sent}, item())

    assert isinstance(refused, Refused)
    assert refused.reason == "has no time that can be; export it again"
    assert isinstance(found, FoundChatMessage)


def test_a_broken_line_and_one_without_measure_are_refused_alone(tmp_path: Path) -> None:
    path = lines(tmp_path / "main.jsonl", *BEFORE, {"chatItem": item()})
    content = path.read_bytes()
    path.write_bytes(content + b'{"chatItem":\n' + b"[" * 9_000_000 + b"\n" + content.splitlines()[-1])

    found = list(signal.read(path, zone=BERLIN))

    assert [type(one) for one in found] == [FoundChatMessage, Refused, Refused, FoundChatMessage]


# signal-export


def test_the_file_is_a_talk_between_me_and_the_others(tmp_path: Path) -> None:
    theirs, mine = exported(tmp_path, message(), message("Me", "2023-06-13T21:26:15"))

    assert isinstance(theirs, FoundChatMessage)
    assert isinstance(mine, FoundChatMessage)
    assert (theirs.sender.words, theirs.text, theirs.at.isoformat()) == (
        "Ann Lee",
        "hi",
        "2023-06-13T19:25:15+00:00",
    )
    assert mine.sender == mine.owner == theirs.owner == Whom(words="Me")
    assert mine.others == (Whom(words="Ann Lee"),)


@pytest.mark.parametrize(
    ("body", "channel", "direction", "minutes"),
    [
        ("Incoming voice call (accepted, 5m 3s)", Channel.CALL, Direction.MUTUAL, 6),
        ("Outgoing video call (accepted, 45s)", Channel.VIDEO, Direction.MUTUAL, 1),
        ("Incoming call (accepted)", Channel.CALL, Direction.MUTUAL, None),
        ("Outgoing voice call (unanswered)", Channel.CALL, Direction.OUT, None),
        ("Incoming voice call (declined)", Channel.CALL, Direction.IN, None),
        ("Missed video call", Channel.VIDEO, Direction.IN, None),
        ("Outgoing call", Channel.CALL, Direction.OUT, None),
    ],
)
def test_a_sentence_about_a_call_is_a_call(
    body: str, channel: Channel, direction: Direction, minutes: int | None, tmp_path: Path
) -> None:
    found, _ = exported(tmp_path, message(body=f"{body}  "), message())

    assert isinstance(found, FoundInteraction)
    what = found.interaction
    assert (found.whom, what.channel, what.direction, what.minutes) == (
        (Whom(words="Ann Lee"),), channel, direction, minutes
    )  # fmt: skip


@pytest.mark.parametrize("body", ["Missed call, sorry", "missed call", "An outgoing call"])
def test_words_about_a_call_are_words(body: str, tmp_path: Path) -> None:
    (found,) = exported(tmp_path, message(body=body))

    assert isinstance(found, FoundChatMessage)


def test_in_a_group_nobody_is_said_to_have_been_called(tmp_path: Path) -> None:
    found = exported(tmp_path, message(), message("Bo"), message("Bo", body="Missed voice call  "))

    assert [type(one) for one in found] == [FoundChatMessage] * 3


def test_whom_the_owner_alone_wrote_to_is_told_by_the_folder(tmp_path: Path) -> None:
    (tmp_path / "Ann Lee").mkdir()
    path = lines(tmp_path / "Ann Lee" / "data.json", message("Me"))
    with zipfile.ZipFile(tmp_path / "signal.zip", "w") as target:
        target.write(path, "Ann Lee/data.json")

    for place in (path, tmp_path / "signal.zip"):
        (found,) = (one for source in sources_at(place, BERLIN) for one in source.found)
        assert isinstance(found, FoundChatMessage)
        assert found.others == (Whom(words="Ann Lee"),)


@pytest.mark.parametrize("date", ["1969-01-01T00:00:00", "2023-13-01T00:00:00", "0001-01-01T00:00:00+14:00"])
def test_a_day_that_cannot_be_is_refused(date: str, tmp_path: Path) -> None:
    refused, found = exported(tmp_path, message(date=date), message())

    assert isinstance(refused, Refused)
    assert isinstance(found, FoundChatMessage)


# Both


def test_the_same_message_in_either_export_and_a_longer_one_counts_once(tmp_path: Path) -> None:
    own = lines(
        tmp_path / "main.jsonl", *BEFORE, {"chatItem": item()}, {"chatItem": item("11", "1", "outgoing")}
    )
    other = lines(
        tmp_path / "data.json",
        message(date="2025-06-13T19:25:15.123000"),
        message("Me", "2025-06-13T19:25:15.123000"),
        message("Me", "2025-06-13T19:26:15"),
    )

    assert fates_of(tmp_path, own, other) == [[Fate.NEW] * 2, [Fate.SAME] * 2 + [Fate.NEW]]


def test_two_messages_of_one_moment_are_two(tmp_path: Path) -> None:
    one, two = exported(tmp_path, message(), message(body="ho"))

    assert isinstance(one, FoundChatMessage)
    assert isinstance(two, FoundChatMessage)
    assert one.key != two.key


@pytest.mark.parametrize(
    ("content", "known"),
    [
        ('{"date": "2023-06-13T21:25:15", "sender": "Me", "body": "hi"}\n', True),
        ('{"version":"1","backupTimeMs":"1"}\n{"account":{"givenName":"Rosa"}}\n', True),
        ('{"chatItem":{"chatId":"1"}}\n', True),
        ('{"version":"1"}\n{"people":[]}\n', False),
        ('{"date": "yesterday", "sender": "Me"}\n', False),
        ("", False),
    ],
)
def test_an_export_is_known_by_its_lines(content: str, known: bool, tmp_path: Path) -> None:
    path = tmp_path / "maybe.jsonl"
    path.write_text(content)

    assert signal.recognises(path, content.encode()) is known


@pytest.mark.parametrize("seed", range(60))
def test_values_of_other_types_do_no_harm(seed: int, tmp_path: Path) -> None:
    odd = with_oddities(FRAMES, Random(seed))

    found = list(signal.read(lines(tmp_path / "main.jsonl", *odd), zone=BERLIN))

    assert all(isinstance(one, FoundChatMessage | FoundInteraction | Refused) for one in found)
