"""What the owner says of one person: a talk, how to treat them, what is done."""

from collections.abc import Callable

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.errors import Ambiguous, Conflict, Invalid, Missing
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.domain.people import Person, Standing
from keepwarm.domain.talk import Talk
from keepwarm.domain.text import folded
from keepwarm.storage.book import Book
from keepwarm.storage.pages.people import PersonLine, people_page
from keepwarm.translations.talk_grammar import read_talk
from keepwarm.usecases.change_log import check_is_talk_alone, find_batch_of, find_logged, log_instead
from keepwarm.usecases.find_person import Named, find_person, name_person
from keepwarm.usecases.log_interaction import log_interaction, plan_step
from keepwarm.usecases.tell_talk import find_told
from keepwarm.usecases.tend_person import (
    AddPerson,
    add_people,
    mark_promise_kept,
    mark_step_done,
    set_standing,
)
from keepwarm.web.forms import FieldReader, FormView, view_of
from keepwarm.web.log_fields import (
    FAVOUR_CHOICES,
    ReadTalk,
    fact_rows,
    fields_of,
    read_checked,
    read_form,
    rows_of,
)
from keepwarm.web.notices import find_notice
from keepwarm.web.person import show_person
from keepwarm.web.visits import Visit, batch_of

_STANDING = TypeAdapter(Standing)
_MOST_CHOICES = 6
_NEW = "new"
_NOT_THERE = "This talk is not in your book any more; look at their page again."


def log(visit: Visit) -> Response:
    """Keep a talk and what came of it; or show it first, where that is asked for or something is unclear."""
    person_id = visit.person_id
    return _log(visit, lambda _: person_id)


class _LookFirst(Exception):
    """A talk is looked at first, on this page: nothing is kept, nor whoever was put into the book for it."""

    def __init__(self, page: Response) -> None:
        super().__init__()
        self.page = page


def _log(visit: Visit, find: Callable[[Book], int]) -> Response:
    """The same with whomever `find` names, who may be put into the book with the talk or not at all."""
    try:
        with visit.site.open(writing=True) as book:
            person_id = find(book)
            read = (read_checked if visit.said("checked") else read_form)(visit, book, person_id)
            if visit.said("look") or read.is_unclear:
                known_id = None if _is_new(visit) else person_id
                raise _LookFirst(_show_check(visit, book, known_id, _to_look_at(visit, book, read)))
            if visit.said("instead"):
                log_instead(book, visit.id_of(visit.said("instead"), _NOT_THERE), read.command)
            elif read.planned is not None:
                plan_step(book, person_id, read.planned)
            else:
                log_interaction(book, read.command)
            done = batch_of(book)
    except _LookFirst as look:
        return look.page
    except Invalid as problem:
        return _show_again(visit, view_of(visit.form, problem))
    except Conflict as problem:
        return _show_again(visit, view_of(visit.form, Invalid(str(problem))), status=409)
    return _back(visit, done, person_id)


def _is_new(visit: Visit) -> bool:
    """Whether it is with somebody who is put into the book with it."""
    return visit.said("person") == _NEW and "person" not in visit.request.path_params


def _to_look_at(visit: Visit, book: Book, read: ReadTalk) -> FormView:
    """The fields of the page where pieces are looked at: as they were sent from there, or as understood."""
    if visit.said("checked"):
        return FormView(values=view_of(visit.form, Invalid()).values)
    more = {name: visit.said(name) for name in ("then", "instead") if visit.said(name)}
    if _is_new(visit):
        more |= {"person": _NEW, "name": name_person(book, read.command.person_id).name}
    fields = dict(fields_of(read.command, asked=read.private, **more))
    if read.without_channel:
        del fields["channel"]
    return FormView(values=fields)


def _show_again(visit: Visit, form: FormView, *, status: int = 400) -> Response:
    """The form that was sent, with what is wrong, where it was."""
    if visit.said("checked"):
        with visit.site.open() as book:
            known_id = None if _is_new(visit) else visit.person_id
            return _show_check(visit, book, known_id, form, status=status)
    if "person" in visit.request.path_params:
        return show_person(visit, log=form, status=status)
    return visit.show("log_anybody.html", status=status, form=form, talk=None, fits=(), notice=None)


def change(visit: Visit) -> Response:
    """A talk that was logged, in fields to correct; named by its change, or by itself."""
    named = visit.id_of(visit.request.path_params["batch"], _NOT_THERE)
    with visit.site.open() as book:
        batch_id = find_batch_of(book, named) or named
        check_is_talk_alone(book, batch_id)
        logged = find_logged(book, batch_id)
        if logged is None or visit.person_id not in (logged.person_id, *logged.others):
            raise Missing(_NOT_THERE)
        form = FormView(values=fields_of(logged, instead=public_id(batch_id)))
        return _show_check(visit, book, logged.person_id, form)


