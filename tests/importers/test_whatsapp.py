"""WhatsApp's exports: every dialect says the same, the day's order is found, and who is who."""

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.sources import LONGEST_TEXT, FoundChatMessage, Refused, Whom
from keepwarm.importers import whatsapp
from keepwarm.usecases.unfold_files import sources_at
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN
from tests.importers.talks import fates_of
from tests.importers.whatsapp_dialects import DIALECTS

MARK = "\u200e"
NOTICE = "Messages and calls are end-to-end encrypted. Only people in this chat can read or share them."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whatsapp")


def chat(
    folder: Path, *lines: str, name: str = "chat.txt", zone: ZoneInfo = BERLIN
) -> list[FoundChatMessage]:
    """The messages of a chat of these lines."""
    return [one for one in read(folder, *lines, name=name, zone=zone) if isinstance(one, FoundChatMessage)]


def read(
    folder: Path, *lines: str, name: str = "chat.txt", zone: ZoneInfo = BERLIN
) -> list[FoundChatMessage | Refused]:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(whatsapp.read(path, zone=zone))


def days(folder: Path, *written: str, clock: str = ", 21:25") -> list[str]:
    found = chat(folder, *(f"{day}{clock} - Ann: hi" for day in written))
    return [f"{one.at:%Y-%m-%d}" for one in found]


# Times

MINUTES = st.datetimes(datetime(2012, 1, 1), datetime(2029, 12, 31)).map(  # noqa: DTZ001 (the phone's own clock)
    lambda at: at.replace(second=0, microsecond=0)
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(DIALECTS)), MINUTES, st.lists(st.integers(0, 60 * 24 * 20), max_size=12))
def test_a_chat_that_is_written_in_any_dialect_is_read_back(
    folder: Path, dialect: str, first: datetime, steps: list[int]
) -> None:
    """In order, with a day above the twelfth, after which nothing is left to guess."""
    times = [first]
    for step in steps:
        times.append(times[-1] + timedelta(minutes=step))
    assume(any(at.day > 12 for at in times))
    lines = [
        f"{DIALECTS[dialect](at)}{('Ann Lee', 'Me')[place % 2]}: {place}: a" for place, at in enumerate(times)
    ]

    found = chat(folder, *lines, zone=ZoneInfo("UTC"))

    assert [one.at.replace(second=0) for one in found] == [at.replace(tzinfo=UTC) for at in times]
    assert [one.text for one in found] == [f"{place}: a" for place in range(len(times))]
    assert [one.sender.words for one in found] == [
        ("Ann Lee", "Me")[place % 2] for place in range(len(times))
    ]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_is_recognised(dialect: str, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(f"{DIALECTS[dialect](datetime(2018, 6, 13, 21, 25))}Ann: hi\n", encoding="utf-8")  # noqa: DTZ001 (the phone's own clock)

    assert importer_of(path).NAME == "WhatsApp"


@pytest.mark.parametrize(
    ("why", "written", "clock", "meant"),
    [
        ("a day above the twelfth", ["03/04/18", "13/04/18"], ", 21:25", ["2018-04-03", "2018-04-13"]),
        ("a second part above the twelfth", ["3/4/18", "3/14/18"], ", 21:25", ["2018-03-04", "2018-03-14"]),
        ("it would go back", ["5/1/18", "6/1/18", "1/2/18"], ", 21:25",
         ["2018-01-05", "2018-01-06", "2018-02-01"]),
        ("it would go back, the other way", ["1/5/18", "1/6/18", "2/1/18"], ", 21:25",
         ["2018-01-05", "2018-01-06", "2018-02-01"]),
        ("days that follow each other", ["3/6/18", "4/6/18"], ", 9:25 PM", ["2018-06-03", "2018-06-04"]),
        ("days that follow each other, month first", ["6/3/18", "6/4/18"], ", 21:25",
         ["2018-06-03", "2018-06-04"]),
        ("nothing tells", ["3/6/18"], ", 21:25", ["2018-06-03"]),
        ("nothing tells, AM and PM in capitals", ["6/3/18"], ", 9:25 PM", ["2018-06-03"]),
        ("nothing tells, a zero before it", ["03/06/18"], ", 9:25 PM", ["2018-06-03"]),
        ("nothing tells, pm in small letters", ["3/6/18"], ", 9:25 pm", ["2018-06-03"]),
        ("a year of two digits first, as nothing else is a day", ["18-06-13", "18-07-02"], " 21:25",
         ["2018-06-13", "2018-07-02"]),
        ("a year of two digits first, as in Korea", ["18. 6. 13."], " 오후 9:25", ["2018-06-13"]),
        ("years of four digits, a day that is none", ["2018-06-13", "2018-06-31"], " 21:25", ["2018-06-13"]),
    ],
)  # fmt: skip
def test_the_order_of_a_day_is_what_the_file_shows(
    folder: Path, why: str, written: list[str], clock: str, meant: list[str]
) -> None:
    assert days(folder, *written, clock=clock) == meant, why


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("12:00 AM", "00:00"), ("12:30 PM", "12:30"), ("1:05 p.m.", "13:05"), ("9:25 nachm.", "21:25"),
        ("午後9:25", "21:25"), ("오전 12:05", "00:05"), ("9:25 μ.μ.", "21:25"), ("9:25 ip.", "21:25"),
        ("du. 9:25", "21:25"), ("9:25 ÖS", "21:25"), ("21:25 Uhr", "21:25"), ("0:05", "00:05"),
    ],
)  # fmt: skip
def test_the_half_of_a_day_is_known_in_many_languages(folder: Path, written: str, at: str) -> None:
    (found,) = chat(folder, f"13/06/2018 {written} - Ann: hi", zone=ZoneInfo("UTC"))

    assert f"{found.at:%H:%M}" == at


