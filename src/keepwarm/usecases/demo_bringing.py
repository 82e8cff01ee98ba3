"""What the demo's people can do for one another: offers that meet what others of them look for."""

from collections.abc import Sequence

from keepwarm.demo.cast import Member
from keepwarm.demo.stories import Story
from keepwarm.domain.details import NeedKind
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Book
from keepwarm.storage.needs import add_need

_OFFERS = (
    "piano lessons for grown-ups",
    "knows a joiner who builds for shops",
    "has filled in many forms for grants",
)
_EVERY = 7


def offer_help(book: Book, ids: Sequence[tuple[Member, int]]) -> None:
    """Add them within the batch that makes the demo, one to each of a few who are steadily in touch."""
    steady = [
        person_id
        for member, person_id in ids
        if member.story is Story.STEADY and member.person.standing is Standing.ORDINARY
    ]
    for person_id, text in zip(steady[::_EVERY], _OFFERS, strict=False):
        add_need(book, person_id, NeedKind.OFFER, text)
