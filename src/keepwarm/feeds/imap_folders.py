"""Which folders of a mailbox are read: those the owner named, else all that hold mail of theirs."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from keepwarm.domain.errors import Missing
from keepwarm.feeds.imap_wire import Declined, Wire
from keepwarm.formats.imap import Value, folder_name, quoted, read_values
from keepwarm.formats.mail_kinds import is_left_out

_NO_MAIL = frozenset({"\\noselect", "\\nonexistent"})
_LEFT_OUT = frozenset({"\\junk", "\\trash", "\\drafts"})
_SEEN_ELSEWHERE = frozenset({"\\all", "\\flagged", "\\important"})
"""Folders that only show again what lies in others, of the bin and the spam too (RFC 6154)."""

_GMAIL = "X-GM-EXT-1"
_MOST_FOLDERS = 10_000
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder as the server writes its name, as its owner reads it, and what the server says it is for."""

    written: bytes
    name: str
    uses: frozenset[str] = frozenset()
    delimiter: str = ""


def chosen_folders(wire: Wire, abilities: frozenset[str], named: Sequence[str]) -> list[Folder]:
    """The folders to read, in order. Raises Missing where one that was named is not there."""
    there = list(_listed(wire, abilities))
    if not named and "NAMESPACE" in abilities:
        foreign = tuple(_prefixes_of_others(wire))
        there = [one for one in there if not one.written.startswith(foreign)]
    if named:
        return [_named(wire.host, name, there) for name in named]
    if _GMAIL in abilities and (everything := [one for one in there if "\\all" in one.uses]):
        return everything[:1]
    aside = [one for one in there if _is_left_out(one)]
    return sorted((one for one in there if not _is_or_is_in(one, aside)), key=_order)


def _listed(wire: Wire, abilities: frozenset[str]) -> Iterator[Folder]:
    """Every folder that can hold mail, each once."""
    uses = b" RETURN (SPECIAL-USE)" if {"SPECIAL-USE", "LIST-EXTENDED"} <= abilities else b""
    seen: set[bytes] = set()
    try:
        for answer in wire.command(b'LIST "" "*"' + uses, _MOST_FOLDERS):
            folder = _folder(answer)
            if folder is not None and folder.written not in seen and not folder.uses & _NO_MAIL:
                seen.add(folder.written)
                yield folder
    except Declined as said:
        raise wire.broken(f"does not say which folders there are ({said.words})") from said


def _prefixes_of_others(wire: Wire) -> Iterator[bytes]:
    """How the names of folders begin that belong to other people, or to several (RFC 2342)."""
    try:
        answers = wire.run(b"NAMESPACE")
    except Declined:
        return  # then all of them are taken for the owner's
    for answer in answers:
        for space in _values(answer)[2:]:
            for one in space if isinstance(space, list) else ():
                match one:
                    case [bytes(prefix), *_] if prefix:
                        yield prefix


def _folder(answer: Sequence[bytes]) -> Folder | None:
    """The folder in a LIST answer; None for another, and for a name that no command can ask for."""
    match _values(answer):
        case [bytes(word), list(uses), bytes() | None as delimiter, bytes(written)] if (
            word.upper() == b"LIST"
        ):
            pass
        case _:
            return None
    try:
        quoted(written)
    except ValueError:
        return None
    return Folder(
        written=written,
        name=folder_name(written),
        uses=frozenset(one.decode("ascii", "replace").lower() for one in uses if isinstance(one, bytes)),
        delimiter=(delimiter or b"").decode("utf-8", "replace"),
    )


def _values(answer: Sequence[bytes]) -> list[Value]:
    """The values of an answer; none where it cannot be read."""
    try:
        return read_values(answer)
    except ValueError:
        return []


def _named(host: str, name: str, there: Collection[Folder]) -> Folder:
    """The folder of this name; the inbox goes by any case."""
    for folder in there:
        if folder.name == name or (folder.name.upper() == name.upper() == "INBOX"):
            return folder
    names = ", ".join(sorted(folder.name for folder in there)[:_SHOWN])
    raise Missing(f"The mailbox on {host} has no folder {name!r}; it has: {names}.")


def _is_left_out(folder: Folder) -> bool:
    """Whether drafts, the bin, spam or only what lies elsewhere is in it; its use goes before its name."""
    if folder.uses & (_LEFT_OUT | _SEEN_ELSEWHERE):
        return True
    return not folder.uses & {"\\sent", "\\archive"} and is_left_out(_last_part(folder))


def _is_or_is_in(folder: Folder, others: Collection[Folder]) -> bool:
    return any(
        folder.name == other.name
        or (other.delimiter and folder.name.startswith(other.name + other.delimiter))
        for other in others
    )


def _last_part(folder: Folder) -> str:
    return folder.name.rpartition(folder.delimiter)[2] if folder.delimiter else folder.name


def _order(folder: Folder) -> tuple[int, str]:
    """The inbox first and what was sent last, when the lists that it went to are known."""
    rank = 0 if folder.name.upper() == "INBOX" else 2 if "\\sent" in folder.uses else 1
    return rank, folder.name