def test_an_hour_that_comes_twice_is_the_second_where_the_file_steps_back(folder: Path) -> None:
    lines = [f"27/10/2019, {clock} - Ann: hi" for clock in ("02:10", "02:50", "02:05", "02:55", "03:01")]

    hours = [f"{one.at:%H:%M}" for one in chat(folder, *lines)]

    assert hours == ["00:10", "00:50", "01:05", "01:55", "02:01"]


def test_an_hour_that_is_left_out_is_read_as_before_it(folder: Path) -> None:
    (found,) = chat(folder, "31/03/2019, 02:30 - Ann: hi")

    assert found.at == datetime(2019, 3, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "31/06/2018, 21:25",
        "13/06/2018, 24:25",
        "13/06/2018, 21:65",
        "13/13/2018, 1:00",
        "13/06/1018, 21:25",
    ],
)
def test_a_time_that_there_is_none_of_is_refused_and_the_next_message_kept(
    folder: Path, written: str
) -> None:
    refused, found = read(folder, f"{written} - Ann: hi", "13/06/2018, 21:26 - Ann: ho")

    assert refused == Refused(
        place="line 1",
        reason="has a day or a time that there is none of; correct it, or export the chat again",
    )
    assert isinstance(found, FoundChatMessage)


# Texts


def test_a_message_has_all_its_lines_and_a_long_one_is_cut(folder: Path) -> None:
    short, long = chat(
        folder,
        "13/06/2018, 21:25 - Ann: one",
        "",
        "two: three",
        "13/06/2018, 21:26 - Ann: " + "x" * 9_000,
        "y",
    )

    assert short.text == "one\n\ntwo: three"
    assert long.text == "x" * LONGEST_TEXT


