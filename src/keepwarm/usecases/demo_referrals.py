"""The demo's referrals, and what is known of whom to send to its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from keepwarm.demo.cast import Member
from keepwarm.demo.stories import Story
from keepwarm.domain.bearings import Wish
from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.people import FactKind, Side, Standing
from keepwarm.domain.referrals import Referral
from keepwarm.storage.bearings import wishes_of
from keepwarm.storage.book import Book
from keepwarm.storage.facts import add_fact
from keepwarm.storage.referrals import add_referral

_MINE, _THEIRS = Side.MINE, Side.THEIRS
_LEARNED = (
    {
        FactKind.DOES: "mends bicycles and teaches others to",
        FactKind.FOR_WHOM: "people who ride to work",
        FactKind.SEND_THEM: "somebody whose bicycle has stood in the cellar for a year",
    },
    {
        FactKind.DOES: "keeps the books of small shops",
        FactKind.SEND_THEM: "a shop in its first year, before the first tax letter",
    },
    {FactKind.DOES: "translates letters from offices into plain words"},
)
"""Of the first few, what is known of how to send people to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """A referral with one of the cast by their place; `about` is the place of who was sent."""

    place: int
    side: Side
    text: str
    state: ReferralState
    days_ago: int
    about: int | None = None
    outcome: str = ""
    thanked: bool = False


_STORIES = (
    _Story(
        place=0, side=_MINE, state=ReferralState.IDEA, days_ago=3, about=3,
        text="a colleague who wants to ride to work again",
    ),
    _Story(
        place=1, side=_MINE, state=ReferralState.SENT, days_ago=26,
        text="the flower shop that opened round the corner",
    ),
    _Story(
        place=2, side=_THEIRS, state=ReferralState.SENT, days_ago=4, about=4,
        text="a dentist who has moved into new rooms",
    ),
    _Story(
        place=0, side=_THEIRS, state=ReferralState.CAME_TO, days_ago=60, thanked=True,
        text="the office at the canal, with bare walls", outcome="eleven frames, hung in May",
    ),
    _Story(
        place=1, side=_MINE, state=ReferralState.NOTHING, days_ago=150,
        text="a neighbour with a stall", outcome="they had somebody already",
    ),
)  # fmt: skip


def refer(book: Book, ids: Sequence[tuple[Member, int]]) -> None:
    """Add them within the batch that makes the demo, among those who are close."""
    close = _close(book, ids)
    for facts, person_id in zip(_LEARNED, close, strict=False):
        for kind, text in facts.items():
            add_fact(book, person_id, kind, text, on=book.today - timedelta(days=70))
    for story in _STORIES:
        if max(story.place, story.about or 0) < len(close):
            add_referral(book, _referral(book, story, close))


def _close(book: Book, ids: Sequence[tuple[Member, int]]) -> list[int]:
    ordinary = [one for one in ids if one[0].person.standing is Standing.ORDINARY]
    wished = wishes_of(book, [person_id for _, person_id in ordinary])
    no = {person_id for person_id, one in wished.items() if one.answer is Wish.NO}
    return [
        person_id for member, person_id in ordinary if member.story is Story.CLOSE and person_id not in no
    ]


def _referral(book: Book, story: _Story, close: Sequence[int]) -> Referral:
    on = book.today - timedelta(days=story.days_ago)
    return Referral(
        referral_id=0,
        person_id=close[story.place],
        about_id=None if story.about is None else close[story.about],
        side=story.side,
        text=story.text,
        state=story.state,
        noted_on=on,
        changed_on=on,
        outcome=story.outcome,
        thanked_on=on + timedelta(days=1) if story.thanked else None,
    )
