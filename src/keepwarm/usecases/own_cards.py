"""The owner's cards: made, changed, withdrawn; and every form in which one can be handed over."""

import re
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO, StringIO
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import segno

from keepwarm import channels
from keepwarm.domain.errors import Invalid
from keepwarm.domain.own_cards import (
    LANGUAGES,
    LONGEST_LINE,
    LONGEST_PITCH,
    MOST_LINES,
    CardFields,
    OwnCard,
    fields_to_json,
)
from keepwarm.domain.people import HandleKind
from keepwarm.domain.submissions import harmless
from keepwarm.formats.own_card_vcard import MEDIA_TYPE as FILE_TYPE
from keepwarm.formats.own_card_vcard import own_card_file, own_card_lines
from keepwarm.formats.pictures import MEDIA_TYPE as PHOTO_TYPE
from keepwarm.formats.pictures import safe_picture
from keepwarm.formats.vcard_text import plain
from keepwarm.storage.book import Book
from keepwarm.storage.cards import keep_bytes
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.own_cards import (
    add_own_card,
    change_own_card,
    event_names,
    get_own_card,
    own_cards_of,
    photo_of,
)
from keepwarm.storage.owner_settings import PITCH, find_settings
from keepwarm.usecases.choose_public_url import public_url

__all__ = ["FILE_TYPE", "PHOTO_TYPE", "KeepCard", "add_card", "change_card", "withdraw_card"]

_PHOTO_SIDE = 256
_HERE = "http://127.0.0.1:8420"
"""Where Keepwarm is served when nobody says otherwise."""

_MOST_CODED = 1_000
"""Bytes of a QR code of 105 modules a side, the most that a phone reads off another's screen at ease."""

_EASILY_CODED = 600

_BARE_PAGE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#]\S*)?")
"""A host and perhaps a path, without the https:// in front."""


class WrongField(Invalid):
    """A field of a card that cannot be taken as it is, by its name."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCard:
    """A card as it is to be. `photo` are the bytes of a picture as it came; None leaves what is there."""

    label: str
    fields: CardFields
    pitch: str = ""
    language: str = "en"
    event_id: int | None = None
    expires_on: date | None = None
    photo: bytes | None = None
    without_photo: bool = False


def add_card(book: Book, command: KeepCard) -> int:
    """Make a card with a link of its own; return its id. Raises Invalid, Unreadable for the picture."""
    said = _checked(book, command)
    begin_batch(book, "new card", said.label)
    digest = keep_bytes(book, said.photo) if said.photo else None
    return add_own_card(book, {**_columns(said), "digest": digest})


def change_card(book: Book, card_id: int, command: KeepCard) -> bool:
    """Write a card anew under the same link; False where it said so already.

    Raises as `add_card` does, and Missing.
    """
    card = get_own_card(book, card_id)
    said = _checked(book, command)
    begin_batch(book, "card", said.label)
    digest = None if said.without_photo else card.digest
    if said.photo:
        digest = keep_bytes(book, said.photo)
    return change_own_card(book, card_id, {**_columns(said), "digest": digest})


def withdraw_card(book: Book, card_id: int) -> bool:
    """Let the link of a card lead nowhere from now on; False where it did already. Raises Missing."""
    card = get_own_card(book, card_id)
    if card.withdrawn_on is not None:
        return False
    begin_batch(book, "withdraw card", card.label)
    return change_own_card(book, card_id, {"withdrawn_on": book.today})


def named_card(book: Book, words: str) -> OwnCard:
    """The card whose label, or the beginning of it, this is. Raises Invalid for none or several."""
    wanted = words.strip().casefold()
    cards = own_cards_of(book)
    exact = [card for card in cards if card.label.casefold() == wanted]
    found = exact or [card for card in cards if wanted and card.label.casefold().startswith(wanted)]
    if len(found) != 1:
        held = ", ".join(card.label for card in cards) or "none yet; make one with 'keepwarm card add'"
        raise Invalid(f"{words!r} names {len(found) or 'none'} of your cards; there is {held}.")
    return found[0]


def first_card(book: Book) -> KeepCard:
    """What the form of a new card begins with: what is known of the owner."""
    fields = CardFields(name=book.owner.name, emails=book.owner.addresses[:1])
    return KeepCard(label="", fields=fields, pitch=find_settings(book).get(PITCH, ""))


def _columns(said: KeepCard) -> dict[str, object]:
    return {
        "event_id": said.event_id,
        "label": said.label,
        "fields": fields_to_json(said.fields),
        "pitch": said.pitch,
        "language": said.language,
        "expires_on": said.expires_on,
    }


def _checked(book: Book, command: KeepCard) -> KeepCard:
    """The card in plain lines. Raises Invalid, Unreadable."""
    fields = _checked_fields(command.fields)
    label, pitch = harmless(command.label), plain(command.pitch)
    if not label:
        raise WrongField("label", "Name the card, for yourself: work, private, the fair.")
    if len(label) > LONGEST_LINE:
        raise WrongField("label", f"A card's name takes {LONGEST_LINE} characters; write it shorter.")
    if len(pitch) > LONGEST_PITCH:
        raise WrongField("pitch", f"A card's note takes {LONGEST_PITCH} characters; write it shorter.")
    if command.language not in LANGUAGES:
        raise Invalid(f"{command.language!r} is no language of a card; there is {', '.join(LANGUAGES)}.")
    if command.event_id is not None and command.event_id not in event_names(book):
        raise Invalid("This event is not there any more; choose another, or none.")
    if command.expires_on is not None and command.expires_on < book.today:
        over = f"{command.expires_on} is over; choose the last day on which the card is to hold."
        raise WrongField("expires_on", over)
    if len(own_card_lines(fields).encode()) > _MOST_CODED:
        raise Invalid("This is more than a QR code holds; leave out an address, or write it shorter.")
    photo = safe_picture(command.photo, side=_PHOTO_SIDE) if command.photo else None
    return replace(command, label=label, fields=fields, pitch=pitch, photo=photo)


def _checked_fields(said: CardFields) -> CardFields:
    fields = CardFields(
        name=harmless(said.name),
        title=harmless(said.title),
        organization=harmless(said.organization),
        phones=_lines(said.phones),
        emails=_lines(said.emails),
        pages=_lines(tuple(map(_as_page, said.pages))),
    )
    if not fields.name:
        raise WrongField("name", "A card shows a name at least; write yours.")
    many = (fields.phones, fields.emails, fields.pages)
    texts = (fields.name, fields.title, fields.organization, *(line for lines in many for line in lines))
    if max(map(len, texts)) > LONGEST_LINE:
        raise Invalid(f"A line of a card takes {LONGEST_LINE} characters; write it shorter.")
    if max(map(len, many)) > MOST_LINES:
        raise Invalid(f"A card takes {MOST_LINES} numbers, addresses or pages of each kind; leave some out.")
    for name, kind, example in (
        ("phones", HandleKind.PHONE, "phone number, like +44 20 7946 0018"),
        ("emails", HandleKind.EMAIL, "e-mail address, like name@example.org"),
        ("pages", HandleKind.PROFILE, "page, which begins with https://"),
    ):
        for line in getattr(fields, name):
            _check_kind(name, line, kind, example)
    return fields


def _as_page(line: str) -> str:
    """A page as it is typed, ann.example/bread, with what an address begins with."""
    typed = line.strip()
    return f"https://{typed}" if _BARE_PAGE.fullmatch(typed) else typed


def _check_kind(name: str, line: str, kind: HandleKind, example: str) -> None:
    try:
        found = channels.recognise(line).kind
    except Invalid:
        found = None
    if found is not kind:
        raise WrongField(name, f"{line!r} is no {example}.")


def _lines(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(harmless, said))))


def all_cards(book: Book) -> tuple[OwnCard, ...]:
    """Every card, withdrawn ones too, in the owner's order."""
    return own_cards_of(book)