def test_lines_that_go_on_for_ever_are_one_message(folder: Path) -> None:
    (found,) = chat(folder, "13/06/2018, 21:25 - Ann: " + "13/06/2018, 21:26 - Ann: hi " * 10_000)

    assert len(found.text) == LONGEST_TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Messages and calls are end-to-end encrypted. Tap to learn more.",
        "Missed voice call",
        "Ann added Bo",
        'Ann created group "Rowing: Sunday"',
        "Ann changed the subject from “Rowing: Sunday” to “Boats: Monday”",
        "Ann: This message was deleted",
        "Ann: Diese Nachricht wurde gelöscht.",
        f"Ann: {MARK}Missed voice call, {MARK}Tap to call back",
        f"Ann: {MARK}Sprachanruf, {MARK}5 Min.",
        f"Ann: {MARK}Ann changed their phone number to a new number",
        f"Ann: {MARK}You blocked this contact",
        f"Ann: {MARK}Your security code with Ann changed.",
    ],
)
def test_what_nobody_wrote_is_counted_and_no_message(folder: Path, line: str) -> None:
    found = read(folder, "13/06/2018, 21:25 - Ann: hi", f"13/06/2018, 21:26 - {line}")

    assert found[1:] == [
        Refused(
            place="lines of WhatsApp's own (1)",
            reason="say who joined, called, changed or deleted something; nobody wrote them",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<Media omitted>", "<Medien ausgeschlossen>", f"{MARK}image omitted", f"{MARK}imagen omitida", "null",
        f"{MARK}<attached: 00000012-PHOTO-2018-06-13-21-25-15.jpg>",
        "IMG-20180613-WA0001.jpg (file attached)",
        f"{MARK}Location: https://maps.example.org/?q=52.5,13.4",
        f"{MARK}Plan of the harbour.pdf • {MARK}2 pages {MARK}document omitted",
        f"{MARK}POLL:\nWhich boat?", "You did what?", "Missed call, sorry.",
    ],
)  # fmt: skip
def test_what_was_sent_is_a_message_in_any_language(folder: Path, text: str) -> None:
    assert len(chat(folder, f"[13/06/2018, 21:25:15] Ann: {text}")) == 1


def test_lines_before_the_first_message_and_of_another_phone_are_told(folder: Path) -> None:
    found = read(
        folder, "the end of something", "13/06/2018, 21:25 - Ann: hi", "[13/06/2018, 21:26:00] Bo: ho"
    )

    assert isinstance(found[0], FoundChatMessage)
    assert found[0].text == "hi\n[13/06/2018, 21:26:00] Bo: ho"
    assert [item.place for item in found[1:]] == ["lines at the beginning (1)", "lines in another style (1)"]


# People


@pytest.mark.parametrize(
    ("written", "words", "number"),
    [
        ("Ann Lee", "Ann Lee", ""), ("\u200eAnn Lee", "Ann Lee", ""), ("~\u00a0Ann Lee", "Ann Lee", ""),
        ("~ Ann", "Ann", ""), ("\u202a+49\u00a0171\u00a01234567\u202c", "+49 171 1234567", "+491711234567"),
        ("+1 (555) 010-9999", "+1 (555) 010-9999", "+15550109999"), ("007", "007", ""),
        ("\U0001f6a3", "\U0001f6a3", ""),
        ("Ann “Red” Lee", "Ann “Red” Lee", ""),
    ],
)  # fmt: skip
def test_a_sender_is_named_as_in_the_phone_or_by_number(
    folder: Path, written: str, words: str, number: str
) -> None:
    (found,) = chat(folder, f"13/06/2018, 21:25 - {written}: hi")

    assert found.sender.words == words
    assert [handle.key for handle in found.sender.handles] == [number] * bool(number)


def test_a_name_goes_on_behind_a_colon_where_all_its_lines_say_so(folder: Path) -> None:
    doctor = [f"13/06/2018, 21:2{minute} - Dr: Bo Ray: hi" for minute in range(3)]
    notes = [f"13/06/2018, 21:3{minute} - Ann: Note: this" for minute in range(3)]

    found = chat(folder, *doctor, *notes, "13/06/2018, 21:40 - Ann: hi")

    assert [one.sender.words for one in found] == ["Dr: Bo Ray"] * 3 + ["Ann"] * 4


