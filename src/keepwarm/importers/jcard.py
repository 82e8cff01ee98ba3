"""jCard (RFC 7095): vCards as arrays of JSON, one in a file, several in a list or behind one another."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.jcard import read_jcard
from keepwarm.formats.jcard_files import begins_jcards, split_jcards
from keepwarm.formats.json_cards import found_in

NAME = "jCard"


def recognises(path: Path, head: bytes) -> bool:
    """A list that begins with `"vcard"`, or a list of such lists."""
    return path.is_file() and begins_jcards(head)


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each jCard as a person, in the order of the file, or why it is none; "card 3" is the third."""
    try:
        with path.open("rb") as file:
            for number, cut in enumerate(split_jcards(file), 1):
                if (item := found_in(number, cut, read_jcard)) is not None:
                    yield item
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")
