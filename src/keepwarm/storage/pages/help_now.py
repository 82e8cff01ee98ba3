""" "I need help now": whom to ask, warm and old ties first, and what small thing to give each of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, false, func, or_, select

from keepwarm.domain.candidates import Kind
from keepwarm.domain.channel_advice import never_for
from keepwarm.domain.channels import Purpose
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.dates import from_day_number
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.facts_told import Told
from keepwarm.domain.favours import Line, small_give
from keepwarm.domain.first_lines import may_be_said, told_words
from keepwarm.domain.fitting import fits, words_needed
from keepwarm.domain.need_matching import Embed
from keepwarm.domain.people import FactKind, Handle, Preference, Side, reachable_by
from keepwarm.domain.policy import AGENDA
from keepwarm.domain.reasons import Reason
from keepwarm.domain.stages import Stage
from keepwarm.storage.bearings import may_be_proposed
from keepwarm.storage.belongings import rows_by_person
from keepwarm.storage.book import Book
from keepwarm.storage.facts import told_of
from keepwarm.storage.favours import Terms, lines_of_all, terms_of
from keepwarm.storage.handles import handle_of
from keepwarm.storage.need_matches import find_offers
from keepwarm.storage.needs import NeedLine, needs_of_all
from keepwarm.storage.pages.person import preference_of
from keepwarm.storage.schema import (
    facts,
    favours,
    handles,
    needs,
    people,
    preferences,
    promises,
    tie_states,
)

_WARM = (Stage.ALLY.value, Stage.CONNECTION.value)
_MOST_WARM, _MOST_OLD, _MOST_FITTING = 12, 8, 40
"""As many as somebody writes to in a week or two."""

_OF_USE = (FactKind.SKILLS, FactKind.NETWORKS, FactKind.OCCUPATION)
"""Facts that say why one thinks of somebody for help."""

_MAY_FIT = (*_OF_USE, FactKind.INTERESTS)
"""Facts that may have to do with what the owner looks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody to ask: `because` is what they told the owner, or offered, word for word; it may be empty.

    `fits` says that it has to do with what the owner looks for. `owed` is what the owner promised them and
    is late with: that goes before any ask. `is_old` says that the tie was close once and is quiet now.
    `give` is one small thing for them. `handles` are all of theirs, in their order.
    """

    person_id: int
    name: str
    is_old: bool
    last_on: date | None
    because: str
    is_offer: bool
    fits: bool
    owed: Reason | None
    give: Reason | None
    handles: tuple[Handle, ...]
    preferences: tuple[Preference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """Whom to ask, and on what terms."""

    today: date
    terms: Terms
    people: tuple[Helper, ...]

    @property
    def until(self) -> date | None:
        """Until when help is needed now; None while it is not."""
        return self.terms.helping_until


def help_page(book: Book, wanted: str = "", embed: Embed | None = None) -> HelpPage:
    """Read whom to ask for what is `wanted`, at most twenty; nine statements, sixteen where something is.

    First stands who offers what meets it, by how well and how probably they answer (`find_offers`), then who
    offered or told what shares a telling word with it, last to whom a promise is overdue.
    """
    looked_for = _LookedFor(words=words_needed(wanted), offered=_offered(book, wanted, embed))
    found = [*book.rows(_warm(book)), *book.rows(_old(book))]
    if looked_for:
        found += book.rows(_fitting(book, looked_for))
    rows = list({row.person_id: row for row in found}.values())
    asked = [one for one in _helpers(book, rows, looked_for) if _may_be_asked(one)]
    place = {person_id: place for place, person_id in enumerate(looked_for.offered)}
    last = len(place)
    asked.sort(
        key=lambda one: (
            one.owed is not None,
            not one.fits,
            place.get(one.person_id, last) if one.is_offer else last,
        )
    )
    return HelpPage(today=book.today, terms=terms_of(book), people=tuple(asked[: _MOST_WARM + _MOST_OLD]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _LookedFor:
    """What the owner looks for: its telling words, and by person the offer that meets it, the best first."""

    words: frozenset[str]
    offered: dict[int, str]

    def __bool__(self) -> bool:
        return bool(self.words or self.offered)

    def is_met_by(self, person_id: int, text: str) -> bool:
        """Whether an offer of somebody's has to do with it."""
        return fits(text, self.words) or self.offered.get(person_id) == text


def _offered(book: Book, wanted: str, embed: Embed | None) -> dict[int, str]:
    found = find_offers(book, wanted, embed) if wanted.strip() else []
    return {one.offer.person_id: one.offer.text for one in found if one.offer.person_id is not None}


def _fitting(book: Book, looked_for: _LookedFor) -> Select[Any]:
    """Ties of whom something is noted in which a word looked for may stand; a wider net than the rule."""
    told = select(facts.c.person_id).where(book.owns(facts), facts.c.kind.in_(_MAY_FIT))
    offered = select(needs.c.person_id).where(book.owns(needs), needs.c.kind == NeedKind.OFFER.value)
    named = or_(
        tie_states.c.person_id.in_(list(looked_for.offered)),
        tie_states.c.person_id.in_(told.where(_may_say(facts, looked_for.words))),
        tie_states.c.person_id.in_(offered.where(_may_say(needs, looked_for.words))),
    )
    known = _ties(book).where(named, tie_states.c.last_on.is_not(None))
    return known.order_by(tie_states.c.strength.desc(), tie_states.c.person_id).limit(_MOST_FITTING)


