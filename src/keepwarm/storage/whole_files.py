"""Files that stand at their place whole or not at all, and of which nothing stays when the process is killed.

Where the system has files without a name (Linux), one is written and named when it is done. Elsewhere, and
for the moment in which a file takes the place of another, it is a part: a hidden file beside the place,
locked by the process that writes it. Parts that nobody holds any more are swept away by who comes next.
"""

import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows, which lets nobody remove what another process holds open
    fcntl = None  # type: ignore[assignment]  # asked for before it is used

_OPEN_FILES = Path("/proc/self/fd")
_MUCH = 1 << 30
_OF_A_DATABASE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, by how its name ends."""


@contextmanager
def written_whole(path: Path, *, overwrite: bool = False) -> Iterator[IO[bytes]]:
    """A file to write, for this user alone, that takes its place at the end of the block.

    Raises FileExistsError where one stands there by then, unless it is to be overwritten, and OSError.
    """
    sweep(path)
    nameless = _open_nameless(path.parent)
    if nameless is None:
        with part_beside(path) as part, part.open("r+b") as file:
            yield file
            _settle(file)
            _move(part, path, overwrite=overwrite)
        return
    with os.fdopen(nameless, "w+b") as file:
        yield file
        _settle(file)
        _name(file, path, overwrite=overwrite)


@contextmanager
def part_beside(path: Path) -> Iterator[Path]:
    """A new and empty part of a place, locked; gone after the block, unless it was moved or unlinked."""
    sweep(path)
    part, held = _begin_part(path)
    try:
        yield part
    finally:
        os.close(held)
        _remove(part)


def sweep(path: Path) -> None:
    """Remove the parts of a place that a process left behind that was killed."""
    with suppress(OSError):  # a folder that cannot be read has nothing to sweep
        for name in os.listdir(path.parent):
            if re.fullmatch(rf"\.{re.escape(path.name)}\.[0-9a-f]{{16}}\.part", name):
                _sweep(path.with_name(name))


def copy_into(whole: int, file: IO[bytes]) -> None:
    """Copy all of an open file, by its descriptor; in no time where the disk can share it."""
    file.flush()
    os.lseek(whole, 0, os.SEEK_SET)
    with suppress(OSError, AttributeError):  # not on this system, or not from this disk to that
        while os.copy_file_range(whole, file.fileno(), _MUCH):
            pass
    with (
        open(whole, "rb", buffering=0, closefd=False) as rest,
        open(file.fileno(), "wb", buffering=0, closefd=False) as place,
    ):
        shutil.copyfileobj(rest, place)


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")


def _begin_part(path: Path) -> tuple[Path, int]:
    """A new part and its descriptor; another one where somebody swept it before it was locked."""
    while True:
        part = _part_of(path)
        held = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _lock(held)
        if part.exists():
            return part, held
        os.close(held)


def _open_nameless(folder: Path) -> int | None:
    """A file without a name in a folder, or None where there can be none."""
    if not hasattr(os, "O_TMPFILE") or not _OPEN_FILES.is_dir():
        return None
    try:
        return os.open(folder or ".", os.O_TMPFILE | os.O_RDWR, 0o600)
    except OSError:  # not on this disk; what else stands against it is said of a named one
        return None


def _settle(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _name(file: IO[bytes], path: Path, *, overwrite: bool) -> None:
    """Give a nameless file its name, at once or in place of what stands there."""
    try:
        _link(file, path)
    except FileExistsError:
        if not overwrite:
            raise
        _lock(file.fileno())
        part = _part_of(path)
        _link(file, part)
        try:
            part.replace(path)
        except BaseException:
            part.unlink()
            raise


def _link(file: IO[bytes], path: Path) -> None:
    number = file.fileno()
    # A descriptor for the folder, which an absolute path ignores, makes it the call that follows such links.
    os.link(_OPEN_FILES / str(number), path, src_dir_fd=number, follow_symlinks=True)


def _move(part: Path, path: Path, *, overwrite: bool) -> None:
    if not overwrite and path.exists():
        raise FileExistsError(f"{path} is there already")
    part.replace(path)


def _lock(descriptor: int) -> None:
    """Say that this process writes the file, until it closes it or ends."""
    if fcntl is not None:
        with suppress(OSError):  # a disk without locks: then nobody sweeps there either
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sweep(part: Path) -> None:
    with suppress(OSError):  # held by another, gone by now, or not ours to remove
        held = os.open(part, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        try:
            if fcntl is not None:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if not stat.S_ISREG(os.fstat(held).st_mode):
                    return
                _remove(part)
        finally:
            os.close(held)
        if fcntl is None:
            _remove(part)


def _remove(part: Path) -> None:
    for ending in _OF_A_DATABASE:
        with suppress(OSError):  # what is not there need not go
            Path(f"{part}{ending}").unlink()
