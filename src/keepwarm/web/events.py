"""Events: all of them, one of them, added by hand or from a calendar, decided and planned."""

from collections.abc import Callable

from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.domain.events import Phase
from keepwarm.domain.ids import public_id
from keepwarm.domain.text import folded
from keepwarm.storage.book import Book
from keepwarm.storage.pages.event import EventPage, event_page
from keepwarm.storage.pages.event_guests import GuestLine
from keepwarm.storage.pages.events import events_page
from keepwarm.usecases.plan_event import (
    AddEvent,
    add_typed_event,
    bring_event,
    decide,
    edit_event,
    forget_event,
    note_event,
)
from keepwarm.usecases.show_person import home_of
from keepwarm.web.event_fields import fields_of, read_event_fields, state_of, text_or_file
from keepwarm.web.event_pictures import kind_bars
from keepwarm.web.forms import FieldErrors, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

GONE = "This event is not in your book any more; look at your events again."
_SHOWN = 40
_LONGEST_QUERY = 200
_FIELDS = ("name", "kind", "at", "ends_at", "circle_id")
_PLAN = ("goal", "to_learn", "introduction")


def events(
    visit: Visit, form: FormView | None = None, bring: FormView | None = None, status: int = 200
) -> Response:
    """All events, and what they have led to."""
    with visit.site.open() as book:
        page, notice = events_page(book), find_notice(visit, book)
    return visit.show(
        "events.html",
        status=status,
        page=page,
        notice=notice,
        bars=kind_bars(page.kinds),
        form=form or FormView(),
        bring=bring or FormView(),
    )


def add_now(visit: Visit) -> Response:
    """Keep an event that was typed."""
    try:
        with visit.site.open(writing=True) as book:
            said = read_event_fields(visit.form, book)
            words = {name: text for name, text in said.items() if name not in _FIELDS}
            fixed = {name: said[name] for name in _FIELDS}
            state = state_of(visit.said("state") or "idea")
            event_id = add_typed_event(book, AddEvent(**fixed, state=state, words=words))
            done = batch_of(book)
    except Invalid as problem:
        return events(visit, form=view_of(visit.form, problem), status=400)
    return visit.move_on("event", event=public_id(event_id), done=done)


def bring_now(visit: Visit) -> Response:
    """Take in an event from a calendar item."""
    try:
        with visit.site.open(writing=True) as book:
            found = bring_event(book, text_or_file(visit.form, "ics"))
            done = batch_of(book)
    except Invalid as problem:
        told = FieldErrors({"ics": str(problem)})
        return events(visit, bring=view_of(visit.form, told), status=400)
    return visit.move_on("event", event=public_id(found.event_id), done=done)


def event(visit: Visit, form: FormView | None = None, status: int = 200) -> Response:
    """One event: planned, in the pocket, or looked back at, as its day has it."""
    with visit.site.open() as book:
        page, notice, home = event_page(book, event_id_of(visit)), find_notice(visit, book), home_of(book)
    query = visit.asked("q")[:_LONGEST_QUERY].strip()
    others = _named(page, query)
    return visit.show(
        "event.html",
        status=status,
        page=page,
        notice=notice,
        home=home,
        form=form or FormView(),
        query=query,
        others=others[:_SHOWN],
        more=max(len(others) - _SHOWN, 0),
        is_day=page.phase is Phase.DAY,
        is_over=page.phase is Phase.REVIEW,
    )


def _named(page: EventPage, query: str) -> tuple[GuestLine, ...]:
    """Who else is on the list, of whom the name, the organization or the address holds what is looked for."""
    return tuple(line for line in page.others if folded(query) in folded(_said(line)))


def _said(line: GuestLine) -> str:
    one = line.attendee
    return f"{one.name} {one.organization} {one.address}"


def edit(visit: Visit, form: FormView | None = None, status: int = 200) -> Response:
    """The form in which an event is changed."""
    with visit.site.open() as book:
        page = event_page(book, event_id_of(visit))
    return visit.show("event_edit.html", status=status, page=page, form=form or fields_of(page), notice=None)


def edit_now(visit: Visit) -> Response:
    """Keep the changes."""
    try:
        with visit.site.open(writing=True) as book:
            event_id = event_id_of(visit)
            before = event_page(book, event_id).event
            edit_event(book, event_id, read_event_fields(visit.form, book, before))
            done = batch_of(book)
    except Invalid as problem:
        return edit(visit, form=view_of(visit.form, problem), status=400)
    return back(visit, done)


def decide_now(visit: Visit) -> Response:
    """Say whether the owner goes."""
    return change(visit, lambda book: decide(book, event_id_of(visit), state_of(visit.said("state"))))


def plan_now(visit: Visit) -> Response:
    """Keep the plan: what for, what to learn, how to introduce oneself."""
    said = {name: visit.said(name) for name in _PLAN if name in visit.form}
    return change(visit, lambda book: edit_event(book, event_id_of(visit), said), anchor="plan")


def note_now(visit: Visit) -> Response:
    """Append what was learned there."""
    return change(
        visit, lambda book: note_event(book, event_id_of(visit), visit.said("note")), anchor="learned"
    )


def forget_now(visit: Visit) -> Response:
    """Take an event out of the book."""
    with visit.site.open(writing=True) as book:
        forget_event(book, event_id_of(visit))
        done = batch_of(book)
    return visit.move_on("events", done=done)


def change(visit: Visit, run: Callable[[Book], object], *, anchor: str = "") -> Response:
    """Change an event, and go on with it; what cannot be is said on its page."""
    try:
        with visit.site.open(writing=True) as book:
            run(book)
            done = batch_of(book)
    except Invalid as problem:
        return event(visit, form=view_of(visit.form, problem), status=400)
    return back(visit, done, anchor=anchor)


def back(visit: Visit, done: int | None, *, anchor: str = "") -> Response:
    """To the event's page."""
    return visit.move_on("event", event=public_id(event_id_of(visit)), done=done, anchor=anchor)


def event_id_of(visit: Visit) -> int:
    """The event that the address names. Raises Missing."""
    return visit.id_of(visit.request.path_params["event"], GONE)
