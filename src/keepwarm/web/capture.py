"""Capture somebody just met, with one hand: who, where, how they like to be reached, what comes next."""

from collections.abc import Iterable

from starlette.responses import JSONResponse, Response

from keepwarm.domain.captures import Soon, day_of
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.capture import capture_page, find_just_met, find_maybe, telling_of
from keepwarm.storage.pages.reach import preferences_of
from keepwarm.translations.advice import ASKING_SENTENCE
from keepwarm.usecases.capture_person import (
    Captured,
    CapturePerson,
    MayBe,
    capture_person,
    who_it_is,
)
from keepwarm.usecases.find_person import name_person
from keepwarm.usecases.first_meeting import leave_at_that
from keepwarm.usecases.log_interaction import NewStep, plan_step
from keepwarm.web.capture_fields import LEAVE, read_capture
from keepwarm.web.forms import FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

WANTED = {"yes": "Yes", "unclear": "Unclear", "no": "No"}
SOON = {
    Soon.TOMORROW.value: "Tomorrow",
    Soon.THIS_WEEK.value: "This week",
    Soon.NEXT_WEEK.value: "Next week",
    LEAVE: "Leave it",
}
_PREFILLED = ("name", "place", "organization", "title", "reach", "also", "learned", "prefers", "wanted")
_MOST_SHOWN = 5
_SHORTEST_FIT = 3
_GONE = "This meeting is not in your book any more; look at the journal for what became of it."


def capture(visit: Visit) -> Response:
    """The empty form; at the event of the last one, with the quiet line of whom was kept."""
    values = {name: found for name in _PREFILLED if (found := visit.request.query_params.getlist(name))}
    for name in ("event", "person"):
        if said := visit.asked(name):
            values[name] = [said]
    return show_capture(visit, FormView(values=values))


def show_capture(
    visit: Visit,
    form: FormView,
    *,
    fits: Iterable[MayBe] = (),
    status: int = 200,
    read_from: str = "",
) -> Response:
    """The page with a form that is filled already: by what was sent, a paper card, a code."""
    likely = tuple(fits)
    with visit.site.open() as book:
        chosen = parse_public_id(form.value("event"))
        page = capture_page(book, chosen)
        known = parse_public_id(form.value("person"))
        other = parse_public_id(visit.asked("maybe"))
        content = {
            "page": page,
            "event": _event_of(form, page.chosen),
            "known": None if known is None else name_person(book, known),
            "met": find_just_met(book, parse_public_id(visit.asked("met"))),
            "maybe": None if other is None else find_maybe(book, other),
            "notice": find_notice(visit, book),
            "today": book.today,
            "telling": telling_of(book, [one.person_id for one in likely]),
        }
    return visit.show(
        "capture.html",
        status=status,
        form=form,
        fits=likely,
        read_from=read_from,
        asking=page.asking_sentence or ASKING_SENTENCE,
        wanted=WANTED,
        soon=SOON,
        **content,
    )


def _event_of(form: FormView, otherwise: int | None) -> str:
    said = form.value("event")
    return said or ("" if otherwise is None or form.value("place") else public_id(otherwise))


def capture_now(visit: Visit) -> Response:
    """Keep it; ask first where a name or an address fits somebody in the book."""
    try:
        with visit.site.open(writing=True) as book:
            command = read_capture(visit.form, book, book.now)
            fits = _to_ask(book, command)
            if not fits:
                kept = capture_person(book, command)
                done = batch_of(book)
    except Invalid as problem:
        return show_capture(visit, view_of(visit.form, problem), status=400)
    if fits:
        return show_capture(visit, view_of(visit.form, Invalid()), fits=fits, status=409)
    return _on_to_the_next(visit, kept, done)


def _to_ask(book: Book, command: CapturePerson) -> list[MayBe]:
    who = who_it_is(book, command)
    return [one for one in who.likely if one.is_to_ask][:_MOST_SHOWN]


def _on_to_the_next(visit: Visit, kept: Captured, done: int | None) -> Response:
    """To the empty form at the same event and place."""
    asked = {name: visit.said(name) for name in ("event", "place")}
    asked["met"] = public_id(kept.encounter_id)
    if kept.likely:
        asked["maybe"] = public_id(kept.likely[0].person_id)
    return visit.move_on("capture", done=done, asked=asked)


def fits(visit: Visit) -> Response:
    """Whom of the book a name may be, while it is being typed."""
    name = visit.asked("name").strip()
    with visit.site.open() as book:
        found = who_it_is(book, CapturePerson(name=name)).likely if len(name) >= _SHORTEST_FIT else ()
    shown = [
        {"id": public_id(one.person_id), "name": one.name, "organization": one.organization}
        for one in found[:_MOST_SHOWN]
    ]
    return JSONResponse(shown)


def place_next(visit: Visit) -> Response:
    """Place the next contact with whoever was captured a moment ago, or leave it at that."""
    encounter_id = visit.id_of(visit.request.path_params["encounter"], _GONE)
    with visit.site.open(writing=True) as book:
        met = find_just_met(book, encounter_id)
        if met is None:
            raise Missing(_GONE)
        said = visit.said("next")
        if said == LEAVE:
            leave_at_that(book, met.person_id)
        else:
            soon = Soon(said) if said in set(Soon) else Soon.TOMORROW
            step = NewStep(text="", due_on=day_of(soon, book.today), channel=_liked(book, met.person_id))
            plan_step(book, met.person_id, step)
        done = batch_of(book)
    asked = {"event": visit.said("event"), "place": visit.said("place")}
    return visit.move_on("capture", done=done, asked=asked)


def _liked(book: Book, person_id: int) -> Channel | None:
    """What they like best; None where they have said nothing yet."""
    return next((one.channel for one in preferences_of(book, person_id) if not one.never), None)
