"""Who can introduce the owner to somebody, to a company, to people with a title or at a place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from keepwarm.domain.acquaintances import Acquaintance
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.filters import Choices, Filter, tag_word
from keepwarm.domain.introducers import Path, paths_to, weighed
from keepwarm.domain.policy import INTRODUCTIONS
from keepwarm.domain.reasons import Reason
from keepwarm.domain.search_words import finds
from keepwarm.storage.acquaintances import Acquainted, acquaintances_of
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.finding import find_people
from keepwarm.storage.introducers import (
    Introducer,
    allowed_among,
    colleagues_of,
    introducers_among,
    unasked_for,
)
from keepwarm.storage.pages.person import PersonPage
from keepwarm.storage.schema import people, roles
from keepwarm.usecases.find_person import Named, find_person

_MOST_TARGETS = 50
"""Of many at a company, so many are looked at."""

_MOST_LOOKED_THROUGH = 200
_MOST_BETWEEN = 40
"""Of those who know somebody, over so many is looked for a second step: the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindIntroducers:
    """To whom: one person, or everybody who is meant by all that is said of the others."""

    person_id: int | None = None
    company: str = ""
    title: str = ""
    place: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a way: to whom, how likely it succeeds, and why."""

    person_id: int
    name: str
    chance: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way from the owner: `steps` begin with whom to ask and end with who is meant."""

    score: float
    asks: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """The best ways, one for each whom the owner can ask.

    `meant` is who was looked for, `talked` those of them with whom the owner has talked already; `barred`
    says of one person why nobody is asked.
    """

    today: date
    meant: tuple[Named, ...]
    talked: tuple[Named, ...]
    ways: tuple[Way, ...]
    barred: Reason | None = None


def find_introducers(book: Book, command: FindIntroducers) -> Introductions:
    """Find the ways. Raises Missing where nobody is meant, Invalid where nothing is said."""
    meant = _meant(book, command)
    names = _names(book, meant)
    if not names:
        raise Missing("Nobody in your book is meant by this; write it otherwise, or add them first.")
    barred = unasked_for(book, names)
    looked_for = [one for one in names if one not in barred]
    is_one = command.person_id is not None
    ways, talked = _ways(book, looked_for, at_work=is_one)
    return Introductions(
        today=book.today,
        meant=tuple(Named(person_id=one, name=name) for one, name in names.items()),
        talked=tuple(Named(person_id=one, name=names[one]) for one in looked_for if one in talked),
        ways=ways,
        barred=barred[meant[0]] if is_one and barred else None,
    )


def introducers_for(book: Book, page: PersonPage) -> Introductions | None:
    """The same for a person's page; nothing of somebody with whom the owner has talked."""
    if page.tie.conversation_days:
        return None
    return find_introducers(book, FindIntroducers(person_id=page.person_id))


def understand(book: Book, words: str) -> FindIntroducers:
    """Read one field: a person where the words name one, else everybody whose name or work has them."""
    try:
        return FindIntroducers(person_id=find_person(book, words).person_id)
    except (Missing, Ambiguous):
        return FindIntroducers(words=words)


# Who is meant


def _meant(book: Book, command: FindIntroducers) -> list[int]:
    if command.person_id is not None:
        return [command.person_id]
    company, city = tag_word(command.company), tag_word(command.place)
    chosen = Choices(organizations=frozenset({company} - {""}), cities=frozenset({city} - {""}))
    words = " ".join((command.title, command.words)).strip()
    if chosen == Choices() and not words:
        raise Invalid("Say to whom: a person, a company, a title or a place.")
    wanted = Filter(words=words, choices=chosen)
    found = list(find_people(book, wanted, length=_MOST_LOOKED_THROUGH).person_ids)
    if words:
        found = _who_are(book, found, command)
    return found[:_MOST_TARGETS]


def _who_are(book: Book, found: Collection[int], command: FindIntroducers) -> list[int]:
    """Those of whose title, or name and work, the words are part, and not of what was noted of them."""
    rows, held = rows_by_person(book, people, found), rows_by_person(book, roles, found)

    def fits(one: int) -> bool:
        row, work = rows[one][0], held[one]
        titles = [row.title, *(role.title for role in work)]
        said = [row.name, row.nickname, row.organization, *titles, *(role.organization for role in work)]
        return finds(command.title, titles) and finds(command.words, said)

    return [one for one in found if rows[one] and fits(one)]


def _names(book: Book, person_ids: Collection[int]) -> dict[int, str]:
    rows = rows_by_person(book, people, person_ids)
    return {one: rows[one][0].name for one in person_ids if rows[one]}


# The ways


def _ways(book: Book, meant: list[int], *, at_work: bool) -> tuple[tuple[Way, ...], frozenset[int]]:
    """The best ways to any of these people; and those of them with whom the owner has talked."""
    near = acquaintances_of(book, meant)
    for one in meant if at_work else ():
        for other, place in colleagues_of(book, one).items():
            near[one].setdefault(other, Acquaintance(workplace=place))
    allowed = allowed_among(book, {other for those in near.values() for other in those})
    between = _nearest(near, allowed)
    far = acquaintances_of(book, between)
    asked = introducers_among(book, {*allowed, *meant, *(one for those in far.values() for one in those)})
    own = weighed(
        {one: each.chance for one, each in asked.items() if one not in meant},
        {one: each.asks for one, each in asked.items()},
    )

    def known(person: int) -> Iterable[tuple[int, float]]:
        those = near[person] if person in near else far.get(person, {})
        return ((one, each.chance) for one, each in those.items() if person not in near or one in allowed)

    paths = [(path, target) for target in meant for path in paths_to(target, own, known, barred=meant)]
    best = _one_each(paths)
    names = _names(book, {one for path, target in best for one in (*path.between, target)})
    ways = tuple(_way(path, target, asked[path.first], near, far, names) for path, target in best)
    return ways, frozenset(meant) & asked.keys()


def _nearest(near: Acquainted, allowed: Collection[int]) -> list[int]:
    """Over whom to look for a second step."""
    chances: dict[int, float] = {}
    for those in near.values():
        for other, each in those.items():
            if other in allowed:
                chances[other] = max(each.chance, chances.get(other, 0.0))
    return sorted((one for one in chances if one not in near), key=lambda one: (-chances[one], one))[
        :_MOST_BETWEEN
    ]


def _one_each(paths: Iterable[tuple[Path, int]]) -> list[tuple[Path, int]]:
    """The best, one for each whom the owner asks."""
    found: dict[int, tuple[Path, int]] = {}
    for path, target in sorted(paths, key=lambda one: (-one[0].score, len(one[0].between), one[0].between)):
        found.setdefault(path.first, (path, target))
    return list(found.values())[: INTRODUCTIONS.most_ways]


def _way(
    path: Path,
    target: int,
    asked: Introducer,
    near: Acquainted,
    far: Acquainted,
    names: Mapping[int, str],
) -> Way:
    why = [Reason.of("introducer_talked", on=asked.talked_on)]
    if asked.asks:
        why.append(Reason.of("introducer_asked", count=asked.asks, days=INTRODUCTIONS.ask_days))
    first = Step(person_id=path.first, name=names[path.first], chance=asked.chance, reasons=tuple(why))
    steps = [first]
    for one, other in zip(path.between, (*path.between[1:], target), strict=True):
        seen = near[other][one] if other == target else far[other][one]
        steps.append(
            Step(
                person_id=other,
                name=names[other],
                chance=seen.chance,
                reasons=seen.turned.reasons(names[one], names[other]),
            )
        )
    return Way(score=path.score, asks=asked.asks, steps=tuple(steps))
