"""LinkedIn's `messages.csv`, in each form that it has had: who wrote to whom, and when.

The file is read twice, since it does not say which of its people the owner is: who is in all conversations.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import LONGEST_TEXT, FoundChatMessage, Refused, Whom
from keepwarm.domain.text import folded
from keepwarm.formats.csv_people import find_table
from keepwarm.formats.csv_table import BrokenRow, Layout, Row, read_rows
from keepwarm.formats.linkedin_cells import HIDDEN, read_time
from keepwarm.formats.linkedin_members import Cells, Member, Members, sender_of
from keepwarm.formats.numbered_keys import NumberedKeys
from keepwarm.formats.vcard_text import plain

NAME = "LinkedIn messages"

_HEADERS = (("conversationid", "from", "senderprofileurl", "to", "date", "content"),)
_HEAD_BYTES = 65_536
_DRAFTS = ("ismessagedraft", "isconversationdraft")
_YES = frozenset({"yes", "true", "1"})
_MARKUP = re.compile(r"</(?:p|div|a|b|i|span|li|ul)>|<br ?/?>", re.IGNORECASE)
_LINE_END = re.compile(r"</(?:p|div|li)>|<br ?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_SPONSORED = '<p class="spinmail'
_NO_HEADER = "is no header that is known here; export the file again"


def recognises(path: Path, head: bytes) -> bool:
    """A table of conversations: from whom, to whom, when and what."""
    return path.is_file() and find_table(head, _HEADERS) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundChatMessage | Refused]:
    """Each row as a message, in the order of the file, or why it is none between two people."""
    try:
        with path.open("rb") as content:
            layout = find_table(content.read(_HEAD_BYTES), _HEADERS)
        if layout is None:
            yield Refused(place="row 1", reason=_NO_HEADER)
            return
        reader = _Reader(_members(path, layout), zone)
        for row in read_rows(path, layout):
            yield reader.item(row)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _members(path: Path, layout: Layout) -> Members:
    members = Members()
    for row in read_rows(path, layout):
        if isinstance(row, Row) and not _why_left_out(row.cells):
            members.learn(row.cells)
    return members


class _Reader:
    """Reads one row after the other, knowing who takes part in the file and which of them is the owner."""

    def __init__(self, members: Members, zone: ZoneInfo) -> None:
        self._members = members
        self._zone = zone
        self._keys = NumberedKeys()
        owner = members.owner()
        self._owner: tuple[Member, Whom] | None = None if owner is None else (owner, owner.whom())

    def item(self, row: Row | BrokenRow) -> FoundChatMessage | Refused:
        """What becomes of a row."""
        place = f"row {row.number}"
        if isinstance(row, BrokenRow):
            return Refused(place=place, reason=row.reason)
        try:
            return self._message(place, row.cells)
        except Invalid as problem:
            return Refused(place=place, reason=str(problem))

    def _message(self, place: str, cells: Cells) -> FoundChatMessage:
        if why := _why_left_out(cells):
            raise Invalid(why)
        sender = sender_of(cells)
        if sender.is_hidden:
            raise Invalid(HIDDEN)
        written, at = read_time(cells["date"], self._zone)
        readers = tuple(one for one in self._members.readers(cells) if not one.is_same(sender))
        others = tuple(dict.fromkeys(map(self._whom, readers)))
        owner = None if self._owner is None else self._owner[1]
        if not others and (owner is None or self._whom(sender) == owner):
            raise Invalid(HIDDEN)
        said = f"linkedin-message:{cells['conversationid']}:{written}:{folded(sender.name) or sender.slug}"
        return FoundChatMessage(
            place=place,
            at=at,
            channel=Channel.SOCIAL,
            sender=self._whom(sender),
            others=others or (() if owner is None else (owner,)),
            key=self._keys.key(said, cells["content"]),
            owner=owner,
            text=_text(cells["content"]),
        )

    def _whom(self, member: Member) -> Whom:
        if self._owner is not None and member.is_same(self._owner[0]):
            return self._owner[1]
        return member.whom()


def _text(content: str) -> str:
    """What was written, without the markup of HTML where it is some."""
    if _MARKUP.search(content):
        content = html.unescape(_TAG.sub("", _LINE_END.sub("\n", content)))
    return plain(content)[:LONGEST_TEXT].rstrip()


def _why_left_out(cells: Cells) -> str:
    """Why a row is no message between two people, with the way out; empty where it is one."""
    if any(cells.get(column, "").casefold() in _YES for column in _DRAFTS):
        return "is a draft; send it and import again"
    if cells.get("folder", "").casefold() == "spam":
        return "is among the spam; move it out of there and import again"
    if cells["content"].casefold().startswith(_SPONSORED):
        return "an advertisement; no conversation"
    return ""
