from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.sources import FoundMessage, Refused
from keepwarm.importers import mailbox, recognise
from tests.formats.mail_samples import FROM_LINE, fields, mbox
from tests.importers.known import importer_of

ZONE = ZoneInfo("Europe/Berlin")
PIECES = st.sampled_from(
    [
        FROM_LINE.encode(), b"From ", b"\n", b"\r\n", b"\n\n", b"From: ann@x.org\n", b"Date: 5 Jan 04 9:00\n",
        b"Subject: =?utf-8?B?/w?=\n", b"To: (((\n", b"\x00", b"\xff\xfe", b" folded\n", b"Message-ID: <",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mail")


def read(folder: Path, content: bytes) -> list[FoundMessage | Refused]:
    path = folder / "mail"
    path.write_bytes(content)
    return list(mailbox.read(path, zone=ZONE))


def test_a_mailbox_and_a_single_message_are_found_by_content_whatever_they_are_called(folder: Path) -> None:
    for content in (mbox(fields()), fields().encode() + b"\nHello.\n"):
        path = folder / "history.dat"
        path.write_bytes(content)

        importer = importer_of(path)

        assert importer.NAME == mailbox.NAME
        assert [found.place for found in importer.read(path, zone=ZONE)] == ["message 1"]


def test_a_file_that_is_no_mailbox_is_not_recognised(folder: Path) -> None:
    path = folder / "letters.mbox"
    path.write_text("Dear Ann,\n\nFrom here on all is well.\n")

    assert recognise(path) is None


def test_every_message_is_found_or_refused_with_its_place_and_the_others_are_kept(folder: Path) -> None:
    # given
    content = mbox(
        fields(), fields(From=None, Subject="Who?"), fields(X_Gmail_Labels="Spam"), fields(Date="never")
    )

    # when
    found = read(folder, content + FROM_LINE.encode() + b"From: ann@example.org\nSubject: Half\nDa")

    # then
    assert [type(one) for one in found] == [FoundMessage, Refused, Refused, FoundMessage, Refused]
    assert found[1] == Refused(
        place='message 2, "Who?"', reason="has no From address; add a From line, or leave it out"
    )
    assert found[4] == Refused(
        place='message 5, "Half"',
        reason="the file ends in the middle of its headers; export the mailbox again",
    )


def test_a_mailbox_cut_off_in_a_body_loses_nothing(folder: Path) -> None:
    content = mbox(fields(), fields(), body="Some words that are cut off\n")

    assert read(folder, content[:-20]) == read(folder, content)


def test_a_single_message_cut_off_in_its_headers_is_refused_and_one_without_a_body_is_not(
    folder: Path,
) -> None:
    whole = fields().encode()

    assert [type(one) for one in read(folder, whole)] == [FoundMessage]
    assert [type(one) for one in read(folder, whole[:-4])] == [Refused]


def test_an_owners_message_to_a_list_is_a_lists_once_the_mailbox_has_shown_the_list(folder: Path) -> None:
    # given
    own = fields(To="garden@example.org")
    of_list = fields(To="garden@example.org", List_Post="<mailto:garden@example.org>")

    # when
    kinds = [found.bulk for found in read(folder, mbox(own, of_list, own)) if isinstance(found, FoundMessage)]

    # then
    assert kinds == ["", "a mailing list", "a mailing list"]


def test_text_before_the_first_message_is_told_and_the_messages_are_kept(folder: Path) -> None:
    found = read(folder, b"exported by a program\n\n" + mbox(fields()))

    assert [one.place for one in found] == ["the beginning of the file", "message 1"]
    assert read(folder, b"") == []


def test_a_file_that_went_away_is_told_in_a_sentence(folder: Path) -> None:
    (refusal,) = mailbox.read(folder / "gone.mbox", zone=ZONE)

    assert refusal == Refused(
        place="the rest of the file", reason="cannot be read (No such file or directory); try again"
    )


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.lists(PIECES, max_size=20).map(b"".join))
def test_no_bytes_raise_and_each_message_is_found_or_refused(folder: Path, content: bytes) -> None:
    found = read(folder, content)

    numbers = [int(one.place.split(",")[0].split()[1]) for one in found if one.place.startswith("message")]
    assert numbers == list(range(1, len(numbers) + 1))
    for one in found:
        assert one.place.encode()
        if isinstance(one, FoundMessage):
            assert one.sender.address
            assert one.at.utcoffset() is not None
            assert one.key


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_byte_never_loses_the_messages_before_it(folder: Path, data: st.DataObject) -> None:
    # given
    content = bytearray(
        mbox(*(fields(Subject=str(number), Message_ID=f"<{number}@x>") for number in range(4)))
    )
    size = len(content) // 4
    at = data.draw(st.integers(0, len(content) - 1))

    # when
    content[at] = data.draw(st.integers(0, 255))

    # then
    found = read(folder, bytes(content))
    untouched = at // size
    assert [one.subject for one in found[:untouched] if isinstance(one, FoundMessage)] == [
        str(number) for number in range(untouched)
    ]
