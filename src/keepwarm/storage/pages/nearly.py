"""From contacts to connections: for whom one talk would make the difference, who was never spoken to."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from keepwarm.domain.candidates import is_resting
from keepwarm.domain.nearly import is_one_talk_away, what_one_talk_adds
from keepwarm.domain.people import REASONS, FactKind
from keepwarm.domain.reasons import Reason
from keepwarm.domain.stages import Stage
from keepwarm.domain.tie_state import tie_of
from keepwarm.storage.bearings import may_be_proposed
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.pages.headline import Headline, headline
from keepwarm.storage.schema import facts, people, tie_states
from keepwarm.storage.ties import STRONGEST_FIRST, read_calibrations, read_owner_rate, stored_histories

SHOWN = 20
"""People in each of the two lists, at most."""

_LOOKED_AT = 100
"""Of those in conversation the strongest, who are looked at closely."""

_NOTED = sorted({*REASONS, FactKind.QUESTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """Somebody in conversation, what is missing for a connection, and `adds`: what one talk would do."""

    person_id: int
    name: str
    organization: str
    missing: tuple[Reason, ...]
    adds: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class UnspokenLine:
    """Somebody on the list with a reason or a question, since a day, and never spoken to.

    `reason` is the latest that was noted of them and is not private; it may be empty.
    """

    person_id: int
    name: str
    organization: str
    since: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearlyPage:
    """The headline with its months, the strongest in conversation first, the longest on the list first."""

    today: date
    headline: Headline
    near: tuple[NearLine, ...]
    unspoken: tuple[UnspokenLine, ...]


def nearly_page(book: Book) -> NearlyPage:
    """For whom one talk would make a connection, and who waits for the first word."""
    return NearlyPage(
        today=book.today, headline=headline(book), near=tuple(_near(book)), unspoken=tuple(_unspoken(book))
    )


def _near(book: Book) -> list[NearLine]:
    joined = people.join(
        tie_states,
        (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id),
    )
    named = select(people.c.person_id, people.c.name, people.c.organization).select_from(joined)
    in_conversation = named.where(
        book.owns(people),
        book.owns(tie_states),
        tie_states.c.stage == Stage.IN_CONVERSATION.value,
        may_be_proposed(book),
    )
    rows = book.rows(
        in_conversation.order_by(tie_states.c.strength.desc(), people.c.person_id)
        .with_hint(tie_states, STRONGEST_FIRST, "sqlite")
        .limit(_LOOKED_AT)
    )
    evidence = evidence_for(book, stored_histories(book, [row.person_id for row in rows]))
    kept, rate = read_calibrations(book), read_owner_rate(book)
    near = []
    for row in rows:
        own = evidence[row.person_id]
        tie = tie_of(own, book.days, kept, rate)
        if is_one_talk_away(own, book.days) and not is_resting(tie.waiting, book.days):
            near.append(
                NearLine(
                    person_id=row.person_id,
                    name=row.name,
                    organization=row.organization,
                    missing=tie.missing,
                    adds=what_one_talk_adds(tie.missing),
                )
            )
    return near[:SHOWN]


def _unspoken(book: Book) -> list[UnspokenLine]:
    theirs = (people.c.owner_id == facts.c.owner_id) & (people.c.person_id == facts.c.person_id)
    states = (people.c.owner_id == tie_states.c.owner_id) & (people.c.person_id == tie_states.c.person_id)
    who = (people.c.person_id, people.c.name, people.c.organization)
    since = func.min(facts.c.learned_on).label("since")
    found = (
        select(*who, since)
        .select_from(facts.join(people, theirs).join(tie_states, states))
        .where(
            book.owns(facts),
            book.owns(people),
            book.owns(tie_states),
            facts.c.kind.in_(_NOTED),
            may_be_proposed(book),
            tie_states.c.stage.in_((Stage.LISTED.value, Stage.RESEARCHED.value)),
        )
        .group_by(*who)
        .order_by(since, people.c.person_id)
        .limit(SHOWN)
    )
    lines = book.execute(found).mappings().all()
    reasons = _latest_reasons(book, [row["person_id"] for row in lines])
    return [UnspokenLine(**row, reason=reasons.get(row["person_id"], "")) for row in lines]


def _latest_reasons(book: Book, ids: list[int]) -> dict[int, str]:
    noted = select(facts.c.person_id, facts.c.text).where(
        book.owns(facts), facts.c.person_id.in_(ids), facts.c.kind.in_(sorted(REASONS))
    )
    in_order = noted.where(facts.c.sensitive.is_(False)).order_by(facts.c.learned_on, facts.c.fact_id)
    return {row.person_id: row.text for row in book.rows(in_order)}
