"""Introductions: all of them, a new one, and one from the idea to the thanks."""

from collections.abc import Mapping

from starlette.responses import Response

from keepwarm.domain.bringing import Form, Outcome, Role
from keepwarm.domain.errors import Invalid, Missing, Problem
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.domain.introduction_words import Saying
from keepwarm.domain.introductions import Act, Move, Terms
from keepwarm.storage.book import Book
from keepwarm.storage.pages.introductions import introduction_line, introductions_page
from keepwarm.translations.introducing import FORMS, OUTCOMES, PHRASES
from keepwarm.usecases.find_person import find_person, name_person
from keepwarm.usecases.introduce import (
    BeginIntroduction,
    GivenAway,
    TakeMove,
    begin_introduction,
    take_move,
    word_introduction,
)
from keepwarm.usecases.introduction_texts import refuse_given_away
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.introduction_views import view_introduction
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_GONE = "This introduction is not in your book any more; look at all of them again."
_EMPTY = FormView()
_LONGEST_TEXT = 4_000
_PEOPLE = ("one", "other")


def introductions(visit: Visit) -> Response:
    """All of them, by what is to be done next."""
    with visit.site.open() as book:
        page, notice = introductions_page(book), find_notice(visit, book)
    return visit.show("introductions.html", page=page, notice=notice)


# A new one


def new_introduction(visit: Visit) -> Response:
    """Which of the three it is; then the form, with the people whom the address names."""
    form = visit.asked("form")
    if form not in set(Form):
        kept = {name: visit.asked(name) for name in _PEOPLE if parse_public_id(visit.asked(name))}
        return visit.show("introduction_forms.html", forms=FORMS, kept=kept)
    values: dict[str, list[str]] = {}
    with visit.site.open() as book:
        for name in _PEOPLE:
            if (person_id := parse_public_id(visit.asked(name))) is not None:
                values[name] = [name_person(book, person_id).name]
                values[f"{name}_id"] = [visit.asked(name)]
    values |= {name: [visit.asked(name)] for name in ("about", "why_one", "why_other") if visit.asked(name)}
    return _show_new(visit, Form(form), FormView(values=values))


def begin_now(visit: Visit) -> Response:
    """Begin it."""
    form = Form(visit.said("form")) if visit.said("form") in set(Form) else Form.MADE
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            begun = _begin(book, reader, form)
            done = batch_of(book)
    except Invalid as problem:
        return _show_new(visit, form, view_of(visit.form, problem), status=400)
    return visit.move_on("introduction", introduction=public_id(begun), done=done)


def _begin(book: Book, reader: FieldReader, form: Form) -> int:
    people = {name: _person(book, reader, name) for name in _PEOPLE}
    on = reader.past_day("on")
    if reader.errors:
        raise FieldErrors(reader.errors)
    command = BeginIntroduction(
        form=form,
        one=people["one"],
        other=people["other"],
        about=reader.text("about"),
        why_one=reader.text("why_one"),
        why_other=reader.text("why_other"),
        on=on,
        phrases=PHRASES,
    )
    try:
        return begin_introduction(book, command)
    except GivenAway as problem:
        raise _beside_fields(problem) from problem


def _person(book: Book, reader: FieldReader, name: str) -> int:
    """Whom a field names; the one whom the address named while the name is theirs."""
    words, known = reader.text(name), parse_public_id(reader.text(f"{name}_id"))
    if not words:
        reader.errors[name] = "Write who it is: a name, or an address of theirs."
        return 0
    try:
        if known is not None and name_person(book, known).name == words:
            return known
        return find_person(book, words).person_id
    except Problem as problem:
        reader.errors[name] = str(problem)
        return 0


def _beside_fields(problem: GivenAway) -> FieldErrors:
    """The same, said beside the words that tell too much."""
    names = {None: "about", Role.ONE: "why_one", Role.OTHER: "why_other", Role.INTRODUCER: "why_other"}
    sentence = "“{}” would tell who is meant, or how to reach them, before both said yes. Write it without."
    return FieldErrors({names[role]: sentence.format(word) for role, word in problem.places.items()})


