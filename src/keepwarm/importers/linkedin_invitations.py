"""LinkedIn's `Invitations.csv`: who asked whom to connect, with a word of their own or without.

Adding somebody is nothing between two people, a message with it is: only that counts. Its text is not kept.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.sources import FoundInteraction, Refused, Whom
from keepwarm.domain.text import folded
from keepwarm.formats.csv_people import find_table
from keepwarm.formats.csv_table import BrokenRow, read_rows
from keepwarm.formats.linkedin_cells import HIDDEN, HIDDEN_NAME, find_slug, plain_name, profiles, read_time

NAME = "LinkedIn invitations"

_HEADERS = (("from", "to", "sentat", "direction"),)
_HEAD_BYTES = 65_536
_DIRECTIONS = {"outgoing": Direction.OUT, "incoming": Direction.IN}
_OTHER = {Direction.OUT: ("to", "inviteeprofileurl"), Direction.IN: ("from", "inviterprofileurl")}
"""The columns of whoever is not the owner."""

_SUMMARY = "Invitation on LinkedIn"
_NO_HEADER = "is no header that is known here; export the file again"


def recognises(path: Path, head: bytes) -> bool:
    """A table that says from whom, to whom, when it was sent and in which direction."""
    return path.is_file() and find_table(head, _HEADERS) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundInteraction | Refused]:
    """Each row as an interaction, in the order of the file, or why it is none."""
    try:
        with path.open("rb") as content:
            layout = find_table(content.read(_HEAD_BYTES), _HEADERS)
        if layout is None:
            yield Refused(place="row 1", reason=_NO_HEADER)
            return
        seen: Counter[str] = Counter()
        for row in read_rows(path, layout):
            place = f"row {row.number}"
            if isinstance(row, BrokenRow):
                yield Refused(place=place, reason=row.reason)
            else:
                yield _understood(place, row.cells, zone, seen)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _understood(
    place: str, cells: dict[str, str], zone: ZoneInfo, seen: Counter[str]
) -> FoundInteraction | Refused:
    try:
        direction = _direction(cells["direction"])
        whom = _whom(*(cells.get(column, "") for column in _OTHER[direction]))
        written, at = read_time(cells["sentat"], zone)
    except Invalid as problem:
        return Refused(place=place, reason=str(problem))
    interaction = Interaction(
        at=at,
        channel=Channel.SOCIAL,
        direction=direction,
        summary=_SUMMARY,
        counts=bool(cells.get("message", "")),
        key=_key(f"{folded(whom.words)} {direction} {written}", seen),
    )
    return FoundInteraction(place=place, whom=(whom,), interaction=interaction)


def _direction(cell: str) -> Direction:
    if found := _DIRECTIONS.get(cell.casefold()):
        return found
    raise Invalid("says no direction; LinkedIn writes OUTGOING or INCOMING there")


def _whom(written: str, url: str) -> Whom:
    name, slug = plain_name(written), find_slug(url)
    if not slug and name in ("", HIDDEN_NAME):
        raise Invalid(HIDDEN)
    return Whom(words=slug if name in ("", HIDDEN_NAME) else name, handles=tuple(profiles(slug)))


def _key(said: str, seen: Counter[str]) -> str:
    """Name, direction and time, which files with and without profiles share; numbered where all are equal."""
    seen[said] += 1
    return f"linkedin-invitation:{said}" if seen[said] == 1 else f"linkedin-invitation:{said}:{seen[said]}"
