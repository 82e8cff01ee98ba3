"""The demo's one-to-ones and the profile of its owner; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from keepwarm.demo.cast import Member
from keepwarm.demo.stories import Story
from keepwarm.domain.meeting import Format, OneToOneState
from keepwarm.domain.one_to_ones import NEVER_MOVED, AgendaLine, Moved
from keepwarm.domain.people import Standing

PROFILE = {
    "does": "I frame pictures and hang them where they look as if they had always been there.",
    "for_whom": "People who have just moved, and small offices with bare walls.",
    "send_me": "Somebody who has just moved and still has the pictures in boxes.\n"
    "An office that opens in spring.",
    "not_for_me": "Museums: they have their own people.",
    "how_to_send": "Introduce us by e-mail, once both of us said yes.",
    "pitch": "You know how pictures stand on the floor for years after a move? I come by with a hammer and a "
    "good eye, and by evening they hang. Last month it was a dentist, and now the waiting room talks.",
    "goals": "A second pair of hands for the autumn.\nTwo offices before the summer.",
}
"""What the owner of the demo says of themselves, by the names of the settings."""

_MINE = (
    AgendaLine(text="What are you working towards at the moment?", sent=True),
    AgendaLine(text="Whom should I send to you? An example of a good one?", sent=True),
    AgendaLine(text="What I am working towards: a second pair of hands for the autumn"),
)
_THEIRS = ("How to find a good framer for odd sizes", "Wants: a flat with more light")
_MET_IN = (Story.STEADY, Story.CLOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A one-to-one with one of the cast, by their place in it; `in_days` from now, and at which hour."""

    place: int
    state: OneToOneState
    format: Format
    in_days: int | None = None
    hour: int = 10
    minutes: int = 45
    where: str = ""
    mine: tuple[AgendaLine, ...] = ()
    theirs: tuple[str, ...] = ()
    moved: Moved = NEVER_MOVED
    says_i_do: str = ""


def sittings(cast: Sequence[Member], rng: Random) -> Iterator[Sitting]:
    """A few: two held, one agreed for the days that come, one moved twice, one asked, one an idea."""
    known = _some(cast, _MET_IN, rng)
    fresh = _some(cast, (Story.NEW,), rng)
    held, agreed, idea = OneToOneState.HELD, OneToOneState.AGREED, OneToOneState.IDEA
    yield Sitting(
        place=next(known), state=held, format=Format.WALK, in_days=-16, mine=_MINE, theirs=_THEIRS,
        says_i_do="hangs pictures so that they look as if they grew there",
    )  # fmt: skip
    yield Sitting(place=next(known), state=held, format=Format.CALL, in_days=-5, minutes=30)
    yield Sitting(
        place=next(known), state=agreed, format=Format.COFFEE, in_days=2, where="the café by the lock",
        mine=_MINE, theirs=_THEIRS[:1],
    )  # fmt: skip
    yield Sitting(
        place=next(known), state=agreed, format=Format.VIDEO, in_days=9, hour=16,
        moved=Moved(by_me=1, by_them=1), mine=_MINE[:1],
    )  # fmt: skip
    yield Sitting(place=next(fresh), state=OneToOneState.INVITED, format=Format.WALK, mine=_MINE[:2])
    yield Sitting(place=next(fresh), state=idea, format=Format.CALL, minutes=30)


def _some(cast: Sequence[Member], stories: Sequence[Story], rng: Random) -> Iterator[int]:
    """The places of those in whose story it fits, in an order of chance."""
    places = [
        place
        for place, member in enumerate(cast)
        if member.story in stories and member.person.standing is Standing.ORDINARY
    ]
    rng.shuffle(places)
    yield from places
