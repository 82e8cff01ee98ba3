"""What the owner knows of one person, and how the two want it with one another: noted, changed, taken out."""

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.private_words import sounds_private
from keepwarm.storage.book import Book
from keepwarm.storage.pages.person import FactLine, PersonPage, person_page
from keepwarm.translations.known import ASKS_FIRST, SOUNDS_PRIVATE
from keepwarm.translations.partial_days import parse_partial_day
from keepwarm.translations.spans import parse_span
from keepwarm.usecases.note_facts import (
    KeepDay,
    KeepFact,
    RewriteFact,
    Unconfirmed,
    keep_day,
    keep_fact,
    rewrite_fact,
    take_out_day,
    take_out_fact,
)
from keepwarm.usecases.tend_bearing import ChooseBearing, choose_bearing
from keepwarm.usecases.tend_wish import NoteWish, note_wish, take_back_wish
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.person import show_person
from keepwarm.web.visits import Visit, batch_of

_NOTE = TypeAdapter(KeepFact)
_FACT = TypeAdapter(RewriteFact)
_DAY = TypeAdapter(KeepDay)
_WISH = TypeAdapter(NoteWish)
_BEARING = TypeAdapter(ChooseBearing)
_UNSAID = "unsaid"
_GONE = "This is not there any more; look at their page again."


def note(visit: Visit) -> Response:
    """Keep something that was learned; what is private is asked about once more."""
    try:
        with visit.site.open(writing=True) as book:
            keep_fact(book, _fact_reader(visit, book).command(_NOTE, _said_of_fact(visit)))
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, note=_looked_at_again(visit, problem), status=400)
    return _back(visit, done)


def fact(visit: Visit) -> Response:
    """One thing that is known, in a form."""
    return _show_fact(visit, FormView())


def fact_now(visit: Visit) -> Response:
    """Keep it as the form says it now."""
    fact_id = visit.id_of(visit.request.path_params["fact"], _GONE)
    try:
        with visit.site.open(writing=True) as book:
            values = _said_of_fact(visit) | {"fact_id": fact_id}
            rewrite_fact(book, _fact_reader(visit, book).command(_FACT, values))
            done = batch_of(book)
    except Invalid as problem:
        return _show_fact(visit, _looked_at_again(visit, problem), status=400)
    return _back(visit, done)


def fact_gone(visit: Visit) -> Response:
    """Take something known out."""
    fact_id = visit.id_of(visit.request.path_params["fact"], _GONE)
    with visit.site.open(writing=True) as book:
        take_out_fact(book, visit.person_id, fact_id)
        done = batch_of(book)
    return _back(visit, done)


def add_day(visit: Visit) -> Response:
    """Keep a day of their life."""
    try:
        with visit.site.open(writing=True) as book:
            reader = _reader(visit, book)
            on = None
            try:
                on = parse_partial_day(reader.text("day_on"))
            except Invalid as problem:
                reader.errors["day_on"] = str(problem)
            if not reader.text("day_label"):
                reader.errors["day_label"] = "Write what day it is: an anniversary, a name day, an exam."
            values = {"person_id": visit.person_id, "label": reader.text("day_label"), "on": on}
            keep_day(book, reader.command(_DAY, values))
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, day=view_of(visit.form, problem), status=400)
    return _back(visit, done)


def day_gone(visit: Visit) -> Response:
    """Take a day of their life out."""
    occasion_id = visit.id_of(visit.request.path_params["day"], _GONE)
    with visit.site.open(writing=True) as book:
        take_out_day(book, visit.person_id, occasion_id)
        done = batch_of(book)
    return _back(visit, done)


def wish(visit: Visit) -> Response:
    """Keep whether they want to stay in touch too, or that nothing was said."""
    try:
        with visit.site.open(writing=True) as book:
            reader = _reader(visit, book)
            if reader.text("answer") == _UNSAID:
                take_back_wish(book, visit.person_id)
            else:
                said_on = reader.past_day("wish_on")
                if said_on is not None and said_on > book.calendar_day:
                    reader.errors["wish_on"] = f"{said_on} is not here yet."
                values = {"person_id": visit.person_id, "answer": reader.text("answer"), "said_on": said_on}
                note_wish(book, reader.command(_WISH, values | {"words": reader.text("wish_words")}))
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, wish=view_of(visit.form, problem), status=400)
    return _back(visit, done)


def bearing(visit: Visit) -> Response:
    """Keep how close the owner wants to be, and the rhythm; an empty one is the tie's own."""
    try:
        with visit.site.open(writing=True) as book:
            reader = _reader(visit, book)
            every, days = reader.text("every"), None
            try:
                days = parse_span(every) if every else None
            except Invalid as problem:
                reader.errors["every"] = str(problem)
            closeness = reader.text("closeness") or None
            values = {"person_id": visit.person_id, "closeness": closeness, "cadence_days": days}
            choose_bearing(book, reader.command(_BEARING, values | {"own_rhythm": not every}))
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, bearing=view_of(visit.form, problem), status=400)
    return _back(visit, done)


def _reader(visit: Visit, book: Book) -> FieldReader:
    return FieldReader(visit.form, book.today)


def _fact_reader(visit: Visit, book: Book) -> FieldReader:
    """The reader of a fact; words that sound private are asked about until the form has an answer."""
    reader = _reader(visit, book)
    asked = visit.said("private") == "yes" or visit.said("sounds") in ("private", "open")
    if not asked and sounds_private(visit.said("text")):
        reader.errors["sounds"] = SOUNDS_PRIVATE
    return reader


def _said_of_fact(visit: Visit) -> dict[str, object]:
    becomes_private = visit.said("sounds") == "private"
    return {
        "person_id": visit.person_id,
        "kind": visit.said("kind"),
        "text": visit.said("text"),
        "sensitive": becomes_private or visit.said("private") == "yes",
        "confirmed": becomes_private or visit.said("confirmed") == "yes",
    }


def _looked_at_again(visit: Visit, problem: Invalid) -> FormView:
    """The form as it was sent; beside what is private stands the question whether to keep it."""
    asked = FieldErrors({"private": ASKS_FIRST}) if isinstance(problem, Unconfirmed) else problem
    return view_of(visit.form, asked)


def _show_fact(visit: Visit, form: FormView, status: int = 200) -> Response:
    fact_id = visit.id_of(visit.request.path_params["fact"], _GONE)
    with visit.site.open() as book:
        page = person_page(book, visit.person_id)
    return visit.show("fact.html", status=status, form=form, page=page, fact=_fact_on(page, fact_id))


def _fact_on(page: PersonPage, fact_id: int) -> FactLine:
    found = next((line for line in page.facts if line.fact_id == fact_id), None)
    if found is None:
        raise Missing(_GONE)
    return found


def _back(visit: Visit, done: int | None) -> Response:
    return visit.move_on("person", person=public_id(visit.person_id), done=done)
