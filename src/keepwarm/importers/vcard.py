"""vCard files: `.vcf`, with one card or a hundred thousand."""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Unreadable
from keepwarm.domain.sources import Found, FoundPerson, Nested, Refused
from keepwarm.formats.vcard import Broken, Flaw, Whole, read_card, split_cards
from keepwarm.formats.vcard_split import LARGEST_CARD, in_utf8

NAME = "vCard"

_BEGIN = rb"[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:[\r\n]|\Z)"
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:BEGIN[ \t]*:[ \t]*VADDRESSBOOK\s*+)?" + _BEGIN, re.IGNORECASE)
_ANYWHERE = re.compile(rb"(?:\A|[\r\n])" + _BEGIN, re.IGNORECASE)
_ENDINGS = frozenset({".vcf", ".vcard"})

_WAYS_OUT = {
    Flaw.NO_END: "has no END:VCARD of its own; export it again, or add that line where the card ends",
    Flaw.TOO_LARGE: f"is larger than {LARGEST_CARD // 1024**2} MiB; export it again without its pictures",
}


def recognises(path: Path, head: bytes) -> bool:
    """Whether the first line that is not blank begins a card; in a `.vcf`, any line of the head."""
    text = in_utf8(head)
    if _FIRST.match(text):
        return True
    return path.suffix.lower() in _ENDINGS and _ANYWHERE.search(text) is not None


def read(path: Path, *, zone: ZoneInfo) -> Iterator[Found]:  # noqa: ARG001 (a card's dates have no time)
    """The cards of a file, each as a person, as nested in another, or refused.

    A place is "card 3": the third BEGIN:VCARD of the file. Raises Unreadable where the file cannot be
    opened or holds no card at all.
    """
    some = False
    try:
        with path.open("rb") as file:
            for item in split_cards(file):
                some = True
                yield from _broken(item) if isinstance(item, Broken) else _whole(item)
    except OSError as error:
        raise Unreadable(
            f"{path} cannot be read: {error.strerror}; check the file and its rights."
        ) from error
    if not some:
        raise Unreadable(
            f"{path} holds no vCard: no line says BEGIN:VCARD; export the address book again as vCard."
        )


def _broken(item: Broken) -> Iterator[Found]:
    place = f"card {item.number}"
    yield Refused(place=place, reason=f"{place} {_WAYS_OUT[item.flaw]}.")


def _whole(item: Whole) -> Iterator[Found]:
    place = f"card {item.number}"
    card = read_card(item.raw)
    if card.person is not None:
        yield FoundPerson(
            place=place,
            person=card.person,
            handles=card.handles,
            uid=card.uid,
            raw=card.raw,
            details=card.details,
        )
        yield from _nested(item)
        return
    yield Refused(
        place=place,
        reason=f"{place} has neither a name nor a way to reach anybody; add an FN line with a name.",
    )
    for inner in item.nested:  # what it would have kept with it stands on its own
        yield from _whole(inner)


def _nested(outer: Whole) -> Iterator[Found]:
    for inner in outer.nested:
        person = read_card(inner.raw).person
        name = "" if person is None else person.name
        yield Nested(place=f"card {inner.number}", name=name, inside=f"card {outer.number}")
        yield from _nested(inner)
