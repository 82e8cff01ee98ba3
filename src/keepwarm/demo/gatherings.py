"""A year of the owner's events: a group every month, conferences, a class, and what became of who was met.

Pure; days count from now, those before it below 0. Who was met is named by a place among the demo's people of
a story.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from keepwarm.demo.cast import Member
from keepwarm.demo.stories import Story
from keepwarm.domain.meeting import EventKind, EventState, Follow

GROUP = "Harbour round table"
GROUP_ABOUT = "People who run something small, every first Thursday."
PITCH = (
    "I help small museums to be found: their stories, their pages, their signs. Mostly in towns that nobody "
    "has on a map. Who do you know who keeps a collection alive?"
)
GOALS = "\n".join(
    (
        "Find a translator for the exhibition",
        "Talk to three people who run festivals",
        "Learn how theatres find their audience",
    )
)

_MONTHS = 12
_MEMBERS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody of the cast, by their place in it, and what followed."""

    place: int
    follow: Follow
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """One event, so many days from now at an hour, with who was met and who is to be met.

    `to_meet` are planned, with the reason; `listed` come on the list alone, as lines are pasted.
    """

    name: str
    kind: EventKind
    in_days: int
    hour: int = 18
    hours: int = 2
    state: EventState = EventState.WENT
    of_group: bool = False
    reviewed: bool = True
    place: str = ""
    link: str = ""
    about: str = ""
    goal: str = ""
    to_learn: str = ""
    learned: str = ""
    met: tuple[Met, ...] = ()
    to_meet: tuple[tuple[int, str], ...] = ()
    here: tuple[int, ...] = ()
    listed: tuple[str, ...] = ()


def gatherings(cast: Sequence[Member], rng: Random) -> list[Gathering]:
    """All of them, in the order of their days."""
    those = {story: [place for place, one in enumerate(cast) if one.story is story] for story in Story}
    found = [*_evenings(those, rng), *_others(those), *_smaller(those), *_lately(those), *_next(those)]
    return sorted(found, key=lambda one: one.in_days)


def members(cast: Sequence[Member]) -> list[tuple[int, int]]:
    """Who belongs to the group, by their places, and how many days ago they joined: two lately."""
    close = [place for place, one in enumerate(cast) if one.story in (Story.STEADY, Story.CLOSE)]
    new = [place for place, one in enumerate(cast) if one.story is Story.NEW][:2]
    return [(place, 400 - 20 * number) for number, place in enumerate(close[:_MEMBERS])] + [
        (place, 25) for place in new
    ]


_Those = dict[Story, list[int]]


def _evenings(those: _Those, rng: Random) -> Iterator[Gathering]:
    """The group's evenings, once a month; they led to most of the connections."""
    known = [*those[Story.STEADY], *those[Story.CLOSE]]
    for month in range(1, _MONTHS):
        met = (rng.choice(known[: _MEMBERS + 6]), those[Story.ONCE][8 + month])
        yield Gathering(
            name=GROUP,
            kind=EventKind.GROUP,
            in_days=-30 * month - 6,
            of_group=True,
            place="The old customs house",
            learned="Everybody asks for the same thing: somebody to think aloud with.",
            met=tuple(Met(place=place, follow=Follow.DONE) for place in met),
        )


def _others(those: _Those) -> Iterator[Gathering]:
    """Two conferences, of which little came."""
    once, steady, fading = those[Story.ONCE], those[Story.STEADY], those[Story.FADING]
    yield Gathering(
        name="Small Museums Conference",
        kind=EventKind.CONFERENCE,
        in_days=-290,
        hour=9,
        hours=8,
        place="Congress hall",
        about="Two hundred people from museums and archives.",
        to_learn="What the two from the archive would do if nobody stopped them.",
        learned="Six talks in the hall, none of them led on. The walk to the station did.",
        met=(
            *(Met(place=place, follow=Follow.LEFT) for place in once[:6]),
            Met(place=steady[10], follow=Follow.DONE),
        ),
    )
    yield Gathering(
        name="Festival Makers",
        kind=EventKind.CONFERENCE,
        in_days=-95,
        hour=10,
        hours=7,
        place="Harbour hall",
        learned="Two talks sitting down were worth more than the day before the posters.",
        met=(
            Met(place=steady[12], follow=Follow.DONE),
            Met(place=fading[3], follow=Follow.LEFT),
            Met(place=once[8], follow=Follow.LEFT),
        ),
    )


