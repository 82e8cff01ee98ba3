"""Mailboxes on servers, over IMAP: headers only, and nothing is marked as read, moved or sent.

Each folder is read from behind the last UID that was seen, as long as its UIDVALIDITY is the same (RFC 3501,
2.3.1.1); where it is not, the folder is read again, and what was taken in before counts once.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import FoundMessage, Refused
from keepwarm.feeds import Advance, FeedSettings
from keepwarm.feeds.imap_folders import chosen_folders
from keepwarm.feeds.imap_messages import new_messages, open_folder
from keepwarm.feeds.imap_server import Secret, logged_in
from keepwarm.feeds.imap_wire import Declined

KIND = "imap"
NAME = "mailbox on a server (IMAP)"

_MOST_LISTS = 2_000


@dataclass(slots=True, kw_only=True)
class _State:
    """How far each folder was read: UIDVALIDITY and last UID by its name; and the lists known by then."""

    folders: dict[str, tuple[int, int]] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> "_State":
        """What was kept; nothing for a text that is none of ours, so that all is read again."""
        try:
            said = json.loads(text or "{}")
            folders = {name: (_uid(one), _uid(other)) for name, (one, other) in said["folders"].items()}
            return cls(folders=folders, lists=set(map(str, said["lists"])))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return cls()

    def text(self) -> str:
        """The same as small JSON."""
        said = {"folders": self.folders, "lists": sorted(self.lists)[:_MOST_LISTS]}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _uid(number: object) -> int:
    """A number as IMAP has them, of 32 bits. Raises ValueError."""
    if isinstance(number, int) and 0 <= number < 1 << 32:
        return number
    raise ValueError("it is none")


def read(
    settings: FeedSettings, state: str, *, zone: ZoneInfo, secret: Secret
) -> Iterator[FoundMessage | Refused | Advance]:
    """Each message that came since, folder by folder. Raises Unavailable, and Missing for a folder."""
    before = _State.of(state)
    now = _State(lists=before.lists)
    with logged_in(settings, secret) as (wire, abilities):
        for folder in chosen_folders(wire, abilities, settings.folders):
            validity, last = before.folders.get(folder.name, (0, 0))
            try:
                opened = open_folder(wire, folder)
            except Declined as said:
                now.folders[folder.name] = (validity, last)
                yield Refused(place=folder.name, reason=f"cannot be opened ({said.words}); check its rights")
                continue
            last = last if opened.validity and opened.validity == validity else 0
            last = yield from new_messages(wire, opened, last, lists=now.lists, zone=zone)
            now.folders[folder.name] = (opened.validity, last)
    yield Advance(state=now.text())
