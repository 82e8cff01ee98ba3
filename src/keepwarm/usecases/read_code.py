"""What stands in somebody's QR code: a card, a number, an address, or a link that is never followed."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from keepwarm import channels
from keepwarm.domain.errors import Invalid, Unreadable
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.formats.mecard import is_mecard, read_mecard
from keepwarm.formats.vcard import read_card

_LONGEST = 20_000
"""Characters; the largest code holds 4,296."""

_CARD = re.compile(r"\s*BEGIN:VCARD", re.IGNORECASE)
_OUR_CARD = re.compile(r"https?://[^/\s]+(?:/[^\s?#]*)?/c/[\w-]{16,}", re.IGNORECASE)
_NUMBER = re.compile(r"(?:tel|sms|smsto):(?://)?([^:?]+)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:([^?]+)|MATMSG:TO:([^;]+);", re.IGNORECASE)
_MOST_ADDRESSES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What a code says of somebody. `link` is a page of theirs like our cards, to be opened by hand."""

    name: str = ""
    organization: str = ""
    title: str = ""
    addresses: tuple[str, ...] = ()
    link: str = ""


def read_code(text: str) -> Scanned:
    """Read it; nothing is fetched. Raises Unreadable for what says nothing of anybody."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise Unreadable("This code is longer than any; point the camera at their code once more.")
    if _CARD.match(text):
        return _of_card(text)
    if is_mecard(text):
        card = read_mecard(text)
        said = (*card.phones, *card.mails, *card.pages)
        return Scanned(name=card.name, organization=card.organization, addresses=_recognised(said))
    if _OUR_CARD.match(text):
        return Scanned(link=text)
    if addresses := _recognised((_bare(text),)):
        return Scanned(addresses=addresses)
    raise Unreadable("This code holds no card, number, address or page; write down who it is instead.")


def _of_card(text: str) -> Scanned:
    card = read_card(text.encode())
    if card.person is None:
        raise Unreadable("The card in this code names nobody; write down who it is instead.")
    said = tuple(map(_as_typed, card.handles))
    return Scanned(
        name=card.person.name,
        organization=card.person.organization,
        title=card.person.title,
        addresses=_recognised(said),
    )


def _as_typed(handle: Handle) -> str:
    """A handle as an owner would type it."""
    return f"{handle.service}:{handle.value}" if handle.kind is HandleKind.CHAT else handle.value


def _bare(text: str) -> str:
    if found := _NUMBER.match(text):
        return unquote(found[1])
    if found := _MAIL.match(text):
        return unquote(found[1] or found[2])
    return text


def _recognised(written: tuple[str, ...]) -> tuple[str, ...]:
    """Those that the form takes, each once."""
    return tuple(dict.fromkeys(one for one in map(str.strip, written) if _is_address(one)))[:_MOST_ADDRESSES]


def _is_address(written: str) -> bool:
    try:
        channels.recognise(written)
    except Invalid:
        return False
    return True