def _show_new(visit: Visit, form: Form, fields: FormView, status: int = 200) -> Response:
    return visit.show("introduction_new.html", status=status, kind=form, words=FORMS[form], form=fields)


# One of them


def introduction(visit: Visit) -> Response:
    """One of them, with what is to be done now."""
    return _show(visit)


def move_now(visit: Visit) -> Response:
    """Take a move."""
    one_id = _one_id(visit)
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            move = _move(book, one_id, reader.text("move"))
            said = Terms(
                back_on=reader.coming_day("back_on") if move.act in (Act.LATER, Act.REST) else None,
                outcome=_outcome(reader) if move.act is Act.OUTCOME else None,
                learned=reader.text("learned"),
            )
            if reader.errors:
                raise FieldErrors(reader.errors)
            command = TakeMove(
                introduction_id=one_id, move=move, terms=said, anyway=True, phrases=PHRASES
            )  # the page has said the words before an ask
            take_move(book, command)
            done = batch_of(book)
    except Invalid as problem:
        return _show(visit, visit.said("move"), form=view_of(visit.form, problem), status=400)
    return visit.move_on("introduction", introduction=public_id(one_id), done=done)


def _move(book: Book, one_id: int, code: str) -> Move:
    found = next((one for one in introduction_line(book, one_id).moves if str(one) == code), None)
    if found is None:
        raise Invalid("This cannot be done now; choose one of the steps below.")
    return found


def _outcome(reader: FieldReader) -> Outcome | None:
    said = reader.text("outcome")
    if said not in set(Outcome):
        reader.errors["outcome"] = "Choose one of these."
        return None
    return Outcome(said)


def change_words(visit: Visit) -> Response:
    """Say anew what it is for, and why."""
    one_id = _one_id(visit)
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            roles = [party.role for party in introduction_line(book, one_id).one.parties]
            whys = {role: reader.text(_why_field(role)) for role in roles}
            try:
                word_introduction(book, one_id, reader.text("about"), whys)
            except GivenAway as problem:
                raise _beside_fields(problem) from problem
            done = batch_of(book)
    except Invalid as problem:
        return _show(visit, worded=view_of(visit.form, problem), status=400)
    return visit.move_on("introduction", introduction=public_id(one_id), done=done)


def edit_text(visit: Visit) -> Response:
    """The page with a text as the owner wrote it, which opens the channels with it; nothing is kept."""
    one_id, key = _one_id(visit), visit.said("key")
    saying, _, role = key.rpartition("_")
    text = visit.said("text")[:_LONGEST_TEXT].strip()
    if saying.upper() not in Saying.__members__ or role not in set(Role):
        raise Missing("This text is not on the page any more; look at the introduction again.")
    try:
        with visit.site.open() as book:
            refuse_given_away(book, one_id, Saying[saying.upper()], Role(role), text)
    except Invalid as problem:
        told = FieldErrors({f"text_{key}": str(problem)})
        return _show(visit, visit.said("step"), {key: text}, view_of(visit.form, told), status=400)
    return _show(visit, visit.said("step"), {key: text})


def _show(
    visit: Visit,
    step: str = "",
    edited: Mapping[str, str] | None = None,
    form: FormView = _EMPTY,
    worded: FormView = _EMPTY,
    status: int = 200,
) -> Response:
    with visit.site.open() as book:
        view = view_introduction(book, _one_id(visit), step or visit.asked("step"), edited)
        notice, today = find_notice(visit, book), book.today
    return visit.show(
        "introduction.html",
        status=status,
        view=view,
        one=view.line.one,
        names=view.line.names,
        today=today,
        form=form,
        worded=worded,
        edited=edited or {},
        outcomes={one.value: words for one, words in OUTCOMES.items()},
        why_fields={party.role: _why_field(party.role) for party in view.line.one.parties},
        notice=notice,
    )


def _why_field(role: Role) -> str:
    return "why_one" if role is Role.ONE else "why_other"


def _one_id(visit: Visit) -> int:
    return visit.id_of(visit.request.path_params["introduction"], _GONE)