def _smaller(those: _Those) -> Iterator[Gathering]:
    """A class, an evening online, and one that was said no to."""
    steady = those[Story.STEADY]
    yield Gathering(
        name="Drawing for beginners",
        kind=EventKind.CLASS,
        in_days=-150,
        hours=3,
        place="Adult school",
        learned="One draws side by side, and the talk comes by itself.",
        met=(Met(place=those[Story.CLOSE][4], follow=Follow.DONE), Met(place=steady[15], follow=Follow.DONE)),
    )
    yield Gathering(
        name="Archives online",
        kind=EventKind.ONLINE,
        in_days=-60,
        hours=1,
        link="https://meet.example/archives",
        learned="The chat beside it was the event.",
        met=(Met(place=those[Story.NEW][3], follow=Follow.DONE),),
    )
    yield Gathering(
        name="Business breakfast",
        kind=EventKind.MEAL,
        in_days=-40,
        hour=7,
        state=EventState.DECLINED,
        reviewed=False,
        about="Bring thirty cards.",
    )


def _lately(those: _Those) -> Iterator[Gathering]:
    """Yesterday: three were met, and it is open what follows with two."""
    new = those[Story.NEW]
    yield Gathering(
        name="Long night of the theatres",
        kind=EventKind.TALK,
        in_days=-1,
        hour=19,
        reviewed=False,
        state=EventState.GOING,
        place="Playhouse",
        about="Small theatres show how they do it.",
        goal="Learn how a house of forty seats lives",
        to_learn="How she chooses a season; what he would do with a second room.",
        learned="Forty seats live from the foyer.",
        met=(
            Met(place=new[5], follow=Follow.OPEN),
            Met(place=new[6], follow=Follow.OPEN),
            Met(place=new[7], follow=Follow.PLACED, next_step="look at the foyer together"),
        ),
    )


def _next(those: _Those) -> Iterator[Gathering]:
    """In a week: a plan, and a list of who comes; and the group's next evening."""
    yield Gathering(
        name=GROUP,
        kind=EventKind.GROUP,
        in_days=18,
        of_group=True,
        reviewed=False,
        state=EventState.IDEA,
        place="The old customs house",
    )
    fading, close, steady = those[Story.FADING], those[Story.CLOSE], those[Story.STEADY]
    yield Gathering(
        name="Translators' fair",
        kind=EventKind.FAIR,
        in_days=7,
        hour=17,
        hours=4,
        state=EventState.GOING,
        reviewed=False,
        place="Old library",
        about="Translators, publishers and festivals of the coast.",
        goal="Find a translator for the exhibition",
        to_learn="What makes a text worth translating to them; whom they trust with theirs.",
        to_meet=(
            (fading[5], "We lost sight of each other, and they know everybody there."),
            (close[2], "They wanted to show me the library."),
        ),
        here=(steady[4], steady[7]),
        listed=(
            "Ilse Brandt, translator, Lektorat Nord <ilse.brandt@nord.example>",
            "Mateus Rocha, Festival of Small Books <mateus@smallbooks.example>",
            "Nadia Haddad, editor, Two Shores Press <nadia@twoshores.example>",
            "Piotr Zielinski, translator <piotr@zielinski.example>",
            "Sunniva Dahl, Coast Reading Weeks <sunniva@coast.example>",
        ),
    )