def _may_say(table: Table, looked_for: frozenset[str]) -> ColumnElement[bool]:
    text = func.lower(table.c.text)
    return or_(false(), *(text.contains(word, autoescape=True) for word in sorted(looked_for)))


def _may_be_asked(helper: Helper) -> bool:
    """Whether they left a channel by which to ask them, of those that there are."""
    held = set(reachable_by(one.kind for one in helper.handles))
    return not held or not held <= never_for(helper.preferences, Purpose.ASK)


def _warm(book: Book) -> Select[Any]:
    """Allies, then connections, the strongest first."""
    allies_first = (tie_states.c.stage != Stage.ALLY.value, tie_states.c.strength.desc())
    in_order = _ties(book).where(tie_states.c.stage.in_(_WARM))
    return in_order.order_by(*allies_first, tie_states.c.person_id).limit(_MOST_WARM)


def _old(book: Book) -> Select[Any]:
    """Ties that have gone quiet and are worth a word, as Today ranks them."""
    quiet = _ties(book).where(tie_states.c.pull_kind == int(Kind.DORMANT), tie_states.c.stage.not_in(_WARM))
    return quiet.order_by(tie_states.c.pull.desc(), tie_states.c.person_id).limit(_MOST_OLD)


def _ties(book: Book) -> Select[Any]:
    """The stored ties of people who may be asked.

    Left out are who is not ordinary, who does not want to be in touch, whom the owner wants never proposed,
    who was asked and has not answered yet, and who has left the owner's last message without an answer.
    """
    own = tie_states.c.owner_id
    one = tie_states.c.person_id
    asked = (
        select(favours.c.favour_id)
        .where(book.owns(favours), favours.c.person_id == one, favours.c.side == Side.THEIRS.value)
        .where(favours.c.state == FavourState.WANTED.value)
    )
    rests = tie_states.c.silent_from_on.between(
        book.today - timedelta(days=AGENDA.rest_days), book.calendar_day
    )
    return (
        select(
            people.c.person_id,
            people.c.name,
            tie_states.c.stage,
            tie_states.c.pull_kind,
            tie_states.c.last_on,
        )
        .join(people, and_(people.c.owner_id == own, people.c.person_id == one))
        .where(book.owns(tie_states), book.owns(people), may_be_proposed(book))
        .where(or_(tie_states.c.silent_from_on.is_(None), ~rests))
        .where(~asked.exists())
    )


def _helpers(book: Book, found: list[Row[Any]], looked_for: _LookedFor) -> list[Helper]:
    ids = [row.person_id for row in found]
    lines, needed = lines_of_all(book, ids), needs_of_all(book, ids)
    told = rows_by_person(book, facts, ids)
    held, said = rows_by_person(book, handles, ids), rows_by_person(book, preferences, ids)
    promised = rows_by_person(book, promises, ids)
    return [
        _helper(
            row,
            lines=lines.get(row.person_id, []),
            needs=needed.get(row.person_id, []),
            told=[told_of(one) for one in told.get(row.person_id, [])],
            handles=sorted(held.get(row.person_id, []), key=lambda one: (one.position, one.handle_id)),
            preferences=said.get(row.person_id, []),
            owed=_owed(promised.get(row.person_id, []), book.today),
            looked_for=looked_for,
        )
        for row in found
    ]


def _helper(
    row: Row[Any],
    *,
    lines: list[Line],
    needs: list[NeedLine],
    told: list[Told],
    handles: list[Row[Any]],
    preferences: list[Row[Any]],
    owed: Reason | None,
    looked_for: _LookedFor,
) -> Helper:
    stand = [one for one in needs if one.met_on is None]
    offers = [one.text for one in stand if _may_be_said(one, NeedKind.OFFER, told)]
    if looked_for:
        offers = [text for text in offers if looked_for.is_met_by(row.person_id, text)]
        offers.sort(key=lambda text: text != looked_for.offered.get(row.person_id))
        told_of_it = [one for one in told if fits(one.text, looked_for.words) or not one.may_be_used]
        because = told_words(told_of_it, _MAY_FIT)
    else:
        because = told_words(told, _OF_USE)
    offered = offers[0] if offers else ""
    needed = [one.text for one in stand if _may_be_said(one, NeedKind.NEED, told)]
    return Helper(
        person_id=row.person_id,
        name=row.name,
        is_old=row.pull_kind == int(Kind.DORMANT) and row.stage not in _WARM,
        last_on=None if row.last_on is None else from_day_number(row.last_on),
        because=offered or because,
        is_offer=bool(offered),
        fits=bool(looked_for and (offered or because)),
        owed=owed,
        give=small_give(lines, needed),
        handles=tuple(handle_of(one) for one in handles),
        preferences=tuple(preference_of(one) for one in preferences),
    )


def _owed(promised: list[Row[Any]], today: date) -> Reason | None:
    """What the owner promised them and is late with, the oldest first."""
    late = [
        one
        for one in promised
        if one.side == Side.MINE and one.done_on is None and one.due_on is not None and one.due_on < today
    ]
    first = min(late, key=lambda one: (one.due_on, one.promise_id), default=None)
    return None if first is None else Reason.of("promise_first", text=first.text)


def _may_be_said(line: NeedLine, kind: NeedKind, told: list[Told]) -> bool:
    return line.kind is kind and line.source == OWNER_SAID and may_be_said(line.text, told)
