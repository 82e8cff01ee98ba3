"""What the files of a folder or a zip are, told from the first bytes of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Problem, Unavailable
from keepwarm.domain.sources import Found
from keepwarm.formats.containers import Container, Member, looks_like_media
from keepwarm.formats.zip_files import looks_like_zip
from keepwarm.importers import HEAD_BYTES, Importer, head_of, recognise
from keepwarm.usecases.choose_columns import ProposesColumns

Look = Callable[[str], None]
"""Told now and then what is being looked at."""

Read = Callable[[Importer, Path, str, ZoneInfo], Iterator[Found]]
"""Reads the file at a path by an importer; the words are the name that the owner knows it by."""

UNKNOWN = "is nothing that can be read here; if it holds contacts, export them as vCard or CSV"

_NESTED = "is a zip within a zip; unpack it, and import what is in it"
_LOOK_EVERY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An open folder or zip: where it lies, what it is called, and the names above what it holds."""

    path: Path
    name: str
    container: Container
    zone: ZoneInfo
    look: Look
    read: Read

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, and no zip."""
        return self.path.is_dir()

    def named(self, member: Member) -> str:
        """What the owner is told that a member is called."""
        return f"{self.name}/{member.name}" if self.is_folder else f"{self.name}: {member.name}"

    def names_to(self, member: Member) -> tuple[str, ...]:
        """All names that lead to a member, those of the folders around a folder too."""
        return (*(self.path.resolve().parts if self.is_folder else ()), *member.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A member that can be read: by an importer, or, where that is None, as a zip of its own."""

    member: Member
    importer: Importer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A member that cannot be read, and why, in the words that follow its name."""

    member: Member
    why: str


def survey(box: Box) -> tuple[list[Known], list[Unread]]:
    """What each member is, told from its first bytes; of a zip no more than these is unpacked.

    Neighbours are mostly of one kind, so that the kind of the one before is tried first; but not the one
    that takes any table.
    """
    known: list[Known] = []
    unread: list[Unread] = []
    likely: Importer | None = None
    for count, member in enumerate(box.container.members):
        if count % _LOOK_EVERY == 0:
            box.look(box.name)
        found = _look_at(box, member, likely)
        if isinstance(found, Known):
            likely = None if isinstance(found.importer, ProposesColumns) else found.importer
            known.append(found)
        else:
            unread.append(found)
    return known, unread


def _look_at(box: Box, member: Member, likely: Importer | None) -> Known | Unread:
    if member.trouble:
        return Unread(member=member, why=member.trouble)
    try:
        with box.container.lend(member, HEAD_BYTES) as file:
            head = head_of(file)
            importer = None if looks_like_media(head) else recognise(file, likely)
            is_zip = importer is None and looks_like_zip(head)
    except Unavailable:
        raise
    except Problem as problem:
        path = member.content if isinstance(member.content, Path) else None
        return Unread(member=member, why=after_the_name(problem, path))
    if importer is None and not (is_zip and box.is_folder):
        return Unread(member=member, why=_NESTED if is_zip else UNKNOWN)
    return Known(member=member, importer=importer)


def after_the_name(problem: Problem, path: Path | None) -> str:
    """A problem's sentence as the words that follow the name of what it is about."""
    return str(problem).removeprefix(f"{path} ").rstrip(".")
