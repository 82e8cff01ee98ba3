"""JSContact (RFC 9553): contacts as objects of JSON, one in a file, in a list, or one a line."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.jscontact import read_jscontact
from keepwarm.formats.jscontact_files import begins_cards, split_jscontact
from keepwarm.formats.json_cards import found_in

NAME = "JSContact"


def recognises(path: Path, head: bytes) -> bool:
    """An object that says `"@type": "Card"` of itself (or `"CardGroup"`), or a list of such objects."""
    return path.is_file() and begins_cards(head)


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each card as a person, in the order of the file, or why it is none; "card 3" is the third."""
    try:
        for number, cut in enumerate(split_jscontact(path), 1):
            if (item := found_in(number, cut, read_jscontact)) is not None:
                yield item
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")
