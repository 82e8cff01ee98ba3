"""The demo's own card, which its owner hands over and which nobody has to be asked about."""

from keepwarm.demo.one_to_ones import PROFILE
from keepwarm.domain.own_cards import CardFields, fields_to_json
from keepwarm.storage.book import Book
from keepwarm.storage.own_cards import add_own_card

_TOKEN = "demo-card-of-robin-vale"  # noqa: S105 (the book is invented, and anybody may open its card)

_FIELDS = CardFields(
    name="Robin Vale",
    title="frames and hangs pictures",
    organization="Vale & Frame",
    phones=("+44 20 7946 0018",),
    emails=("robin@vale.example",),
    pages=("https://vale.example",),
)


def hand_out_card(book: Book) -> None:
    """Add it within the batch that makes the demo; its link is the same in every demo."""
    add_own_card(
        book,
        {
            "event_id": None,
            "label": "work",
            "fields": fields_to_json(_FIELDS),
            "pitch": PROFILE["pitch"],
            "language": "en",
            "expires_on": None,
            "digest": None,
            "token": _TOKEN,
        },
    )
