"""Gives and asks, needs and offers: on a person's page, of everybody, and "I need help now"."""

from datetime import timedelta

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Side
from keepwarm.storage.book import Book
from keepwarm.storage.pages.help_now import help_page
from keepwarm.storage.pages.ledger import ledger_page
from keepwarm.translations.english import sentence
from keepwarm.usecases.embed_texts import with_meanings
from keepwarm.usecases.match_needs import match_needs
from keepwarm.usecases.show_person import home_of
from keepwarm.usecases.tend_favours import (
    MoveFavour,
    Noted,
    NoteFavour,
    forget_favour,
    helping_until,
    move_favour,
    need_help,
    note_favour,
)
from keepwarm.usecases.tend_needs import NoteNeed, forget_need, meet_need, note_need
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.person import show_person
from keepwarm.web.visits import Visit, batch_of

_FAVOUR = TypeAdapter(NoteFavour)
_STATE = TypeAdapter(FavourState)
_NEED = TypeAdapter(NoteNeed)
_GONE = "This is not in your book any more; look at their page again."
_FORGET, _MET = "forget", "met"
_HELP_DAYS = 30
_LONGEST_WANTED = 300


def note_line(visit: Visit) -> Response:
    """Keep a give or an ask; an ask that needs a word first comes back with it."""
    name = "give" if visit.said("side") == Side.MINE else "ask"
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            values = {
                "person_id": visit.person_id,
                "side": reader.text("side"),
                "text": reader.text(f"{name}_text"),
                "state": reader.text(f"{name}_state"),
                "on": reader.past_day(f"{name}_on"),
                "money": bool(reader.choices(f"{name}_money")),
                "unasked": reader.text(f"{name}_state") == FavourState.DONE,
                "anyway": bool(reader.choices("anyway")),
            }
            if not values["text"]:
                reader.errors[f"{name}_text"] = "Say in a few words what it is."
            _insist(note_favour(book, reader.command(_FAVOUR, values)), book)
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, **{name: view_of(visit.form, problem)}, status=400)
    return _back(visit, done)


def move_line(visit: Visit) -> Response:
    """Move a line on, or take it out; the button says which."""
    favour_id, to = visit.id_of(visit.request.path_params["favour"], _GONE), visit.said("to")
    try:
        with visit.site.open(writing=True) as book:
            if to == _FORGET:
                forget_favour(book, visit.person_id, favour_id)
            else:
                state = FieldReader(visit.form, book.today).command(_STATE, to)
                command = MoveFavour(
                    person_id=visit.person_id,
                    favour_id=favour_id,
                    to=state,
                    anyway=bool(visit.said("anyway")),
                )
                _insist(move_favour(book, command), book)
            done = batch_of(book)
    except Invalid as problem:
        return show_person(visit, ask=view_of(visit.form, problem), status=400)
    return _back(visit, done)


def note_their_need(visit: Visit) -> Response:
    """Keep what somebody looks for or can provide."""
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            kind = reader.text("need_kind") or NeedKind.NEED.value
            values = {"person_id": visit.person_id, "kind": kind, "text": reader.text("need_text")}
            if not values["text"]:
                reader.errors["need_text"] = "Say in a few words what it is."
            note_need(book, reader.command(_NEED, values))
            done = batch_of(book)
    except Invalid as problem:
        told = problem if isinstance(problem, FieldErrors) else FieldErrors({"need_text": str(problem)})
        return show_person(visit, need=view_of(visit.form, told), status=400)
    return _back(visit, done)


def tend_their_need(visit: Visit) -> Response:
    """Say that it was found or stands no more, or take it out."""
    need_id = visit.id_of(visit.request.path_params["need"], _GONE)
    with visit.site.open(writing=True) as book:
        act = forget_need if visit.said("to") == _FORGET else meet_need
        act(book, visit.person_id, need_id)
        done = batch_of(book)
    return _back(visit, done)


def ledger(visit: Visit) -> Response:
    """Gives and asks with everybody."""
    with visit.site.open() as book:
        page, notice = ledger_page(book), find_notice(visit, book)
        fits, trouble = with_meanings(lambda embed: match_needs(book, embed=embed))
    return visit.show("ledger.html", page=page, fits=fits, trouble=trouble, notice=notice)


def help_now(visit: Visit, form: FormView | None = None, status: int = 200) -> Response:
    """Whom to ask while the owner needs help, in which words; what was typed stays in its field."""
    wanted = (visit.said("for") or visit.asked("for"))[:_LONGEST_WANTED].strip()
    with visit.site.open() as book:
        page, trouble = with_meanings(lambda embed: help_page(book, wanted, embed))
        notice, home = find_notice(visit, book), home_of(book)
    return visit.show(
        "help_now.html",
        status=status,
        page=page,
        trouble=trouble,
        notice=notice,
        home=home,
        wanted=wanted,
        form=form or FormView(),
        usual_until=page.today + timedelta(days=_HELP_DAYS),
    )


def choose_help(visit: Visit) -> Response:
    """Say until when help is needed, or that it is no more."""
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            until = None if visit.said("off") else reader.coming_day("until")
            if reader.errors:
                raise FieldErrors(reader.errors)
            if until is None and not visit.said("off"):
                until = helping_until(book) or book.today + timedelta(days=_HELP_DAYS)
            need_help(book, until)
            done = batch_of(book)
    except Invalid as problem:
        told = problem if isinstance(problem, FieldErrors) else FieldErrors({"until": str(problem)})
        return help_now(visit, view_of(visit.form, told), 400)
    asked = {} if visit.said("off") else {"for": visit.said("for")[:_LONGEST_WANTED].strip()}
    return visit.move_on("help_now", done=done, anchor="whom-to-ask" if until else "", asked=asked)


def _insist(found: Noted, book: Book) -> None:
    """Raise Invalid with the plain word before an ask, where nothing was kept for it."""
    if found.favour_id is None:
        raise Invalid(" ".join(sentence(reason, book.today) for reason in found.words))


def _back(visit: Visit, done: int | None) -> Response:
    if visit.said("then") == "ledger":
        return visit.move_on("ledger", done=done)
    return visit.move_on("person", person=public_id(visit.person_id), done=done, anchor="give-and-ask")