def _show_check(
    visit: Visit, book: Book, person_id: int | None, form: FormView, *, status: int = 200
) -> Response:
    """The page where pieces are looked at; of somebody new there is but the name, which the form carries."""
    return visit.show(
        "log_check.html",
        status=status,
        who=None if person_id is None else name_person(book, person_id),
        form=form,
        others=_others(book, form),
        facts=fact_rows(form),
        promises=rows_of(form, "promise"),
        favours=rows_of(form, "favour"),
        favour_choices=FAVOUR_CHOICES,
        notice=None,
    )


def _others(book: Book, form: FormView) -> tuple[Named, ...]:
    """Who else was there, by what the form carries of them."""
    ids = (parse_public_id(one) for one in form.values.get("others", ()))
    return tuple(name_person(book, person_id) for person_id in ids if person_id is not None)


def log_anybody(visit: Visit) -> Response:
    """The page for a talk with anybody: the words name the person."""
    with visit.site.open() as book:
        notice = find_notice(visit, book)
    return visit.show("log_anybody.html", form=FormView(), talk=None, fits=(), notice=notice)


def log_anybody_now(visit: Visit) -> Response:
    """Keep it with the person whom the words name; ask who is meant where they name several, or nobody."""
    chosen = visit.said("person")
    if chosen and chosen != _NEW:
        person_id = visit.id_of(chosen, "Nobody in your book has this address.")
        return _log(visit, lambda _: person_id)
    with visit.site.open() as book:
        talk = read_talk(visit.said("words"), book.today)
        try:
            told_id = None if chosen == _NEW else _told_person(visit, book, talk)
        except (Ambiguous, Missing) as problem:
            return _ask_who(visit, book, talk, problem)
    if told_id is not None:
        return _log(visit, lambda _: told_id)
    person = AddPerson(person=Person(name=_name(visit, talk)))
    return _log(visit, lambda opened: add_people(opened, (person,))[0])


def _name(visit: Visit, talk: Talk) -> str:
    return visit.said("name").strip() or (talk.who.value if talk.who else "")


def _told_person(visit: Visit, book: Book, talk: Talk) -> int:
    if name := visit.said("name").strip():
        return find_person(book, name).person_id
    return find_told(book, talk).person_id


def _ask_who(visit: Visit, book: Book, talk: Talk, problem: Ambiguous | Missing) -> Response:
    name = _name(visit, talk).rstrip(".")
    fits = _fits(book, _as_words(name))
    form = view_of(visit.form, Invalid())
    return visit.show(
        "log_anybody.html",
        status=409 if isinstance(problem, Ambiguous) else 404,
        form=FormView(values=form.values, errors={"words": _why(name, problem)}),
        talk=talk,
        fits=fits,
        notice=None,
    )


def _why(name: str, problem: Ambiguous | Missing) -> str:
    """What is asked about, without a word of the command line."""
    if not name or isinstance(problem, Ambiguous):
        return str(problem)
    return f"Nobody in your book is called {name} yet. Choose who is meant, write it otherwise, or add them."


def _fits(book: Book, word: str) -> tuple[PersonLine, ...]:
    """Those a word of whose name begins so; others whom it finds only where there is nobody."""
    found = people_page(book, word, length=_MOST_CHOICES).people if word else ()
    begin = tuple(
        line for line in found if any(one.startswith(folded(word)) for one in folded(line.name).split())
    )
    return begin or found


def _as_words(name: str) -> str:
    """A name as the language of filters takes it: its first word, without what would be a part of that."""
    plain = "".join(one if one.isalnum() or one in " -'" else " " for one in name).split()
    return plain[0] if plain else ""


def standing(visit: Visit) -> Response:
    """Keep how somebody is to be treated."""
    with visit.site.open(writing=True) as book:
        chosen = FieldReader(visit.form, book.today).command(_STANDING, visit.said("standing"))
        set_standing(book, visit.person_id, chosen)
        done = batch_of(book)
    return _back(visit, done, visit.person_id)


def promise_kept(visit: Visit) -> Response:
    """Keep that a promise was kept."""
    promise_id = visit.id_of(visit.request.path_params["promise"], "This promise is not in your book.")
    with visit.site.open(writing=True) as book:
        if not mark_promise_kept(book, visit.person_id, promise_id):
            raise Missing("This promise is not open any more; look at the journal for what became of it.")
        done = batch_of(book)
    return _back(visit, done, visit.person_id)


def step_done(visit: Visit) -> Response:
    """Keep that the planned contact is done with."""
    with visit.site.open(writing=True) as book:
        mark_step_done(book, visit.person_id)
        done = batch_of(book)
    return _back(visit, done, visit.person_id)


def _back(visit: Visit, done: int | None, person_id: int) -> Response:
    """To the page where the form was."""
    if visit.said("then") == "today":
        return visit.move_on("today", done=done)
    return visit.move_on("person", person=public_id(person_id), done=done)
