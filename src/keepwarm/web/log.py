"""What the owner says of one person: a talk, a fact, how to treat them, what is done."""

from typing import Any

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Side, Standing
from keepwarm.storage.book import Book
from keepwarm.usecases.log_interaction import (
    LogInteraction,
    NoteFact,
    log_interaction,
    note_fact,
    time_of_talk,
)
from keepwarm.usecases.tend_person import mark_promise_kept, mark_step_done, set_standing
from keepwarm.web.forms import FieldReader, view_of
from keepwarm.web.person import show_person
from keepwarm.web.visits import Visit, batch_of

_LOG = TypeAdapter(LogInteraction)
_NOTE = TypeAdapter(NoteFact)
_STANDING = TypeAdapter(Standing)
_LONG_NUMBER = 7


def log(visit: Visit) -> Response:
    """Keep a talk and what came of it."""
    try:
        with visit.site.open(writing=True) as book:
            log_interaction(book, _read_talk(visit, book))
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, log=view_of(visit.form, problem), status=400)
    return _back(visit, done)


def note(visit: Visit) -> Response:
    """Keep something that was learned."""
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            values = {"person_id": visit.person_id, "kind": reader.text("kind"), "text": reader.text("text")}
            note_fact(book, reader.command(_NOTE, values))
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, note=view_of(visit.form, problem), status=400)
    return _back(visit, done)


def standing(visit: Visit) -> Response:
    """Keep how somebody is to be treated."""
    with visit.site.open(writing=True) as book:
        chosen = FieldReader(visit.form, book.today).command(_STANDING, visit.said("standing"))
        set_standing(book, visit.person_id, chosen)
        done = batch_of(book)
    return _back(visit, done)


def promise_kept(visit: Visit) -> Response:
    """Keep that a promise was kept."""
    promise_id = visit.id_of(visit.request.path_params["promise"], "This promise is not in your book.")
    with visit.site.open(writing=True) as book:
        if not mark_promise_kept(book, visit.person_id, promise_id):
            raise Missing("This promise is not open any more; look at the journal for what became of it.")
        done = batch_of(book)
    return _back(visit, done)


def step_done(visit: Visit) -> Response:
    """Keep that the planned contact is done with."""
    with visit.site.open(writing=True) as book:
        mark_step_done(book, visit.person_id)
        done = batch_of(book)
    return _back(visit, done)


def _back(visit: Visit, done: int | None) -> Response:
    """To the page where the form was."""
    if visit.said("then") == "today":
        return visit.move_on("today", done=done)
    return visit.move_on("person", person=public_id(visit.person_id), done=done)


def _read_talk(visit: Visit, book: Book) -> LogInteraction:
    """The talk that the fields tell of. Raises FieldErrors."""
    reader = FieldReader(visit.form, book.today)
    promises, step = [*_promises(reader)], _next_step(reader)
    on, said = reader.past_day("on"), reader.text("minutes")
    minutes = int(said) if said.isdecimal() and len(said) < _LONG_NUMBER else None
    for name, day, length in (("on", on, None), ("minutes", None, minutes)):
        try:
            time_of_talk(book, day, length)
        except Invalid as problem:
            reader.errors[name] = str(problem)
    values = {
        "person_id": visit.person_id,
        "channel": reader.text("channel"),
        "direction": reader.text("direction") or "mutual",
        "at": book.now if reader.errors else time_of_talk(book, on, minutes),
        "minutes": said or None,
        "note": reader.text("note"),
        "promises": promises,
        "next_step": step,
        "prefers": reader.choices("prefers"),
        "never": reader.choices("never"),
    }
    return reader.command(_LOG, values)


def _promises(reader: FieldReader) -> list[dict[str, Any]]:
    found = []
    for side in Side:
        text, due_on = reader.text(f"promise_{side}"), reader.coming_day(f"promise_{side}_by")
        if text:
            found.append({"text": text, "side": side, "due_on": due_on})
        elif reader.text(f"promise_{side}_by"):
            reader.errors[f"promise_{side}"] = "Write what was promised, too."
    return found


def _next_step(reader: FieldReader) -> dict[str, Any] | None:
    text, due_on = reader.text("next"), reader.coming_day("next_on")
    return {"text": text, "due_on": due_on} if text or due_on else None