def get_card(book: Book, card_id: int) -> OwnCard:
    """One card. Raises Missing."""
    return get_own_card(book, card_id)


def events_for_cards(book: Book) -> dict[int, str]:
    """By their ids, the names of the events that a card may be for."""
    return event_names(book)


# What goes out


def card_photo(book: Book, card: OwnCard) -> bytes:
    """The photo of a card, made anew when it came; empty where there is none."""
    return photo_of(book, card.digest)


def card_link(book: Book, card: OwnCard, here: str = _HERE) -> str:
    """The short link of a card: under the address from outside, or else under `here`."""
    return f"{public_url(book) or here}/c/{card.token}"


def has_public_address(book: Book) -> bool:
    """Whether others can reach the book, and so the links of its cards."""
    return public_url(book) != ""


def card_file(book: Book, card: OwnCard) -> bytes:
    """The card as a vCard file, with its photo."""
    return own_card_file(card.fields, card.pitch, _uid(card), photo_of(book, card.digest))


def _uid(card: OwnCard) -> str:
    """A name of the card that tells nothing, the same for as long as its link (RFC 9562, section 5.5)."""
    return uuid5(NAMESPACE_URL, f"/c/{card.token}").urn


def card_in_code(card: OwnCard) -> str:
    """What the QR code of the whole card says; without the note where that would make it hard to read."""
    whole = own_card_lines(card.fields, card.pitch)
    return whole if len(whole.encode()) <= _EASILY_CODED else own_card_lines(card.fields)


def qr_picture(text: str) -> bytes:
    """A QR code as SVG, dark on white with the quiet zone that readers need (ISO/IEC 18004)."""
    made = BytesIO()
    _coded(text).save(made, kind="svg", scale=8, border=4, dark="#000", light="#fff")
    return made.getvalue()


def qr_in_terminal(text: str) -> str:
    """A QR code of blocks, for a terminal."""
    made = StringIO()
    _coded(text).terminal(made, border=2, compact=True)
    return made.getvalue()


def _coded(text: str) -> segno.QRCode:
    # UTF-8 without an announcement (ECI), which is what phones write and read.
    level = "l" if len(text.encode()) > _EASILY_CODED else "m"
    return segno.make_qr(text, error=level, mode="byte", encoding="utf-8", boost_error=False)


def text_message(name: str, link: str) -> str:
    """What a text message says."""
    return f"{name}: {link}"


def sms_link(words: str) -> str:
    """Opens the phone's program for texts with the words in it, and lets the owner choose to whom."""
    return f"sms:?body={quote(words, safe='')}"
