"""Cards that came as JSON, one by one: what each becomes, or why it is left out."""

import json
from collections.abc import Callable
from typing import Any

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundPerson, RawFormat, Refused
from keepwarm.formats.json_objects import Behind, Piece
from keepwarm.formats.vcard import read_card
from keepwarm.formats.vcard_split import LARGEST_CARD

ToVcard = Callable[[Any], bytes]
"""From what a card is in JSON to its bytes as vCard; raises Invalid with the reason to refuse it."""

Cut = Piece | Behind
"""A part of a file: a card, whole or not, or at last what stands behind the cards."""

TOO_LARGE = Piece(raw=b"", whole=False)
"""A card of more bytes than are read."""

_DAMAGED = "is damaged; export it again"
_NO_CARD = f"is larger than {LARGEST_CARD // 1024**2} MiB; export it again without its pictures"
_NO_NAME = "has neither a name nor a way to reach anybody; add a name"
_NO_END = "the list of cards does not end; export it again"


def found_in(number: int, cut: Cut, to_vcard: ToVcard) -> FoundPerson | Refused | None:
    """What the part of a file with this number brings; None for an end as it should be."""
    if isinstance(cut, Behind):
        return None if cut.ended else Refused(place="the rest of the file", reason=_NO_END)
    place = f"card {number}"
    if cut is TOO_LARGE:
        return Refused(place=place, reason=_NO_CARD)
    try:
        card = read_card(to_vcard(parsed(cut)))
    except Invalid as problem:
        return Refused(place=place, reason=str(problem))
    if card.person is None:
        return Refused(place=place, reason=_NO_NAME)
    return FoundPerson(
        place=place,
        person=card.person,
        handles=card.handles,
        uid=card.uid,
        details=card.details,
        raw=cut.raw,
        raw_format=RawFormat.JSON_OBJECT,
    )


def parsed(cut: Piece) -> Any:
    """What the bytes say as JSON in UTF-8; raises Invalid where they are none."""
    if not cut.whole:
        raise Invalid(_DAMAGED)
    try:
        return json.loads(cut.raw.decode(), parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise Invalid(_DAMAGED) from error


def no_number(word: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(f"{word} is no number of JSON")