LINES = ("13/06/2018, 21:25 - Ann Lee: hi", "13/06/2018, 21:26 - Rosa: ho")


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Chat with Ann Lee.txt", "WhatsApp Chat - Ann Lee.txt", "WhatsApp Chat mit Ann Lee (2).txt",
        "Chat de WhatsApp con Ann Lee.txt", "Discussion WhatsApp avec Ann Lee.txt",
        "Chat WhatsApp con Ann Lee.txt", "Conversa do WhatsApp com Ann Lee.txt",
        "WhatsApp-chat met Ann Lee.txt", "WhatsApp-chatt med Ann Lee.txt",
        "Чат WhatsApp с контактом Ann Lee.txt", "Chat WhatsApp dengan Ann Lee.txt",
        "WhatsApp_Chat_with_Ann_Lee.txt", "2 WhatsApp Chat with ANN LEE.txt",
        "Ann Lee ile WhatsApp Sohbeti.txt", "Ann LeeとのWhatsAppチャット.txt",
        "与Ann Lee的WhatsApp聊天.txt", "Czat WhatsApp z Ann Lee.txt",
    ],
)  # fmt: skip
def test_the_name_of_a_file_tells_who_is_not_the_owner(folder: Path, name: str) -> None:
    found = chat(folder, *LINES, name=name)

    assert [one.owner for one in found] == [Whom(words="Rosa")] * 2


def test_a_name_that_tells_nothing_leaves_the_owner_to_the_book(folder: Path) -> None:
    assert [one.owner for one in chat(folder, *LINES, name="_chat.txt")] == [None, None]


def test_words_of_whatsapps_own_make_no_third_in_a_chat_of_two(folder: Path) -> None:
    lines = (
        *LINES,
        LINES[1].replace("ho", "hey"),
        "13/06/2018, 21:27 - A new thing in this chat: tap to see",
    )

    found = chat(folder, *lines, name="WhatsApp Chat with Ann Lee.txt")

    assert [(one.sender.words, one.owner) for one in found] == [
        ("Ann Lee", Whom(words="Rosa")), ("Rosa", Whom(words="Rosa")), ("Rosa", Whom(words="Rosa"))
    ]  # fmt: skip


def test_an_iphone_tells_in_the_first_line_who_the_other_one_is(folder: Path) -> None:
    lines = (f"[13/06/2018, 21:20:00] Ann Lee: {MARK}{NOTICE}", "[13/06/2018, 21:25:00] Ann Lee: hi",
             "[13/06/2018, 21:26:00] Rosa: ho")  # fmt: skip

    assert [one.owner for one in chat(folder, *lines)] == [Whom(words="Rosa")] * 2


def test_who_alone_has_written_is_told_from_the_name_too(folder: Path) -> None:
    theirs = chat(folder, LINES[0], name="WhatsApp Chat with Ann Lee.txt")
    mine = chat(folder, LINES[1], name="WhatsApp Chat with Ann Lee.txt")

    assert theirs[0].owner not in (None, theirs[0].sender)
    assert mine[0].others == (Whom(words="Ann Lee"),)


def test_a_group_of_an_iphone_is_nobody(folder: Path) -> None:
    found = chat(
        folder,
        f"[13/06/2018, 21:20:00] Rowing: {MARK}{NOTICE}",
        f"[13/06/2018, 21:20:00] Rowing: {MARK}Ann created this group",
        "[13/06/2018, 21:25:00] Ann: hi",
        "[13/06/2018, 21:26:00] Bo: ho",
    )

    assert [(one.sender.words, [other.words for other in one.others]) for one in found] == [
        ("Ann", ["Bo"]),
        ("Bo", ["Ann"]),
    ]


