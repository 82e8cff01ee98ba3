"""All events: what comes, what waits for a look back, what was, and what each kind has led to."""

from dataclasses import dataclass
from datetime import date, timedelta

from keepwarm.domain.dates import day_for_today
from keepwarm.domain.event_years import LATELY, KindLine, by_kind, variety, yes_to_everything
from keepwarm.domain.events import Event, Phase, phase_of
from keepwarm.domain.meeting import EventState
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.circles import circle_names
from keepwarm.storage.events import find_events
from keepwarm.storage.follow_ups import open_follow_ups
from keepwarm.storage.owner_settings import ONE_TO_ONES_A_WEEK, find_setting
from keepwarm.storage.pages.event_history import attended_of, meetings_by_event

_A_YEAR = timedelta(days=366)
_GOES = (EventState.GOING, EventState.WENT)
MOST_PAST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in a list; `met` counts conversations there, `open` those of which it is open what follows."""

    event_id: int
    event: Event
    on: date
    phase: Phase
    circle: str = ""
    met: int = 0
    open: int = 0

    @property
    def waits_for_review(self) -> bool:
        """Whether the owner was there and has not looked back, or somebody waits there still."""
        was_there = self.event.state in _GOES and self.phase is Phase.REVIEW
        return was_there and (self.event.reviewed_on is None or self.open > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPage:
    """Events by what they ask for, and the look back; `groups` are the recurring ones, by their ids."""

    today: date
    ahead: tuple[EventLine, ...]
    to_review: tuple[EventLine, ...]
    past: tuple[EventLine, ...]
    declined: tuple[EventLine, ...]
    groups: tuple[tuple[int, str], ...]
    kinds: tuple[KindLine, ...]
    variety: tuple[Reason, ...]
    too_many: Reason | None


def events_page(book: Book) -> EventsPage:
    """Read all events; six statements."""
    groups, met = circle_names(book), meetings_by_event(book)
    waiting = [one.event_id for one in open_follow_ups(book).values()]
    lines = [
        EventLine(
            event_id=event_id,
            event=event,
            on=day_for_today(event.at, book.zone),
            phase=phase_of(event, book.now, book.zone),
            circle=groups.get(event.circle_id or 0, ""),
            met=len(met.get(event_id, [])),
            open=waiting.count(event_id),
        )
        for event_id, event in find_events(book).items()
    ]
    gone = [one for one in lines if one.phase is Phase.REVIEW and one.event.state in _GOES]
    attended = [attended_of(book, one.event, met.get(one.event_id, [])) for one in gone]
    last_year = [one for one in attended if book.today - one.on <= _A_YEAR]
    return EventsPage(
        today=book.today,
        ahead=tuple(one for one in lines if _is_ahead(one)),
        to_review=tuple(one for one in reversed(lines) if one.waits_for_review),
        past=tuple(one for one in reversed(gone) if not one.waits_for_review)[:MOST_PAST],
        declined=tuple(one for one in reversed(lines) if one.event.state is EventState.DECLINED)[:MOST_PAST],
        groups=tuple(groups.items()),
        kinds=by_kind(attended),
        variety=variety(last_year),
        too_many=_too_many(book, lines),
    )


def _is_ahead(line: EventLine) -> bool:
    return line.phase is not Phase.REVIEW and line.event.state is not EventState.DECLINED


def _too_many(book: Book, lines: list[EventLine]) -> Reason | None:
    said = find_setting(book, ONE_TO_ONES_A_WEEK)
    declined = [one for one in lines if one.event.state is EventState.DECLINED]
    return yes_to_everything(
        [one.on for one in lines if one.event.state in _GOES],
        book.today,
        declined=sum(abs(one.on - book.today) <= LATELY for one in declined),
        a_week=None if said is None else int(said),
    )
