"""What a phone may keep of the book, so that it is at hand without a signal (PRODUCT.md, C4 and E1)."""

from dataclasses import dataclass
from hashlib import sha256

from keepwarm.domain.own_cards import OwnCard
from keepwarm.storage.book import Book
from keepwarm.storage.pages.pocket import PocketPage, pocket_page
from keepwarm.usecases.own_cards import card_in_code, qr_picture

_MARK_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAtHand:
    """A card of the owner's; `code` is the picture (SVG) of a QR code that holds all of it."""

    card: OwnCard
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pocket:
    """The page, the mark of the book that it is of, and the owner's cards as they are shown."""

    mark: str
    page: PocketPage
    cards: tuple[CardAtHand, ...]


def pocket(book: Book) -> Pocket:
    """Read it."""
    page = pocket_page(book)
    cards = (CardAtHand(card=card, code=qr_picture(card_in_code(card)).decode()) for card in page.cards)
    return Pocket(mark=book_mark(book), page=page, cards=tuple(cards))


def book_mark(book: Book) -> str:
    """Tells one book from another, and nothing else: a phone that two people use mixes up neither."""
    return sha256(f"pocket {book.owner.owner_id}".encode()).hexdigest()[:_MARK_LENGTH]
