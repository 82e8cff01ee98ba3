"""Where uploads wait, and for how long."""

import io
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.web import uploads as module
from keepwarm.web.uploads import Uploads, harmless_name


@pytest.fixture
def uploads() -> Iterator[Uploads]:
    kept = Uploads()
    yield kept
    kept.close()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("contacts.vcf", "contacts.vcf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ada\\contacts.vcf", "contacts.vcf"),
        ("..", "file"),
        (".hidden", "hidden"),
        ("a\0b\n.vcf", "a_b_.vcf"),
        ("<script>.vcf", "_script_.vcf"),
        ("Ünïcode 名.vcf", "Ünïcode 名.vcf"),
        ("x" * 300 + ".vcf", "x" * 76 + ".vcf"),
    ],
)
def test_a_file_keeps_the_harmless_part_of_its_name(said: str, kept: str) -> None:
    assert harmless_name(said, 0) == kept


def test_two_files_of_one_name_are_told_apart(uploads: Uploads) -> None:
    upload = uploads.bring([("a.vcf", io.BytesIO(b"1")), ("a.vcf", io.BytesIO(b"2"))])
    assert [path.name for path in upload.paths] == ["a.vcf", "2 a.vcf"]
    assert [path.read_bytes() for path in upload.paths] == [b"1", b"2"]


def test_files_lie_in_a_folder_for_this_user_alone(uploads: Uploads) -> None:
    folder = uploads.bring([("a.vcf", io.BytesIO(b"1"))]).folder
    assert [stat.S_IMODE(one.stat().st_mode) for one in (folder, folder.parent)] == [0o700, 0o700]


def test_old_files_go_when_new_ones_come(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    old = uploads.bring([("a.vcf", io.BytesIO(b"1"))])
    monkeypatch.setattr(module, "_KEPT_SECONDS", -1)
    uploads.bring([("b.vcf", io.BytesIO(b"2"))])
    assert not old.folder.exists()
    with pytest.raises(Missing):
        uploads.get(old.name)


def test_only_so_many_wait_at_once(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_WAITING", 2)
    brought = [uploads.bring([("a.vcf", io.BytesIO(b"1"))]) for _ in range(4)]
    assert [upload.folder.exists() for upload in brought] == [False, False, True, True]


def test_nothing_is_left_when_the_site_closes() -> None:
    uploads = Uploads()
    root: Path = uploads.bring([("a.vcf", io.BytesIO(b"1"))]).folder.parent
    uploads.close()
    assert not root.exists()


def test_no_file_is_refused(uploads: Uploads) -> None:
    with pytest.raises(Invalid, match="Choose a file"):
        uploads.bring([("", io.BytesIO(b""))])
