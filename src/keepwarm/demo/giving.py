"""What the demo's people give and ask, look for and offer, and how it is to be with them; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from keepwarm.demo.cast import Member
from keepwarm.demo.stories import Story
from keepwarm.domain.bearings import CLOSE, Wish
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.people import Side, Standing

_GIVES = (
    "the number of a good mechanic",
    "feedback on the slides",
    "a spare desk for a month",
    "the name of our accountant",
    "a hand with the move",
    "the article on small towns",
)
_HELP = (
    "a look at the contract",
    "advice on the new office",
    "a lift to the station",
    "the name of a translator",
    "an hour on the budget",
)
_NEEDS = (
    "a flat in the north",
    "a piano teacher",
    "a carpenter for the shop",
    "somebody who knows grant forms",
    "a tenant for the summer",
)
_OFFERS = ("help with tax forms", "a van at weekends", "translations into Spanish", "a room for small groups")

_GIVEN = {Story.CLOSE: 0.8, Story.STEADY: 0.4, Story.I_CARRY: 0.5, Story.FADING: 0.2}
_RECEIVED = {Story.CLOSE: 0.5, Story.STEADY: 0.25, Story.THEY_CARRY: 0.5}
_LOOKING = {Story.CLOSE: 0.3, Story.STEADY: 0.3, Story.NEW: 0.4, Story.OLD_FRIEND: 0.15}
MOVES = ((FavourState.DONE, 0.6), (FavourState.OFFERED, 0.2), (FavourState.IDEA, 0.2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """A line of the ledger, and how many days ago it came so far."""

    side: Side
    text: str
    state: FavourState
    days_ago: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """All of it, of one of the cast."""

    gives: tuple[Give, ...] = ()
    needs: tuple[tuple[NeedKind, str], ...] = ()
    wish: Wish | None = None
    closeness: int | None = None
    cadence_days: int | None = None


def bonds(cast: Sequence[Member], rng: Random) -> list[Bond]:
    """What stands between the owner and each of the cast, in their order."""
    return [_bond(member, rng) if member.person.standing is Standing.ORDINARY else Bond() for member in cast]


def _bond(member: Member, rng: Random) -> Bond:
    close = member.story is Story.CLOSE and rng.random() < 0.5
    return Bond(
        gives=tuple(_gives(member.story, rng)),
        needs=tuple(_needs(member.story, rng)),
        wish=_wish(member.story, rng),
        closeness=CLOSE if close else None,
        cadence_days=35 if close and rng.random() < 0.3 else None,
    )


def _gives(story: Story, rng: Random) -> Iterator[Give]:
    if rng.random() < _GIVEN.get(story, 0.0):
        state = rng.choices([state for state, _ in MOVES], [weight for _, weight in MOVES])[0]
        yield Give(side=Side.MINE, text=rng.choice(_GIVES), state=state, days_ago=rng.randint(5, 200))
    if rng.random() < _RECEIVED.get(story, 0.0):
        state = FavourState.THANKED if rng.random() < 0.85 else FavourState.DONE
        yield Give(side=Side.THEIRS, text=rng.choice(_HELP), state=state, days_ago=rng.randint(3, 120))


def _needs(story: Story, rng: Random) -> Iterator[tuple[NeedKind, str]]:
    if rng.random() < _LOOKING.get(story, 0.0):
        is_need = rng.random() < 0.6
        yield (
            NeedKind.NEED if is_need else NeedKind.OFFER,
            rng.choice(_NEEDS if is_need else _OFFERS),
        )


def _wish(story: Story, rng: Random) -> Wish | None:
    """Of whom was met lately it is known now and then; one in a while said no."""
    if story not in (Story.NEW, Story.ONCE, Story.WAITING):
        return None
    return rng.choices((None, Wish.YES, Wish.UNCLEAR, Wish.NO), (70, 15, 10, 5))[0]
