"""Zips for tests: ordinary ones, and those that somebody might make to do harm."""

import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def packed(path: Path, files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip of these files in this order."""
    with zipfile.ZipFile(path, "w", method) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def with_a_link(path: Path, name: str, leads_to: str) -> Path:
    """A zip with one more member, a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as target:
        target.writestr(info, leads_to)
    return path


def locked(path: Path) -> Path:
    """The zip with every member marked as locked with a password."""
    content = bytearray(path.read_bytes())
    for mark, flags_at in ((_LOCAL, 6), (_CENTRAL, 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flags_at] |= 1
            place = content.find(mark, place + 1)
    path.write_bytes(content)
    return path


def bomb(path: Path, name: str, beginning: bytes, megabytes: int) -> Path:
    """A zip of one member that unpacks to a thousand times its size."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
        target.open(name, "w", force_zip64=True) as member,
    ):
        member.write(beginning)
        for _ in range(megabytes):
            member.write(b"a" * 1_000_000)
    return path


def overlapping(path: Path, members: int) -> Path:
    """A zip whose members all share the bytes of one."""
    packed(path, {"a.vcf": "BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n" * 100})
    content = path.read_bytes()
    directory = content.index(_CENTRAL)
    entry = content[directory : content.index(_END)]
    return _with_directory(path, content[:directory], entry * members, members)


def directory_of(path: Path, members: int) -> Path:
    """A zip that is nothing but a directory of so many members without names."""
    entry = struct.pack("<4s4B4HL2L5H2L", _CENTRAL, 20, 3, 20, *(0,) * 15)
    return _with_directory(path, b"", entry * members, members)


def _with_directory(path: Path, before: bytes, entries: bytes, members: int) -> Path:
    said = min(members, 0xFFFF)
    end = struct.pack("<4s4H2LH", _END, 0, 0, said, said, len(entries), len(before), 0)
    path.write_bytes(before + entries + end)
    return path
