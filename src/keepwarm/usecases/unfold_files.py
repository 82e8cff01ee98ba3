"""What a path given to an import holds: one source, or the many of a folder or a zip, one after the other."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Problem, Unavailable
from keepwarm.domain.sources import Found, Refused
from keepwarm.formats.containers import Container, Member, folder_at, printable, zip_at
from keepwarm.formats.takeout import Labels, find_label, is_of_a_label, labelled, note_labels
from keepwarm.formats.zip_files import looks_like_zip
from keepwarm.importers import Importer, head_of, none_of_these, read_file, recognise
from keepwarm.usecases.account_for_files import left_out, nothing_in, without_tables_of_the_owner
from keepwarm.usecases.survey_files import Box, Known, Look, Read, after_the_name, survey

_FIRST = (
    "LinkedIn connections",
    "LinkedIn contacts",
    "LinkedIn notes",
    "LinkedIn invitations",
    "LinkedIn messages",
    "Facebook friends",
)
"""Importers whose sources build upon one another: first who it is, then what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to read, by the name that an owner knows it by; nothing is read before `found` is asked."""

    name: str
    found: Iterator[Found]


def sources_at(
    path: Path, zone: ZoneInfo, look: Look = lambda _: None, read: Read = read_file
) -> Iterator[Source]:
    """Each source at a path, in the order in which they are best taken in.

    Raises Missing where there is nothing, Unreadable where nothing in it can be read, and Unavailable
    where there is no room to unpack a zip; so does reading a source, of the last two.
    """
    if (importer := recognise(path)) is not None:
        yield Source(name=path.name, found=read(importer, path, path.name, zone))
    else:
        yield from _unfolded(path, printable(path.resolve().name), zone, look, read)


def _unfolded(path: Path, name: str, zone: ZoneInfo, look: Look, read: Read) -> Iterator[Source]:
    with _opened(path) as container:
        box = Box(path=path, name=name, container=container, zone=zone, look=look, read=read)
        known, unread = without_tables_of_the_owner(box, *survey(box))
        if not known:
            raise nothing_in(box, unread)
        labels = _labels(box, known)
        for one in sorted(known, key=_rank):
            yield from _sources_of(box, one, labels)
        for told, refused in left_out(box, known, unread):
            yield Source(name=told, found=iter((refused,)))


def _opened(path: Path) -> AbstractContextManager[Container]:
    if path.is_dir():
        return nullcontext(folder_at(path, lambda folder: recognise(folder) is not None))
    if looks_like_zip(head_of(path)):
        return zip_at(path)
    raise none_of_these(path)


def _rank(one: Known) -> int:
    name = "" if one.importer is None else one.importer.NAME
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _labels(box: Box, known: Sequence[Known]) -> Labels:
    """The labels of all cards below Google Takeout's folder of contacts, which has a file for each label."""
    labels = Labels()
    for one in known:
        if one.importer is not None and (label := find_label(box.names_to(one.member))):
            box.look(box.named(one.member))
            note_labels(labels, label, _read(box, one.member, one.importer))
    return labels


def _sources_of(box: Box, one: Known, labels: Labels) -> Iterator[Source]:
    name = box.named(one.member)
    box.look(name)
    if one.importer is not None:
        found = _read(box, one.member, one.importer)
        is_labelled = is_of_a_label(box.names_to(one.member))
        yield Source(name=name, found=labelled(found, labels) if is_labelled else found)
    elif isinstance(one.member.content, Path):
        try:
            yield from _unfolded(one.member.content, name, box.zone, box.look, box.read)
        except Unavailable:
            raise
        except Problem as problem:
            refused = Refused(place="the file", reason=after_the_name(problem, one.member.content))
            yield Source(name=name, found=iter((refused,)))


def _read(box: Box, member: Member, importer: Importer) -> Iterator[Found]:
    """What a member brings; what stands against it is the last thing it brings."""
    file: Path | None = None
    try:
        with box.container.lend(member, None) as file:
            yield from box.read(importer, file, box.named(member), box.zone)
    except Unavailable:
        raise
    except Problem as problem:
        yield Refused(place="the file", reason=after_the_name(problem, file))
    except OSError as error:
        reason = f"stopped being readable: {error.strerror}; try again"
        yield Refused(place="the rest of the file", reason=reason)
