"""The three hundred of the demo book, each with a story; pure, the same for the same seed."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from keepwarm.demo.names import CIRCLES, CULTURES, FACTS, PROMISES, STEPS, TALKS, TRADES
from keepwarm.demo.stories import Moment, Story, moments
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import FactKind, Handle, HandleKind, Person, Side, Standing

_HOW_MANY = {
    Story.CLOSE: 12,
    Story.STEADY: 30,
    Story.FADING: 28,
    Story.OLD_FRIEND: 25,
    Story.I_CARRY: 14,
    Story.THEY_CARRY: 12,
    Story.NEW: 14,
    Story.WAITING: 8,
    Story.ONCE: 40,
    Story.WROTE_TO_ME: 10,
    Story.RESEARCHED: 12,
    Story.LISTED: 95,
}
_PLUMBERS = 6
_BY_NUMBER = frozenset({Channel.CALL, Channel.TEXT})
_TALKERS = (Story.CLOSE, Story.STEADY, Story.FADING, Story.NEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something known, and how many days ago it was learned."""

    kind: FactKind
    text: str
    days_ago: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A promise or a next step; `due_in` days from now, below 0 for the past."""

    text: str
    due_in: int
    side: Side = Side.MINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the cast: who they are, what passed (each with its summary), and what is open."""

    person: Person
    handles: tuple[Handle, ...]
    story: Story
    history: tuple[tuple[Moment, str], ...]
    facts: tuple[Fact, ...] = ()
    promise: Open | None = None
    step: Open | None = None
    likes: Channel | None = None
    never: Channel | None = None


def demo_cast(rng: Random) -> list[Member]:
    """Everybody in the demo book."""
    stories = [story for story, count in _HOW_MANY.items() for _ in range(count)]
    names = _names(rng)
    return [_member(story, next(names), place, rng) for place, story in enumerate(stories)]


def _names(rng: Random) -> Iterator[tuple[str, str]]:
    """Given and family names, each pair once, cultures taking turns."""
    taken: set[tuple[str, str]] = set()
    while True:
        for given, family in CULTURES:
            pair = rng.choice(given.split()), rng.choice(family.split())
            if pair not in taken:
                taken.add(pair)
                yield pair


def _member(story: Story, name: tuple[str, str], place: int, rng: Random) -> Member:
    given, family = name
    trade, organization = rng.choice(TRADES)
    talks = story in _TALKERS
    history = tuple((moment, rng.choice(TALKS)) for moment in moments(story, rng))
    return Member(
        person=Person(
            name=f"{given} {family}",
            given=given,
            family=family,
            organization=organization,
            title=trade,
            birthday=PartialDate(month=rng.randint(1, 12), day=rng.randint(1, 28))
            if rng.random() < 0.4
            else None,
            note=f"Met through {rng.choice(CIRCLES)}.",
            standing=_standing(story, place),
        ),
        handles=_handles(given, family, place, rng, rings=any(m.channel in _BY_NUMBER for m, _ in history)),
        story=story,
        history=history,
        facts=tuple(_facts(story, rng)),
        promise=_promise(rng) if talks and rng.random() < 0.2 else None,
        step=Open(text=rng.choice(STEPS), due_in=rng.randint(-2, 20))
        if talks and rng.random() < 0.15
        else None,
        likes=rng.choice((Channel.CALL, Channel.TEXT, Channel.EMAIL))
        if talks and rng.random() < 0.3
        else None,
        never=Channel.CALL if rng.random() < 0.04 else None,
    )


def _standing(story: Story, place: int) -> Standing:
    """The last of the listed are plumbers; one of those who fade is left be, one old friend has died."""
    ends = _ends()
    if story is Story.LISTED and place > ends[story] - _PLUMBERS:
        return Standing.JUST_AN_ADDRESS
    if story is Story.FADING and place == ends[story]:
        return Standing.LEAVE_BE
    if story is Story.OLD_FRIEND and place == ends[story]:
        return Standing.DIED
    return Standing.ORDINARY


def _ends() -> dict[Story, int]:
    """The place of the last of each story."""
    end = -1
    ends = {}
    for story, count in _HOW_MANY.items():
        end += count
        ends[story] = end
    return ends


def _handles(given: str, family: str, place: int, rng: Random, *, rings: bool) -> tuple[Handle, ...]:
    """An address at a domain reserved for examples, and a number reserved for fiction where one is used."""
    local = f"{_plain(given)}.{_plain(family)}"
    handles = [Handle(kind=HandleKind.EMAIL, value=f"{local}@{rng.choice(('mail', 'post', 'home'))}.example")]
    if rings or rng.random() < 0.6:
        handles.append(Handle(kind=HandleKind.PHONE, value=f"+44 20 7946 {place:04d}", label="mobile"))
    return tuple(handles)


def _plain(name: str) -> str:
    """A name in the letters of an address."""
    folded = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in folded.lower() if letter.isascii() and letter.isalpha())


def _facts(story: Story, rng: Random) -> Iterator[Fact]:
    if story is Story.RESEARCHED:
        yield Fact(
            kind=FactKind.REASON, text="their talk on small towns was the best of the day", days_ago=60
        )
        yield Fact(kind=FactKind.QUESTION, text="how did the first shop find its neighbours?", days_ago=60)
    elif story in (*_TALKERS, Story.OLD_FRIEND):
        for kind, text in rng.sample(FACTS, rng.randint(0, 3)):
            yield Fact(kind=FactKind(kind), text=text, days_ago=rng.randint(3, 500))


def _promise(rng: Random) -> Open:
    side = Side.MINE if rng.random() < 0.7 else Side.THEIRS
    return Open(text=rng.choice(PROMISES), due_in=rng.randint(-3, 12), side=side)
