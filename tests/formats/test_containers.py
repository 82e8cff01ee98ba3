"""Folders and zips as what they hold: the same members in the same order, lent and gone after."""

import os
import tempfile
from pathlib import Path

import pytest

from keepwarm.domain.errors import Unavailable, Unreadable
from keepwarm.formats.containers import Container, Member, folder_at, looks_like_media, printable, zip_at
from tests.formats.zips import bomb, packed, with_a_link

FILES = {
    "b.vcf": "B",
    "A/z.vcf": "AZ",
    "A/Y.csv": "AY",
    "a/x.vcf": "ax",
    ".hidden": "no",
    ".git/config": "no",
    "A/.DS_Store": "no",
    "A/._z.vcf": "no",
    "__MACOSX/A/z.vcf": "no",
    "Thumbs.db": "no",
}
IN_ORDER = ["a/x.vcf", "A/Y.csv", "A/z.vcf", "b.vcf"]


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def folder(path: Path) -> Container:
    return folder_at(path, lambda _: False)


def contents(container: Container) -> dict[str, str]:
    found = {}
    for member in container.members:
        with container.lend(member, None) as file:
            found[member.name] = file.read_text()
    return found


def test_a_folder_and_a_zip_of_it_hold_the_same_in_the_same_order(tmp_path: Path) -> None:
    in_folder = contents(folder(written(tmp_path / "x", FILES)))
    with zip_at(packed(tmp_path / "x.zip", FILES)) as opened:
        in_zip = contents(opened)

    assert list(in_folder) == list(in_zip) == IN_ORDER
    assert in_folder == in_zip == {name: FILES[name] for name in IN_ORDER}


def test_a_member_of_a_zip_is_gone_when_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    lent: list[list[Path]] = []

    with zip_at(packed(tmp_path / "x.zip", FILES)) as opened:
        for member in opened.members:
            with opened.lend(member, None):
                lent.append([path for path in room.rglob("*") if path.is_file()])

    assert [len(files) for files in lent] == [1] * len(IN_ORDER)
    assert list(room.iterdir()) == []


def test_only_the_ending_of_a_members_name_becomes_part_of_a_files_name(tmp_path: Path) -> None:
    names = {"Ann Lee.vcf": "A", "../../b.vcf": "B", "c.vcf; rm -rf": "C", "d": "D"}
    with zip_at(packed(tmp_path / "x.zip", names)) as opened:
        lent = []
        for member in opened.members:
            with opened.lend(member, None) as file:
                lent.append(file.name)

    assert sorted(lent) == ["member", "member", "member.vcf", "member.vcf"]


def test_of_a_member_that_is_looked_at_only_the_beginning_is_unpacked(tmp_path: Path) -> None:
    with zip_at(bomb(tmp_path / "x.zip", "a.vcf", b"BEGIN:VCARD", 2)) as opened:
        (member,) = opened.members
        with opened.lend(member, 1_000) as file:
            size = file.stat().st_size

    assert 1_000 <= size <= 65_536


def test_a_trouble_is_found_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = with_a_link(packed(tmp_path / "x.zip", {"../a.vcf": "A", "b.vcf": "B"}), "c.vcf", "/etc/passwd")
    with zip_at(path) as opened:
        troubles = {member.name: member.trouble[:10] for member in opened.members}

    assert troubles == {"../a.vcf": "has a name", "b.vcf": "", "c.vcf": "is a link "}


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zip_at(packed(tmp_path / "x.zip", {"a.vcf": "A"})) as opened:
        monkeypatch.setattr(Path, "open", no_room)
        with (
            pytest.raises(Unavailable, match=r"No space left on device.*TMPDIR"),
            opened.lend(opened.members[0], None),
        ):
            raise AssertionError("nothing is lent")


def no_room(*_args: object, **_words: object) -> None:
    raise OSError(28, "No space left on device")


def test_no_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    root = written(tmp_path / "x", {"a/b.vcf": "B"})
    (root / "a" / "round").symlink_to(root, target_is_directory=True)

    found = folder(root).members

    assert [(member.name, member.trouble[:9]) for member in found] == [
        ("a/b.vcf", ""),
        ("a/round", "is a link"),
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.vcf")

    (member,) = folder(tmp_path).members

    assert member.trouble.startswith("is no ordinary file")


def test_a_folder_that_is_one_thing_is_one_member(tmp_path: Path) -> None:
    written(tmp_path, {"mail/cur/1": "M", "mail/new/2": "M", "a.vcf": "A"})

    found = folder_at(tmp_path, lambda path: path.name == "mail").members

    assert [member.name for member in found] == ["a.vcf", "mail"]


def test_what_a_vdir_notes_about_itself_is_left_out_beside_cards_alone(tmp_path: Path) -> None:
    written(tmp_path, {"book/1.vcf": "A", "book/color": "#fff", "book/displayname": "Us", "color": "red"})

    assert [member.name for member in folder(tmp_path).members] == ["book/1.vcf", "color"]


def test_a_name_is_told_in_one_printable_line_of_bounded_length() -> None:
    member = Member(parts=("a\n\x1b[31m", "b" * 500 + ".vcf"), content=Path())

    assert printable("a\n\x1b\udcff b") == "a___ b"
    assert len(member.name) == 200
    assert member.name.endswith("b.vcf")


@pytest.mark.parametrize(
    ("head", "is_media"),
    [(b"\xff\xd8\xff\xe0", True), (b"\x00\x00\x00\x18ftypheic", True), (b"BEGIN:VCARD", False), (b"", False)],
)
def test_pictures_and_films_are_known_by_their_beginning(head: bytes, is_media: bool) -> None:
    assert looks_like_media(head) is is_media


def test_no_zip_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(Unreadable, match=r"x\.zip is a zip that is damaged"), zip_at(tmp_path / "x.zip"):
        raise AssertionError("it does not open")
