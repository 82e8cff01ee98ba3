"""Texts of an Android phone: who wrote to whom; machines, drafts and hidden numbers are nobody's words."""

from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.people import Standing
from keepwarm.domain.sources import Found, FoundChatMessage, Refused
from keepwarm.importers import sms_backup
from keepwarm.storage.schema import interactions, participants, people
from tests.books import NOW, address_book, begun, card, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, expected, golden_files
from tests.importers.talks import fates_of, talks
from tests.importers.thrice import check_three_times_is_once

FILES = golden_files("phone", "texts-*.xml")
ANN, BO, CY, MINE = "+491715550142", "+4915555501777", "+442079460018", "+491795550199"
AT = 1709100000123


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


def file_of(folder: Path, *records: str, name: str = "sms.xml", end: str = "</smses>") -> Path:
    path = folder / name
    path.write_text("<smses>\n" + "\n".join(records) + "\n" + end, encoding="utf-8")
    return path


def read(folder: Path, *records: str, end: str = "</smses>") -> list[Found]:
    return list(sms_backup.read(file_of(folder, *records, end=end), zone=BERLIN))


def sms(address: str = ANN, *, at: int = AT, kind: str = "1", body: str = "Hello", name: str = "null") -> str:
    said = escape(body)
    return f'<sms address="{address}" date="{at}" type="{kind}" body="{said}" contact_name="{name}" />'


def mms(address: str, *numbers: tuple[str, int], at: int = AT, box: int = 1, more: str = "") -> str:
    inside = "".join(f'<addr address="{number}" type="{kind}" charset="106" />' for number, kind in numbers)
    begin = f'<mms date="{at}" msg_box="{box}" address="{address}" {more}>'
    return (
        f'{begin}<parts><part ct="image/png" text="null" data="AAAA"/></parts><addrs>{inside}</addrs></mms>'
    )


def text(folder: Path, record: str) -> FoundChatMessage:
    (found,) = read(folder, record)
    assert isinstance(found, FoundChatMessage)
    return found


def parties(found: FoundChatMessage) -> tuple[str, list[str]]:
    def called(words: str) -> str:
        return "me" if found.owner is not None and words == found.owner.words else words

    return called(found.sender.words), [called(one.words) for one in found.others]


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_each_form_of_the_file_is_known_by_its_content_and_read_as_expected(sample: Path) -> None:
    assert importer_of(sample) is sms_backup
    assert talks(sms_backup.read(sample, zone=BERLIN)) == expected(sample)


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.stem)
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    sample: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(sample, tmp_path)


def test_a_text_goes_in_or_out(folder: Path) -> None:
    received, sent = text(folder, sms(name="Ann")), text(folder, sms(name="Ann", kind="2"))

    assert (parties(received), parties(sent)) == (("Ann", ["me"]), ("me", ["Ann"]))


@pytest.mark.parametrize("name", ["null", "(Unknown)", "", "  "])
def test_who_has_no_name_goes_by_the_number(folder: Path, name: str) -> None:
    assert text(folder, sms(name=name)).sender.words == ANN


def test_a_name_once_said_is_that_of_the_number_in_groups_too(folder: Path) -> None:
    group = mms(f"{ANN}~{BO}", (BO, 137), (ANN, 151), (MINE, 151))

    _, _, found = read(folder, sms(ANN, name="Ann"), sms("01555 5501777", name="Bo"), group)

    assert isinstance(found, FoundChatMessage)
    assert parties(found) == ("Bo", ["me", "Ann"])


@pytest.mark.parametrize(
    "number", ["AMAZON", "Dr. Own", "72003", "+4972", "*100#", "106901234567890123", "no-reply@x.example"]
)
def test_a_machines_text_is_no_conversation(folder: Path, number: str) -> None:
    assert read(folder, sms(number)) == [
        Refused(place="text 1", reason=f"a machine's text ({number}); no conversation")
    ]


@pytest.mark.parametrize("number", ["", "null", "-1", "-2", "(Unknown)", "anonymous"])
def test_a_hidden_number_is_nobodys(folder: Path, number: str) -> None:
    (refused,) = read(folder, sms(number))

    assert isinstance(refused, Refused)
    assert "the number was hidden" in refused.reason


