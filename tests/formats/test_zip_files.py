"""Zips that anybody may have made: what is unpacked, what is not, and that neither disk nor memory fills."""

import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.errors import Unreadable
from keepwarm.formats import zip_files
from keepwarm.formats.zip_files import MOST_MEMBERS, find_trouble, looks_like_zip, name_of, open_zip
from tests.formats.zips import bomb, directory_of, locked, overlapping, packed, with_a_link

MIB = 1024**2


def contents(path: Path) -> dict[str, bytes]:
    with open_zip(path) as opened:
        return {name_of(member): b"".join(opened.unpacked(member)) for member in opened.members}


def troubles(path: Path) -> list[str]:
    with open_zip(path) as opened:
        return [find_trouble(member) for member in opened.members]


def test_what_was_packed_is_unpacked(tmp_path: Path) -> None:
    files = {"a.vcf": b"A" * 200_000, "b/c.csv": b"", "b/d": b"\x00\xff"}

    found = contents(packed(tmp_path / "x.zip", files))

    assert found == files


@pytest.mark.parametrize(
    ("head", "is_zip"),
    [
        (b"PK\x03\x04" + bytes(26) + b"Connections.csv", True),
        (b"PK\x05\x06" + bytes(18), True),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", False),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", False),
        (b"BEGIN:VCARD", False),
        (b"", False),
    ],
)
def test_a_document_that_is_packed_as_a_zip_is_none(head: bytes, is_zip: bool) -> None:
    assert looks_like_zip(head) is is_zip


def test_a_name_in_utf_8_is_read_even_where_the_zip_does_not_say_so(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"Jörg 名.vcf": b"J"})
    path.write_bytes(path.read_bytes().replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00"))

    assert list(contents(path)) == ["Jörg 名.vcf"]


@pytest.mark.parametrize(
    "name", ["../x.vcf", "a/../../x.vcf", "/etc/x.vcf", "C:/x.vcf", "..\\x.vcf", "C:\\x"]
)
def test_a_name_that_leads_out_is_not_unpacked(tmp_path: Path, name: str) -> None:
    (trouble,) = troubles(packed(tmp_path / "x.zip", {name: b"A"}))

    assert trouble.startswith("has a name that leads out of the zip")


def test_a_member_without_a_name_is_not_unpacked_and_the_others_are(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"a.vcf": b"A", "b": b"B"})
    named = path.read_bytes()
    in_directory = named.rindex(b"b", 0, named.index(b"PK\x05\x06"))
    length_of_name = in_directory - 46 + 28
    without = bytearray(named)
    without[length_of_name : length_of_name + 2] = b"\0\0"
    without[length_of_name + 2 : length_of_name + 4] = b"\1\0"  # the letter is beside a name
    path.write_bytes(without)

    assert troubles(path) == ["", "has no name; whoever made the zip can pack it again"]


def test_links_and_locked_members_are_not_unpacked(tmp_path: Path) -> None:
    path = with_a_link(packed(tmp_path / "x.zip", {"a.vcf": b"A"}), "b.vcf", "/etc/passwd")
    assert [trouble[:9] for trouble in troubles(path)] == ["", "is a link"]

    assert troubles(locked(path))[0].startswith("is locked with a password")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_would_be_unpacked_without_bounds_is_not_unpacked(tmp_path: Path, method: int) -> None:
    (trouble,) = troubles(packed(tmp_path / "x.zip", {"a.vcf": b"A"}, method))

    assert trouble.startswith("is packed in a way that is not read here")


def test_a_bomb_is_known_by_its_ratio_before_anything_is_unpacked(tmp_path: Path) -> None:
    (trouble,) = troubles(bomb(tmp_path / "x.zip", "a.vcf", b"BEGIN:VCARD\r\nNOTE:", 20))

    assert trouble.startswith("unpacks to more than 200 times its size")


def test_what_packs_well_and_is_small_is_no_bomb(tmp_path: Path) -> None:
    assert troubles(bomb(tmp_path / "x.zip", "a.csv", b"a,b,c", 10)) == [""]


def test_no_more_is_unpacked_than_a_member_says_and_in_little_memory(tmp_path: Path) -> None:
    # given a bomb that says that it is small
    path = bomb(tmp_path / "x.zip", "a.vcf", b"BEGIN:VCARD\r\nNOTE:", 60)
    with open_zip(path) as opened:
        (member,) = opened.members
        member.file_size = 10 * MIB
        # when
        size = 0
        tracemalloc.start()
        try:
            with pytest.raises(Unreadable, match="is damaged within the zip"):  # noqa: PT012 (how far it came is looked at too)
                for block in opened.unpacked(member):
                    size += len(block)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    # then
    assert size <= 10 * MIB
    assert most < MIB


def test_all_members_together_have_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_files, "MOST_UNPACKED", 250_000)
    path = packed(tmp_path / "x.zip", {"a": b"A" * 200_000, "b": b"B" * 200_000})

    with open_zip(path) as opened:
        assert sum(map(len, opened.unpacked(opened.members[0]))) == 200_000
        with pytest.raises(Unreadable, match="is left out, since the zip unpacks to more than"):
            list(opened.unpacked(opened.members[1]))


def test_members_that_share_their_bytes_are_a_trap(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"x.zip is a zip (whose files share|that is damaged)"):
        contents(overlapping(tmp_path / "x.zip", 500))


@pytest.mark.parametrize(
    ("members", "why"), [(MOST_MEMBERS + 1, "holds more than 100,000 files"), (1_000_000, "far too full")]
)
def test_a_directory_of_too_many_members_is_refused(tmp_path: Path, members: int, why: str) -> None:
    path = directory_of(tmp_path / "x.zip", members)

    with pytest.raises(Unreadable, match=why):
        contents(path)


def test_a_damaged_member_is_refused_and_the_others_kept(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"a": b"A" * 100, "b": b"B" * 100}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"AAAA", b"ABAA", 1))

    with open_zip(path) as opened:
        with pytest.raises(Unreadable, match="is damaged within the zip"):
            list(opened.unpacked(opened.members[0]))
        assert b"".join(opened.unpacked(opened.members[1])) == b"B" * 100


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(500), b"PK\x05\x06" + b"\xff" * 18]
)
def test_what_is_no_whole_zip_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)

    with pytest.raises(Unreadable, match="is a zip that is damaged, not complete or far too full"):
        contents(path)


def test_a_zip_that_cannot_be_opened_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        contents(tmp_path / "none.zip")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("zips")


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_no_damage_makes_it_raise_anything_else(folder: Path, seed: int) -> None:
    # given a zip of which a few bytes were changed
    rng = random.Random(seed)
    path = packed(folder / "x.zip", {"a.vcf": b"BEGIN:VCARD\r\n" * 50, "b/c.csv": b"x,y\n" * 50})
    damaged = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 6)):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    path.write_bytes(damaged[: rng.choice([len(damaged), rng.randrange(len(damaged))])])

    # when
    said = []
    try:
        with open_zip(path) as opened:
            for member in opened.members:
                said.append(find_trouble(member))
                try:
                    said.append(str(sum(map(len, opened.unpacked(member)))))
                except Unreadable as problem:
                    said.append(str(problem))
    except Unreadable as problem:
        said.append(str(problem))

    # then
    assert all(isinstance(line, str) for line in said)
