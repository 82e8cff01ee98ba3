"""Every tie with its numbers, the strongest first: what stands under "why", for the whole book."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from keepwarm.domain.replies import owner_rate
from keepwarm.domain.tie_state import Tie, tie_of
from keepwarm.storage.book import Book
from keepwarm.storage.evidence import evidence_for
from keepwarm.storage.schema import handles, people
from keepwarm.storage.ties import read_calibrations, scored_histories


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine:
    """One person's tie; `handles` are as they were written, in the order of the page."""

    person_id: int
    name: str
    handles: tuple[str, ...]
    tie: Tie


def ties_page(book: Book) -> tuple[TieLine, ...]:
    """Every ordinary person, computed at this moment from the packed histories."""
    histories = dict(scored_histories(book))
    kept, rate = read_calibrations(book), owner_rate(histories.values(), book.days)
    held: dict[int, list[str]] = defaultdict(list)
    written = select(handles.c.person_id, handles.c.value).where(book.owns(handles))
    for person_id, value in book.execute(written.order_by(handles.c.position, handles.c.handle_id)):
        held[person_id].append(value)
    named = select(people.c.person_id, people.c.name).where(book.owns(people))
    evidence = evidence_for(book, histories)
    lines = [
        TieLine(
            person_id=person_id,
            name=name,
            handles=tuple(held[person_id]),
            tie=tie_of(evidence[person_id], book.days, kept, rate),
        )
        for person_id, name in book.rows(named)
        if person_id in evidence
    ]
    return tuple(sorted(lines, key=lambda line: (-line.tie.strength, line.name, line.person_id)))
