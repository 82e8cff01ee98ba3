"""Today: whom to talk to, why, and by which channel; and the headline above it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from keepwarm.domain.agenda import Proposal, todays_list
from keepwarm.domain.candidates import Kind
from keepwarm.domain.own_time import Mood
from keepwarm.domain.people import Handle
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.candidates import Held, candidates_until
from keepwarm.storage.openings import openings_for
from keepwarm.storage.owner_settings import own_time
from keepwarm.storage.pages.correspondents import count_conversing
from keepwarm.storage.pages.headline import Headline, headline
from keepwarm.storage.pages.people import PersonLine, strongest_unasked

_NEEDS_AN_OPENING = frozenset(
    {Kind.FOLLOW_UP, Kind.SILENCE, Kind.NEED_MET, Kind.FADING, Kind.CHOSEN, Kind.NEVER_SPOKEN, Kind.DORMANT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One person on the list; `handles` are those that serve the advised channel.

    `opening` is with what to begin; None where the first reason says it: a promise, a step, thanks, a date.
    """

    proposal: Proposal
    name: str
    organization: str
    handles: tuple[Handle, ...]
    opening: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """The day's list and the headline; `unasked` are the strong ties to ask "spoken lately?" about.

    `mood` says whether the owner wants to see the list now; `quiet_until` the end of their quiet hours, as
    "08:00". `correspondents` says with how many people there were conversations who are not in the book.
    """

    today: date
    mood: Mood
    quiet_until: str
    headline: Headline
    lines: tuple[TodayLine, ...]
    unasked: tuple[PersonLine, ...]
    correspondents: int

    @property
    def spoken_to_ask(self) -> int:
        """Of how many strong ties to ask."""
        return len(self.unasked)


def today_page(book: Book) -> TodayPage:
    """Make the list of the book's day, within the owner's capacity."""
    own = own_time(book)
    found = candidates_until(book, book.today, own.capacity)
    candidates, quiet = [one for one, _ in found.values()], own.is_quiet_day(book.today)
    chosen = todays_list(candidates, book.today, book.days, own.capacity, quiet=quiet)
    return TodayPage(
        today=book.today,
        mood=own.mood_at(book.now.astimezone(book.zone), book.today),
        quiet_until=(own.quiet_hours or "").partition("-")[2],
        headline=headline(book),
        lines=tuple(_with_openings(book, [line_of(proposal, found) for proposal in chosen])),
        unasked=tuple(strongest_unasked(book)),
        correspondents=count_conversing(book),
    )


def line_of(proposal: Proposal, found: Held) -> TodayLine:
    """A proposal with what is shown beside it."""
    candidate, held = found[proposal.person_id]
    return TodayLine(
        proposal=proposal,
        name=candidate.name,
        organization=candidate.organization,
        handles=tuple(handle for handle in held if proposal.channel in handle.kind.channels),
    )


def _with_openings(book: Book, lines: list[TodayLine]) -> Iterator[TodayLine]:
    wanted = [line.proposal.person_id for line in lines if line.proposal.kind in _NEEDS_AN_OPENING]
    found = openings_for(book, wanted)
    for line in lines:
        yield replace(line, opening=found.get(line.proposal.person_id))