@pytest.mark.parametrize(
    ("kind", "what"),
    [("3", "a draft"), ("4", "waiting to be sent"), ("5", "not delivered"), ("6", "waiting to be sent")],
)
def test_what_was_never_sent_is_left_out(folder: Path, kind: str, what: str) -> None:
    (refused, other) = read(folder, sms(kind=kind), mms(ANN, box=int(kind)))

    reason = f"was never sent ({what}); nothing is to be done"
    assert [refused, other] == [Refused(place=f"text {n}", reason=reason) for n in (1, 2)]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (sms(kind="9"), "says neither that it was received nor that it was sent; make the backup again"),
        (sms(at=0), "has a time in the year 1970; correct it, and import the backup again"),
        (sms().replace(str(AT), "yesterday"), "has no time; make the backup again"),
        (sms().replace(str(AT), "9" * 30), "has no time; make the backup again"),
        (sms().replace('type="1"', "type=1"), "is damaged; make the backup again"),
        (mms(ANN, (ANN, 137), more='m_type="134"'), "a report that a text has arrived; no conversation"),
        (mms(f"{ANN}~{BO}"), "went to several, and does not say who wrote it; nothing is to be done"),
        (mms(ANN).replace("<addrs>", "<addrs><addr address="), "is damaged; make the backup again"),
    ],
)
def test_what_says_too_little_is_refused_and_the_next_one_kept(
    folder: Path, record: str, reason: str
) -> None:
    refused, found = read(folder, record, sms(BO))

    assert refused == Refused(place="text 1", reason=reason)
    assert isinstance(found, FoundChatMessage)


@pytest.mark.parametrize(
    ("record", "seen"),
    [
        (mms(ANN, (ANN, 137), (MINE, 151)), (ANN, ["me"])),
        (mms(ANN), (ANN, ["me"])),
        (mms(ANN, (MINE, 151)), (ANN, ["me"])),
        (mms("null", more=f'from_address="{BO}"'), (BO, ["me"])),
        (mms(f"{ANN}~{BO}", (BO, 137), (ANN, 130), (MINE, 151)), (BO, ["me", ANN])),
        (mms(f"{ANN}~{BO}", (BO, 137), (ANN, 151)), (BO, ["me"])),
        (mms(ANN, ("insert-address-token", 137), (ANN, 151), box=2), ("me", [ANN])),
        (mms(ANN, box=2), ("me", [ANN])),
        (mms(f"{ANN}~{BO}", box=2), ("me", [ANN, BO])),
        (mms(f"{ANN}~{BO}", (MINE, 137), (ANN, 151), (BO, 129), (MINE, 151), box=2), ("me", [ANN, BO])),
        (mms(f"{ANN}~{BO}", ("insert-address-token", 137), (ANN, 151), (MINE, 151), (BO, 151), box=2),
         ("me", [ANN, BO])),
        (mms(f"{ANN}~AMAZON", box=2), ("me", [ANN])),
        (mms("bo@example.org", ("bo@example.org", 137)), ("bo@example.org", ["me"])),
    ],
)  # fmt: skip
def test_a_picture_message_says_by_its_numbers_who_wrote_to_whom(
    folder: Path, record: str, seen: tuple[str, list[str]]
) -> None:
    assert parties(text(folder, record)) == seen


def test_what_one_writes_to_ones_own_number_is_to_oneself(tmp_path: Path) -> None:
    known = mms(ANN, (MINE, 137), (ANN, 151), box=2)
    to_myself = [sms(MINE, kind="2"), sms(MINE, at=AT + 1)]

    (fates,) = fates_of(tmp_path, file_of(tmp_path, known, *to_myself))

    assert fates == [Fate.NEW, Fate.REFUSED, Fate.REFUSED]


def test_a_text_to_more_than_ten_is_a_broadcast(tmp_path: Path) -> None:
    crowd = "~".join(f"+4915555501{number:03}" for number in range(11))

    (fates,) = fates_of(tmp_path, file_of(tmp_path, mms(crowd, box=2)))

    assert fates == [Fate.REFUSED]


def test_what_was_written_is_read_with_its_emoji_and_the_words_beside_a_picture(folder: Path) -> None:
    spoken = mms(ANN).replace("</parts>", '<part ct="text/plain" text="Look &#55357;&#56842;" /></parts>')

    found = [
        text(folder, sms().replace("Hello", "Hi &#55357;&#56842;")),
        text(folder, spoken),
        text(folder, mms(ANN)),
    ]

    assert [one.text for one in found] == ["Hi 😊", "Look 😊", ""]


def test_what_was_written_is_not_kept_unless_the_owner_says_so(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, file_of(tmp_path, sms(body="A secret")))
        with library.open(NOW) as book:
            (row,) = book.rows(select(interactions).where(book.owns(interactions)))

    assert row.summary == ""


