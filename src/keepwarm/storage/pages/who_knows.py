"""Who can send people to whom: who could say what the owner does, and of whom the owner could."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from keepwarm.domain.dates import day_number
from keepwarm.domain.meeting import OneToOneState
from keepwarm.domain.one_to_ones import OPEN
from keepwarm.domain.people import FactKind
from keepwarm.domain.stages import Stage
from keepwarm.storage.bearings import may_be_proposed
from keepwarm.storage.book import Book
from keepwarm.storage.owner_settings import DOES
from keepwarm.storage.profile import DoesNotSay, SaysIDo, profile_settings
from keepwarm.storage.schema import facts, one_to_ones, people, tie_states

_MOST = 4
"""So many of a group are named: a few that one can ask, others on another day."""

_MOST_LOOKED_AT = 100
"""So many of a group are looked at for them, since not everybody may be proposed."""

_MOST_SAYING = 50

_CONNECTED = (Stage.CONNECTION.value, Stage.ALLY.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendable:
    """Somebody to whom the owner knows whom to send, and one line of it, the latest."""

    person_id: int
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """A connection who has not heard what the owner does; `planned` is a one-to-one open with them."""

    person_id: int
    name: str
    planned: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoKnowsPage:
    """Both ways round, a few of each group; `does` is what the owner says, empty where nothing is said.

    `says` are the latest fifty, of `says_count`, who would say what the owner does, in these words; with
    `talked` a one-to-one was held; `unheard` are connections with neither. Of `unknown`, connections too,
    the owner does not know whom to send to them, of `sendable` they do.
    """

    today: date
    does: str
    says: tuple[SaysIDo, ...]
    says_count: int
    talked: tuple[DoesNotSay, ...]
    unheard: tuple[Unheard, ...]
    sendable: tuple[Sendable, ...]
    unknown: tuple[DoesNotSay, ...]


@dataclass(frozen=True, slots=True)
class _Noted:
    """Of whom something of a kind is noted, and the latest of each that is not private."""

    ids: set[int] = field(default_factory=set)
    latest: dict[int, tuple[str, date]] = field(default_factory=dict)


def who_knows_page(book: Book) -> WhoKnowsPage:
    """Read it; six statements, one of which looks through all facts, and none at the history of anybody."""
    noted = _noted(book, (FactKind.SAYS_I_DO, FactKind.SEND_THEM))
    says, send = noted[FactKind.SAYS_I_DO], noted[FactKind.SEND_THEM]
    connected, (held, planned) = _connected(book), _one_to_ones(book)
    talked, unheard = held - says.ids, connected - says.ids - held
    groups = [_by_turn(book, ids) for ids in (talked, unheard, connected - send.ids, send.latest)]
    names = _names(book, {one for group in groups for one in group})
    few = [[one for one in group if one in names][:_MOST] for group in groups]
    return WhoKnowsPage(
        today=book.today,
        does=profile_settings(book).get(DOES, ""),
        says=_says(book, says.latest),
        says_count=len(says.latest),
        talked=_named(few[0], names),
        unheard=tuple(Unheard(person_id=one, name=names[one], planned=planned.get(one)) for one in few[1]),
        unknown=_named(few[2], names),
        sendable=_sendable(few[3], names, send.latest),
    )


def who_can_be_sent_to(book: Book) -> tuple[Sendable, ...]:
    """A few to whom the owner knows whom to send, others each day; two statements."""
    send = _noted(book, (FactKind.SEND_THEM,))[FactKind.SEND_THEM].latest
    group = _by_turn(book, send)
    names = _names(book, group)
    return _sendable([one for one in group if one in names][:_MOST], names, send)


def _noted(book: Book, kinds: Collection[FactKind]) -> dict[FactKind, _Noted]:
    columns = (facts.c.person_id, facts.c.kind, facts.c.text, facts.c.learned_on, facts.c.sensitive)
    is_it = facts.c.kind.in_([kind.value for kind in kinds])
    found = {kind: _Noted() for kind in kinds}
    for row in book.rows(select(*columns).where(book.owns(facts), is_it)):
        of_kind = found[FactKind(row.kind)]
        of_kind.ids.add(row.person_id)
        before = of_kind.latest.get(row.person_id)
        if not row.sensitive and (before is None or (before[1], before[0]) < (row.learned_on, row.text)):
            of_kind.latest[row.person_id] = row.text, row.learned_on
    return found


def _connected(book: Book) -> set[int]:
    is_it = tie_states.c.stage.in_(_CONNECTED)
    return set(book.connection.scalars(select(tie_states.c.person_id).where(book.owns(tie_states), is_it)))


def _one_to_ones(book: Book) -> tuple[set[int], dict[int, int]]:
    """With whom one was held; and by person the one that is open."""
    columns = (one_to_ones.c.person_id, one_to_ones.c.state, one_to_ones.c.one_to_one_id)
    rows = book.rows(select(*columns).where(book.owns(one_to_ones)))
    held = {row.person_id for row in rows if row.state == OneToOneState.HELD.value}
    return held, {row.person_id: row.one_to_one_id for row in rows if OneToOneState(row.state) in OPEN}


def _by_turn(book: Book, ids: Collection[int]) -> list[int]:
    """Some of them, others each day, so that nobody stands above another."""
    day = day_number(book.today)
    return sorted(ids, key=lambda one: (one % day, one))[:_MOST_LOOKED_AT]


def _names(book: Book, ids: Collection[int]) -> dict[int, str]:
    """The names of those of them who may be proposed."""
    found = select(people.c.person_id, people.c.name)
    is_it = (people.c.person_id.in_(ids), may_be_proposed(book))
    return dict(book.rows(found.where(book.owns(people), *is_it)))


def _says(book: Book, latest: Mapping[int, tuple[str, date]]) -> tuple[SaysIDo, ...]:
    ids = sorted(latest, key=lambda one: (latest[one][1], one), reverse=True)[:_MOST_SAYING]
    found = select(people.c.person_id, people.c.name).where(book.owns(people), people.c.person_id.in_(ids))
    names = dict(book.rows(found))
    return tuple(
        SaysIDo(person_id=one, name=names[one], text=latest[one][0], on=latest[one][1]) for one in ids
    )


def _named(ids: Iterable[int], names: Mapping[int, str]) -> tuple[DoesNotSay, ...]:
    return tuple(DoesNotSay(person_id=one, name=names[one]) for one in ids)


def _sendable(
    ids: Iterable[int], names: Mapping[int, str], latest: Mapping[int, tuple[str, date]]
) -> tuple[Sendable, ...]:
    return tuple(Sendable(person_id=one, name=names[one], text=latest[one][0]) for one in ids)
