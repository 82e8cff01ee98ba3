import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.sources import FoundMessage, Refused
from keepwarm.importers import maildir
from tests.formats.mail_samples import fields
from tests.importers.known import importer_of

ZONE = ZoneInfo("Europe/Berlin")


def put(root: Path, name: str, content: str | None = None) -> None:
    path = root / name
    for room in ("cur", "new", "tmp"):
        (path.parent.parent / room).mkdir(parents=True, exist_ok=True)
    path.write_text(fields() + "\nHello.\n" if content is None else content)


def read(root: Path) -> list[FoundMessage | Refused]:
    return list(maildir.read(root, zone=ZONE))


def test_messages_come_by_file_name_whichever_room_they_lie_in(tmp_path: Path) -> None:
    for name in ("new/3.host", "cur/2.host:2,S", "cur/1.host:2,RS", "tmp/0.host", "cur/.hidden"):
        put(tmp_path, name)

    assert importer_of(tmp_path).NAME == "Maildir"
    assert [found.place for found in read(tmp_path)] == ["cur/1.host:2,RS", "cur/2.host:2,S", "new/3.host"]


def test_drafts_and_what_lies_in_the_bin_are_refused_by_flag_and_by_folder(tmp_path: Path) -> None:
    for name in (
        "cur/1:2,DS",
        "cur/2!2,T",
        "cur/3:2,S",
        ".Sent/cur/4:2,S",
        ".Trash/cur/5:2,S",
        ".INBOX.Drafts/new/6",
    ):
        put(tmp_path, name)

    assert [(one.place, one.reason) for one in read(tmp_path) if isinstance(one, Refused)] == [
        ('cur/1:2,DS, "Lunch"', "is a draft; send it and import again"),
        ('cur/2!2,T, "Lunch"', "is in the bin; move it out of there and import again"),
        ('.INBOX.Drafts/new/6, "Lunch"', "is a draft; send it and import again"),
        ('.Trash/cur/5:2,S, "Lunch"', "is in the bin; move it out of there and import again"),
    ]
    assert [one.place for one in read(tmp_path) if isinstance(one, FoundMessage)] == [
        "cur/3:2,S",
        ".Sent/cur/4:2,S",
    ]


def test_a_folder_of_maildirs_is_read_as_one(tmp_path: Path) -> None:
    put(tmp_path, "INBOX/cur/1")
    put(tmp_path, "Work/Clients/cur/2")

    assert importer_of(tmp_path).NAME == "Maildir"
    assert [found.place for found in read(tmp_path)] == ["INBOX/cur/1", "Work/Clients/cur/2"]


@pytest.mark.parametrize("content", ["", "From: ann@example.org\nDa"])
def test_a_file_that_ends_too_early_is_refused_and_the_next_one_kept(tmp_path: Path, content: str) -> None:
    put(tmp_path, "cur/1", content)
    put(tmp_path, "cur/2")

    assert [type(found) for found in read(tmp_path)] == [Refused, FoundMessage]


def test_a_name_in_no_encoding_can_be_told_and_stored(tmp_path: Path) -> None:
    put(tmp_path, "cur/1")
    os.rename(tmp_path / "cur/1", os.fsencode(tmp_path) + b"/cur/\xff1")

    (found,) = read(tmp_path)

    assert found.place == "cur/\ufffd1"


def test_a_file_that_cannot_be_opened_is_refused_and_the_next_one_kept(tmp_path: Path) -> None:
    # given a message that goes away after the folder was listed
    put(tmp_path, "cur/1")
    put(tmp_path, "cur/2")
    reading = maildir.read(tmp_path, zone=ZONE)
    next(reading)
    (tmp_path / "cur/2").unlink()

    # then
    assert list(reading) == [
        Refused(place="cur/2", reason="cannot be opened (No such file or directory); check who may read it")
    ]


def test_other_folders_are_not_taken_for_a_maildir(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()

    assert not maildir.recognises(tmp_path, b"")
    assert not maildir.recognises(tmp_path / "cur", b"")


def test_a_name_of_several_lines_is_a_place_in_one(tmp_path: Path) -> None:
    put(tmp_path, "cur/1\n2\x1b[2J.host:2,S", "From: ")

    (found,) = read(tmp_path)

    assert isinstance(found, Refused)
    assert found.place == "cur/1_2_[2J.host:2,S"