@pytest.mark.parametrize("other", ["0171 5550142", "+49 (171) 555-0142", "00491715550142"])
def test_the_same_text_in_the_backup_of_another_phone_or_version_counts_once(
    tmp_path: Path, other: str
) -> None:
    first = file_of(tmp_path, sms(ANN), sms(BO, at=AT + 5), name="first.xml")
    second = file_of(tmp_path, sms(other, name="Ann"), sms(BO, at=AT + 5, kind="2"), name="second.xml")

    assert fates_of(tmp_path, first, second)[1] == [Fate.SAME, Fate.NEW]


def test_two_texts_in_the_same_moment_are_two_and_a_text_that_is_there_twice_is_one(tmp_path: Path) -> None:
    first = file_of(tmp_path, sms(body="One"), sms(body="Two"), sms(body="One"), name="first.xml")
    second = file_of(tmp_path, sms(body="One"), sms(body="Two"), sms(body="Three"), name="second.xml")

    assert fates_of(tmp_path, first, second) == [
        [Fate.NEW, Fate.NEW, Fate.SAME],
        [Fate.SAME, Fate.SAME, Fate.NEW],
    ]


def test_a_text_is_of_whom_the_book_has_with_that_number_however_it_is_written(tmp_path: Path) -> None:
    cards = address_book(tmp_path, card("Ann Lee", "TEL:0171 / 555 01 42"), card("Bo Ray", f"TEL:{BO}"))
    texts = file_of(tmp_path, sms(ANN, name="Annie"), sms("0155 55501777", at=AT + 1), sms(CY, at=AT + 2))
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, cards)
        done = taken_in(library, texts)
        with library.open(NOW) as book:
            with_whom = book.rows(select(participants).where(book.owns(participants)))
            standing = {row.name: row.standing for row in book.rows(select(people).where(book.owns(people)))}

    assert [item.arrival.person for item in done.items] == ["Ann Lee", "Bo Ray", CY]
    assert len(with_whom) == 3
    assert standing == {"Ann Lee": Standing.ORDINARY, "Bo Ray": Standing.ORDINARY, CY: Standing.CORRESPONDENT}


@pytest.mark.parametrize(
    ("end", "place", "reason"),
    [
        ("", "the rest of the file", "is missing, since the file ends early; make the backup again"),
        ('<smz a="1"/></smses>', "between the others",
         "1 piece of the file is nothing that is known here; make the backup again"),
        ("<!DOCTYPE x></smses>", "the rest of the file",
         "declares a document type, which no backup of a phone does, and is not read"),
    ],
)  # fmt: skip
def test_what_else_is_wrong_with_a_file_is_said_once(folder: Path, end: str, place: str, reason: str) -> None:
    found, *rest = read(folder, sms(), end=end)

    assert isinstance(found, FoundChatMessage)
    assert rest == [Refused(place=place, reason=reason)]


def test_no_entity_is_expanded(folder: Path) -> None:
    path = folder / "bomb.xml"
    path.write_text('<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "aaaa">]><smses>' + sms() + "</smses>")

    (refused,) = sms_backup.read(path, zone=BERLIN)

    assert not sms_backup.recognises(path, path.read_bytes())
    assert isinstance(refused, Refused)


@pytest.mark.parametrize(
    "content", [b"<calls><call/></calls>", b"<smsesx/>", b"<html><smses>", b"<!-- <smses> -->"]
)
def test_other_xml_is_not_taken_for_texts(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.xml"
    path.write_bytes(content)

    assert not sms_backup.recognises(path, content)


def test_an_empty_backup_is_read_and_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sms.xml"
    path.write_text("<?xml version='1.0'?><!-- a --><!-- b -->\n<smses count=\"0\" />")

    assert importer_of(path) is sms_backup
    assert list(sms_backup.read(path, zone=BERLIN)) == []


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(
            st.sampled_from([sms(), mms(ANN), "<sms ", "<mms>", '"', "'", "</mms>", "<addr/>", "&#0;", "<"]),
            max_size=8,
        ).map(lambda pieces: ("<smses>" + "".join(pieces)).encode()),
    )
)
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.xml"
    path.write_bytes(content)
    sms_backup.recognises(path, content)

    places = [item.place for item in sms_backup.read(path, zone=BERLIN)]

    assert len(places) == len(set(places))


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = sms_backup.read(tmp_path / "missing.xml", zone=BERLIN)

    assert isinstance(refused, Refused)
    assert refused.place == "the rest of the file"