@pytest.mark.parametrize("name", ["WhatsApp Chat - Ann Lee", "WhatsApp Chat with Ann Lee"])
@pytest.mark.parametrize("member", ["_chat.txt", "WhatsApp Chat with Ann Lee.txt"])
def test_a_zip_and_a_folder_tell_by_their_names(name: str, member: str, tmp_path: Path) -> None:
    text = "\n".join(LINES)
    (tmp_path / name).mkdir()
    (tmp_path / name / member).write_text(text, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as target:
        target.writestr(member, text)
        target.writestr("00000003-PHOTO.jpg", b"\xff\xd8\xff\xe0")

    for path in (tmp_path / name / member, tmp_path / name, tmp_path / f"{name}.zip"):
        found = [item for source in sources_at(path, BERLIN) for item in source.found]
        owners = [item.owner for item in found if isinstance(item, FoundChatMessage)]
        assert owners == [Whom(words="Rosa")] * 2


def test_pictures_beside_a_chat_are_one_item_for_all(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "WhatsApp Chat - Ann Lee.zip", "w") as target:
        target.writestr("_chat.txt", "\n".join(LINES))
        for number in range(3):
            target.writestr(f"0000000{number}-PHOTO.jpg", b"\xff\xd8\xff\xe0")

    _, left = sources_at(tmp_path / "WhatsApp Chat - Ann Lee.zip", BERLIN)

    assert [item.place for item in left.found] == ["3 other files"]


# Once only


def test_a_later_and_longer_export_brings_what_is_new_alone(tmp_path: Path) -> None:
    """The second is of another phone: with seconds, in brackets, and with pictures instead of none."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    early = first / "WhatsApp Chat with Ann.txt"
    early.write_text(
        "13/06/2018, 21:25 - Ann: hi\n13/06/2018, 21:25 - Me: ok\n13/06/2018, 21:25 - Me: ok\n"
        "13/06/2018, 21:26 - Ann: <Media omitted>\n", encoding="utf-8",
    )  # fmt: skip
    late = second / "_chat.txt"
    late.write_text(
        f"[13.06.18, 21:25:10] Ann: hi\n[13.06.18, 21:25:20] Me: ok\n[13.06.18, 21:25:50] Me: ok\n"
        f"[13.06.18, 21:26:05] Ann: {MARK}<Anhang: 00000003-PHOTO.jpg>\n[14.06.18, 09:00:00] Ann: and now?\n",
        encoding="utf-8",
    )

    fates = fates_of(tmp_path, early, late)

    assert fates == [[Fate.NEW] * 4, [Fate.SAME] * 4 + [Fate.NEW]]


def test_a_key_says_nothing_of_the_chat_the_zone_and_what_else_is_in_the_file(folder: Path) -> None:
    (key, _) = (one.key for one in chat(folder, *LINES))

    assert chat(folder, LINES[0], name="other.txt", zone=ZoneInfo("Asia/Tokyo"))[0].key == key
    assert chat(folder, "12/06/2018, 21:25 - Cem: yes", *LINES)[1].key == key
    for other in (
        LINES[0].replace("hi", "ho"),
        LINES[0].replace("25 -", "26 -"),
        LINES[0].replace("Ann", "Bo"),
    ):
        assert chat(folder, other)[0].key != key


def test_it_is_a_message_on_the_channel_chat_between_the_members(folder: Path) -> None:
    (found,) = chat(folder, "13/06/2018, 21:25 - +44 20 7946 0018: hi", name="WhatsApp Chat with Bo.txt")

    assert (found.place, found.channel) == ("line 1", Channel.CHAT)
    assert found.sender.handles == (Handle(kind=HandleKind.PHONE, value="+44 20 7946 0018"),)


@pytest.mark.parametrize(
    ("content", "known"),
    [
        ("13/06/2018, 21:25 - Ann: hi\n", True),
        ("\ufeff13/06/2018, 21:25 - Ann added you\n13/06/2018, 21:25 - Ann: hi\n", True),
        ("the end of it\n" + "13/06/2018, 21:25 - Ann: hi\n" * 3, True),
        ("the end of it\n13/06/2018, 21:25 - Ann: hi\n", False),
        ("13/06/2018, 21:25 - Ann added you\n", False),
        ("2024-01-01 10:00:00 - INFO: started\n" * 5, False),
        ("[2024-01-01 10:00:00] production.ERROR: stopped\n" * 5, False),
        ("dear diary,\n13/06/2018: a day\n", False),
        ("", False),
    ],
)
def test_a_chat_is_known_by_times_with_names(folder: Path, content: str, known: bool) -> None:
    path = folder / "maybe.txt"
    path.write_text(content, encoding="utf-8")

    assert whatsapp.recognises(path, path.read_bytes()) is known


def test_a_file_in_utf_16_is_read(folder: Path) -> None:
    path = folder / "wide.txt"
    path.write_text("\n".join(LINES), encoding="utf-16")

    assert whatsapp.recognises(path, path.read_bytes())
    assert len(list(whatsapp.read(path, zone=BERLIN))) == 2


def test_a_file_without_a_message_is_refused(folder: Path) -> None:
    assert read(folder, "hello") == [
        Refused(place="the file", reason="holds no message; export the chat again")
    ]
