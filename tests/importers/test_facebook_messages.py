"""Facebook's messages: who wrote to whom, by name alone; the owner is whom the thread is not named after."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.interactions import Direction
from keepwarm.domain.sources import Found, FoundChatMessage, FoundInteraction, Refused
from keepwarm.importers import facebook_messages
from tests.books import begun, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, expected, golden_files
from tests.importers.talks import fates_of, talks
from tests.importers.thrice import check_three_times_is_once

FILES = golden_files("messenger", "*.json")
AT = 1_700_000_000_000
GONE = "names nobody, since the account is gone; add them by hand if you know who it is"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("messenger")


def message(sender: str = "Ann Lee", at: int = AT, **more: Any) -> dict[str, Any]:
    return {"sender_name": sender, "timestamp_ms": at, **(more or {"content": "Hello"})}


def thread(
    *messages: dict[str, Any], people: tuple[str, ...] = ("Ann Lee", "Mia"), title: str = "Ann Lee",
    path: str = "inbox/annlee_AbC1",
) -> dict[str, Any]:  # fmt: skip
    everybody = [{"name": name} for name in people]
    return {"participants": everybody, "messages": list(messages), "title": title, "thread_path": path}


def file_of(folder: Path, content: object, name: str = "message_1.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2), encoding="utf-8")
    return path


def read(folder: Path, content: object) -> list[Found]:
    return list(facebook_messages.read(file_of(folder, content), zone=BERLIN))


def seen(item: Found) -> tuple[str, list[str], str]:
    assert isinstance(item, FoundChatMessage)
    return item.sender.words, [one.words for one in item.others], item.owner.words if item.owner else ""


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_each_form_of_a_thread_is_known_by_its_content_and_read_as_expected(sample: Path) -> None:
    assert importer_of(sample) is facebook_messages
    assert talks(facebook_messages.read(sample, zone=BERLIN)) == expected(sample)


@pytest.mark.parametrize(
    "sample", [one for one in FILES if one.stem != "request"], ids=lambda path: path.stem
)
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    sample: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(sample, tmp_path)


def test_a_thread_of_two_bears_the_name_of_the_other(folder: Path) -> None:
    found = read(folder, thread(message("Mia"), message("Ann Lee")))

    assert [seen(one) for one in found] == [("Mia", ["Ann Lee"], "Mia"), ("Ann Lee", ["Mia"], "Mia")]


@pytest.mark.parametrize("people", [("Ann Lee",), ("Ann Lee", "Mia")])
def test_who_has_written_takes_part_even_if_the_file_does_not_say_so(
    folder: Path, people: tuple[str, ...]
) -> None:
    found, _ = read(folder, thread(message("Ann Lee"), message("Mia"), people=people))

    assert seen(found) == ("Ann Lee", ["Mia"], "Mia")


@pytest.mark.parametrize(("name", "fate"), [("Me", Fate.NEW), ("Mia", Fate.REFUSED)])
def test_in_a_group_the_owner_is_known_by_name(tmp_path: Path, name: str, fate: Fate) -> None:
    group = thread(message("Ann Lee"), message(name), people=("Ann Lee", "Bo", name), title="Rowing")

    (fates,) = fates_of(tmp_path, file_of(tmp_path, group))

    assert fates == [fate, fate]


@pytest.mark.parametrize("written", ["SÃ¸ren Ã\x89", "S\u00f8ren \u00c9"])
def test_letters_that_were_bytes_are_read_as_what_they_were(folder: Path, written: str) -> None:
    found, _ = read(folder, thread(message(written), message("Mia"), people=(written, "Mia"), title=written))

    assert seen(found) == ("Søren É", ["Mia"], "Mia")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (message(is_unsent=True, content="x"), "was taken back by who wrote it; nothing is to be done"),
        (message(type="Unsubscribe", content="Ann left"), "says who joined or left; no conversation"),
        (message(reactions=[{"reaction": "x", "actor": "Mia"}]),
         "holds nothing any more; nothing is to be done"),
        (message(content="Reacted ð\x9f\x98\x8d to your message "),
         "was written by Facebook itself; no conversation"),
        (message(content="Ann Lee named the group Boats."),
         "was written by Facebook itself; no conversation"),
        (message("Facebook user", content="x"), GONE),
        (message("", content="x"), GONE),
        (message(at=0, content="x"), "has no time; download your information again"),
        (message(at=10**30, content="x"), "has no time; download your information again"),
        (message(at=1, content="x"),
         "has a time in the year 1970, when there was no Facebook; correct the year"),
    ],
)  # fmt: skip
def test_what_nobody_wrote_to_anybody_is_refused_and_the_next_one_kept(
    folder: Path, item: dict[str, Any], reason: str
) -> None:
    refused, found = read(folder, thread(item, message("Mia")))

    assert refused == Refused(place="message 1", reason=reason)
    assert isinstance(found, FoundChatMessage)


def test_what_is_written_to_an_account_that_is_gone_names_nobody(folder: Path) -> None:
    (refused,) = read(folder, thread(message("Mia"), people=("Facebook user", "Mia"), title="Facebook user"))

    assert refused == Refused(place="message 1", reason=GONE)


@pytest.mark.parametrize(
    "more", [{"photos": [{"uri": "a"}]}, {"share": {"link": "x"}}, {"sticker": {"uri": "x"}}]
)
def test_a_picture_without_words_is_a_message(folder: Path, more: dict[str, Any]) -> None:
    (found,) = read(folder, thread(message(**more)))

    assert isinstance(found, FoundChatMessage)
    assert found.text == ""


@pytest.mark.parametrize(
    ("sender", "seconds", "direction", "minutes"),
    [
        ("Ann Lee", 61, Direction.MUTUAL, 2),
        ("Mia", 60, Direction.MUTUAL, 1),
        ("Ann Lee", 0, Direction.IN, None),
        ("Mia", 0, Direction.OUT, None),
        ("Mia", "x", Direction.OUT, None),
        ("Mia", 10**12, Direction.MUTUAL, None),
    ],
)
def test_an_answered_call_is_both_ways_and_its_minutes_are_rounded_up(
    folder: Path, sender: str, seconds: object, direction: Direction, minutes: int | None
) -> None:
    (found,) = read(folder, thread(message(sender, call_duration=seconds)))

    assert isinstance(found, FoundInteraction)
    assert [one.words for one in found.whom] == ["Ann Lee"]
    assert (found.interaction.direction, found.interaction.minutes) == (direction, minutes)


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        (("Ann Lee", "Bo", "Mia"), "is a call of several, and does not say who took part; log it by hand"),
        (("Ann Lee", "Mia"), "is a call, and which of the two you are is not known; log it by hand"),
    ],
)
def test_a_call_of_whom_nobody_knows_is_refused(folder: Path, people: tuple[str, ...], reason: str) -> None:
    assert read(folder, thread(message(call_duration=60), people=people, title="Boats")) == [
        Refused(place="message 1", reason=reason)
    ]


@pytest.mark.parametrize("path", ["message_requests/x_1", "filtered_threads/x_1"])
def test_a_request_counts_once_it_is_answered(folder: Path, path: str) -> None:
    (refused,) = read(folder, thread(message(), message(at=AT + 1), path=path))
    answered = read(folder, thread(message(), message("Mia"), path=path))

    reason = "is a request that only one of you has written in; no conversation"
    assert refused == Refused(place="the thread", reason=reason)
    assert len([one for one in answered if isinstance(one, FoundChatMessage)]) == 2


def test_a_newer_download_brings_only_what_is_new_even_of_a_thread_that_was_archived(tmp_path: Path) -> None:
    first = file_of(tmp_path, thread(message(), message("Mia", AT + 1)), "first.json")
    newer = thread(
        message("Mia", AT + 2), message("Mia", AT + 1), message(), path="archived_threads/annlee_AbC1"
    )

    assert fates_of(tmp_path, first, file_of(tmp_path, newer, "second.json"))[1] == [
        Fate.NEW, Fate.SAME, Fate.SAME
    ]  # fmt: skip


def test_pictures_and_lists_of_the_download_are_one_refusal_for_all(tmp_path: Path) -> None:
    beside = tmp_path / "facebook-mia" / "your_facebook_activity" / "messages" / "inbox" / "annlee_AbC1"
    (beside / "photos").mkdir(parents=True)
    file_of(beside, thread(message(), message("Mia")))
    for name in ("1.jpg", "2.jpg"):
        (beside / "photos" / name).write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "facebook-mia" / "ads.json").write_text('{"ads": []}', encoding="utf-8")
    with begun(str(tmp_path / "book.keepwarm")) as library:
        done = taken_in(library, tmp_path / "facebook-mia")

    assert [item.arrival.fate for item in done.items] == [Fate.NEW, Fate.NEW, Fate.REFUSED]
    assert done.items[-1].arrival.place == "3 other files"


def test_damage_is_told_by_its_place_and_the_rest_is_kept(folder: Path) -> None:
    content = json.dumps(thread(message(content="One"), message("Mia"), message(content="Three")), indent=2)

    one, damaged, three = read(folder, content.replace('"Hello"', "Hello"))
    *_, cut = read(folder, content[: content.index('"title"')])

    assert isinstance(one, FoundChatMessage)
    assert isinstance(three, FoundChatMessage)
    assert damaged == Refused(place="message 2", reason="is damaged; download your information again")
    assert cut == Refused(
        place="the rest of the file",
        reason="is missing, since the file ends early; download your information again",
    )


@pytest.mark.parametrize(
    "content", ['{"friends_v2": [{"name": "A"}]}', '{"participants": [], "messages": []}', "[]"]
)
def test_other_json_is_not_taken_for_a_thread(folder: Path, content: str) -> None:
    path = file_of(folder, content)

    assert not facebook_messages.recognises(path, path.read_bytes())


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from([*'{}[]",:\\ \n17', '"sender_name"', '"messages":[', "null", '"title"']),
            max_size=60,
        ).map(
            lambda words: ('{"participants":["A"],"messages":[{"sender_name":"A"},' + "".join(words)).encode()
        ),
    )
)
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.json"
    path.write_bytes(content)
    facebook_messages.recognises(path, content)

    places = [item.place for item in facebook_messages.read(path, zone=BERLIN)]

    assert len(places) == len(set(places))


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = facebook_messages.read(tmp_path / "missing.json", zone=BERLIN)

    assert isinstance(refused, Refused)
    assert refused.place == "the rest of the file"
