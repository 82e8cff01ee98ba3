"""Files that stand at their place whole or not at all, and leave nothing beside it."""

import stat
from pathlib import Path

import pytest

from keepwarm.storage import whole_files
from keepwarm.storage.whole_files import copy_into, part_beside, sweep, written_whole

LEFT_BEHIND = ".out.txt.0123456789abcdef.part"


@pytest.fixture(params=["nameless", "named"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place in a folder, on a system with files without a name and on one without."""
    if request.param == "named":
        monkeypatch.setattr(whole_files, "_open_nameless", lambda _folder: None)
    return tmp_path / "out.txt"


def names_beside(place: Path) -> list[str]:
    return sorted(path.name for path in place.parent.iterdir())


def test_a_file_is_there_when_it_is_whole_and_for_its_owner_alone(place: Path) -> None:
    with written_whole(place) as file:
        file.write(b"half")
        assert not place.exists()
        file.write(b" and half")
    assert place.read_bytes() == b"half and half"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert names_beside(place) == ["out.txt"]


def test_another_file_is_not_replaced_unless_that_is_wanted(place: Path) -> None:
    place.write_bytes(b"as it was")
    with pytest.raises(FileExistsError), written_whole(place) as file:
        file.write(b"new")
    assert place.read_bytes() == b"as it was"
    with written_whole(place, overwrite=True) as file:
        file.write(b"new")
    assert place.read_bytes() == b"new"
    assert names_beside(place) == ["out.txt"]


def test_of_what_fails_nothing_is_left(place: Path) -> None:
    with pytest.raises(TypeError), written_whole(place) as file:
        file.writelines([b"half", "no bytes"])  # type: ignore[list-item]  # that is what fails
    assert names_beside(place) == []


def test_on_a_system_that_has_them_a_file_has_no_name_before_it_is_whole(tmp_path: Path) -> None:
    with written_whole(tmp_path / "out.txt") as file:
        file.write(b"half")
        file.flush()
        assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_by_the_next(place: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        place.with_name(LEFT_BEHIND + ending).write_bytes(b"of somebody")
    with written_whole(place) as file:
        file.write(b"new")
    assert names_beside(place) == ["out.txt"]


def test_nothing_is_swept_that_somebody_holds_or_that_is_not_ours(tmp_path: Path) -> None:
    place = tmp_path / "out.txt"
    others = [".out.txt.0123.part", ".other.txt.0123456789abcdef.part", f"{LEFT_BEHIND}.bak", ".out.txt.swp"]
    for name in others:
        place.with_name(name).write_bytes(b"theirs")
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    place.with_name(LEFT_BEHIND).symlink_to(tmp_path / "elsewhere")
    with part_beside(place) as part:
        sweep(place)
        assert part.exists()
        assert names_beside(place) == sorted([*others, "elsewhere", LEFT_BEHIND, part.name])
    assert not part.exists()


def test_a_part_that_lost_its_name_can_still_be_copied(place: Path) -> None:
    with part_beside(place) as part, part.open("r+b") as made:
        part.unlink()
        made.write(b"x" * 3_000_000)
        made.flush()
        with written_whole(place) as file:
            copy_into(made.fileno(), file)
    assert place.read_bytes() == b"x" * 3_000_000
    assert names_beside(place) == ["out.txt"]
