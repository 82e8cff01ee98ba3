"""One-to-ones: all of them, one from the idea to what came of it, and its invitation."""

from starlette.responses import Response

from keepwarm.domain.called import called
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.meeting import Format, OneToOneState
from keepwarm.domain.one_to_one_agenda import Proposed, first_lines
from keepwarm.domain.one_to_ones import AS_IT_IS, STEPS, AgendaLine, Step
from keepwarm.domain.people import Side
from keepwarm.storage.book import Book
from keepwarm.storage.pages.one_to_ones import OneToOnePage, agenda_for, one_to_one_page, one_to_ones_page
from keepwarm.translations.english import sentence
from keepwarm.translations.one_to_ones import (
    FORMAT_CHOICES,
    THEIR_LABELS,
    ask_in_words,
    step_in_words,
    time_in_words,
    title_in_words,
)
from keepwarm.usecases.find_person import name_person
from keepwarm.usecases.hold_one_to_one import HoldOneToOne, hold_one_to_one
from keepwarm.usecases.one_to_one_invitations import has_invitation, invitation_of, write_out
from keepwarm.usecases.one_to_ones import (
    PlanOneToOne,
    TakeStep,
    arrange,
    get_planned,
    open_their_page,
    plan_one_to_one,
    take_step,
    write_agenda,
)
from keepwarm.usecases.show_person import home_of
from keepwarm.usecases.their_agenda import leave_half_aside, take_over_half
from keepwarm.web.addresses import before_paths
from keepwarm.web.forms import FieldErrors, FormView, view_of
from keepwarm.web.log_fields import read_checked
from keepwarm.web.notices import find_notice
from keepwarm.web.one_to_one_fields import (
    BOTH_WAYS,
    LEARNED,
    asks_about,
    held_at_first,
    private_ones,
    read_my_half,
    read_terms,
)
from keepwarm.web.visits import Visit, batch_of

_GONE = "This one-to-one is not in your book any more; look at all of them again."
_NO_PERSON = "Nobody in your book has this address."
_EMPTY = FormView()
_BY = {"mine": Side.MINE, "theirs": Side.THEIRS}


def one_to_ones(visit: Visit) -> Response:
    """All of them, and with whom one could be."""
    with visit.site.open() as book:
        page, notice = one_to_ones_page(book), find_notice(visit, book)
    return visit.show("one_to_ones.html", page=page, notice=notice)


def guide(visit: Visit) -> Response:
    """How to hold one, for who never did."""
    return visit.show("one_to_one_guide.html", notice=None)


def plan_with(visit: Visit) -> Response:
    """The one that is open with somebody; else the way to plan one with them."""
    with visit.site.open() as book:
        named = name_person(book, visit.person_id)
        page = one_to_ones_page(book)
    lines = (*page.agreed, *page.invited, *page.ideas)
    open_with = next((line.one for line in lines if line.one.person_id == visit.person_id), None)
    if open_with is not None:
        return visit.move_on("one_to_one", one=public_id(open_with.one_to_one_id))
    return visit.show("one_to_one_plan.html", page=page, named=named, form=_EMPTY, notice=None)


def plan_now(visit: Visit) -> Response:
    """Note that one is thought of; its agenda begins with what the book proposes."""
    person_id = visit.id_of(visit.said("person"), _NO_PERSON)
    chosen = visit.said("format")
    with visit.site.open(writing=True) as book:
        lines = first_lines(agenda_for(book, person_id))
        command = PlanOneToOne(
            person_id=person_id,
            format=Format(chosen) if chosen in set(Format) else Format.COFFEE,
            mine=tuple(AgendaLine(text=_in_words(line, book)) for line in lines),
        )
        planned = plan_one_to_one(book, command)
        done = batch_of(book)
    return visit.move_on("one_to_one", one=public_id(planned), done=done)


def one_to_one(visit: Visit) -> Response:
    """One of them."""
    return _show(visit)


def step(visit: Visit) -> Response:
    """Take a step; one into a full week says so first."""
    one_id, chosen = _one_id(visit), visit.said("step")
    try:
        with visit.site.open(writing=True) as book:
            if chosen not in set(Step):
                raise Invalid("Choose one of the steps below.")
            command = _step_command(visit, book, one_id, Step(chosen))
            came = take_step(book, command)
            if came.full is not None:
                raise FieldErrors({"full": sentence(came.full, book.today)})
            done = batch_of(book)
    except Invalid as problem:
        return _show(visit, steps=view_of(visit.form, problem), status=400)
    return _back(visit, one_id, done)


def _step_command(visit: Visit, book: Book, one_id: int, chosen: Step) -> TakeStep:
    needs_time = chosen in (Step.AGREE, Step.MOVE)
    terms = read_terms(visit.form, book, needs_time=needs_time) if needs_time else AS_IT_IS
    return TakeStep(
        one_to_one_id=one_id,
        step=chosen,
        terms=terms,
        by=_BY.get(visit.said("by")),
        anyway=bool(visit.said("anyway")),
        words=step_in_words,
    )


def arrange_it(visit: Visit) -> Response:
    """Say how, how long and where."""
    one_id = _one_id(visit)
    try:
        with visit.site.open(writing=True) as book:
            terms = read_terms(visit.form, book, needs_time=False)
            arrange(book, one_id, terms, step_in_words)
            done = batch_of(book)
    except Invalid as problem:
        return _show(visit, terms=view_of(visit.form, problem), status=400)
    return _back(visit, one_id, done)


def agenda(visit: Visit) -> Response:
    """Keep the owner's half, or the other's as the owner writes it."""
    one_id = _one_id(visit)
    theirs = tuple(visit.said("theirs").splitlines()) if "theirs" in visit.form else None
    mine = read_my_half(visit.form) if "more" in visit.form else None
    try:
        with visit.site.open(writing=True) as book:
            write_agenda(book, one_id, mine=mine, theirs=theirs)
            done = batch_of(book)
    except Invalid as problem:
        return _show(visit, lines=view_of(visit.form, problem), status=400)
    return _back(visit, one_id, done, "agenda")


def their_page(visit: Visit) -> Response:
    """Make the address for them, or take it back."""
    one_id = _one_id(visit)
    with visit.site.open(writing=True) as book:
        open_their_page(book, one_id, open_it=visit.said("open") == "yes")
        done = batch_of(book)
    return _back(visit, one_id, done, "ahead")


def sent(visit: Visit) -> Response:
    """Take over what they sent, or let it go."""
    submission_id = visit.id_of(visit.request.path_params["sent"], _GONE)
    with visit.site.open(writing=True) as book:
        if visit.said("to") == "take":
            one = take_over_half(book, submission_id, THEIR_LABELS)
            done = batch_of(book)
        else:
            one, done = leave_half_aside(book, submission_id), None
    return _back(visit, one.one_to_one_id, done, "agenda")


def invitation(visit: Visit) -> Response:
    """The invitation as it is now, as a file."""
    with visit.site.open() as book:
        one = get_planned(book, _one_id(visit))
        title = title_in_words(book.owner.name, name_person(book, one.person_id).name)
        made = invitation_of(book, one.one_to_one_id, title)
    headers = {"Content-Disposition": 'attachment; filename="one-to-one.ics"'}
    kind = f"text/calendar; charset=utf-8; method={made.method}"
    return Response(write_out(made), media_type=kind, headers=headers)


def held(visit: Visit) -> Response:
    """The form for afterwards."""
    with visit.site.open() as book:
        page = one_to_one_page(book, _one_id(visit))
    return _show_held(visit, page, held_at_first(page.one, page.at, page.today))


def held_now(visit: Visit) -> Response:
    """Keep all that came of it, in one save."""
    one_id = _one_id(visit)
    try:
        with visit.site.open(writing=True) as book:
            one = get_planned(book, one_id)
            read = read_checked(visit, book, one.person_id)
            if read.private:
                raise asks_about(read.private, visit.form)
            hold_one_to_one(book, HoldOneToOne(one_to_one_id=one_id, talk=read.command))
            done = batch_of(book)
    except Invalid as problem:
        with visit.site.open() as book:
            page = one_to_one_page(book, one_id)
        return _show_held(visit, page, view_of(visit.form, problem), status=400)
    return _back(visit, one_id, done)


def _show_held(visit: Visit, page: OneToOnePage, form: FormView, status: int = 200) -> Response:
    return visit.show(
        "one_to_one_held.html",
        status=status,
        page=page,
        form=form,
        learned=LEARNED,
        both_ways=BOTH_WAYS,
        private=private_ones(form),
        notice=None,
    )


def _show(
    visit: Visit,
    *,
    steps: FormView = _EMPTY,
    terms: FormView = _EMPTY,
    lines: FormView = _EMPTY,
    status: int = 200,
) -> Response:
    with visit.site.open() as book:
        page, notice, home = one_to_one_page(book, _one_id(visit)), find_notice(visit, book), home_of(book)
        own, now = book.owner.name, book.now
    words = {_proposal(line, page) for line in page.proposed} - {line.text for line in page.one.mine}
    address = _address(visit, page)
    return visit.show(
        "one_to_one.html",
        status=status,
        page=page,
        one=page.one,
        may=STEPS[page.one.state],
        more=[text for line in page.proposed if (text := _proposal(line, page)) in words],
        choices=FORMAT_CHOICES,
        has_begun=page.one.at is not None and page.one.at <= now,
        has_file=has_invitation(page.one),
        address=address,
        asking=_asking(page, own, address),
        home=home,
        steps=steps,
        terms=terms,
        lines=lines,
        notice=notice,
    )


def _asking(page: OneToOnePage, own: str, address: str) -> str:
    """What the owner may send now: the question whether to meet, or the lines to prepare by."""
    person, is_agreed = page.person, page.one.state is OneToOneState.AGREED
    when = time_in_words(page.at) if is_agreed and page.at else ""
    ticked = [line.text for line in page.one.mine if line.sent]
    return ask_in_words(called(person), own, ticked, address, when)


def _address(visit: Visit, page: OneToOnePage) -> str:
    """Where they write their half, whole: below the address from outside, or that of this visit."""
    if page.one.token is None:
        return ""
    before = before_paths(visit.request, page.public_url)
    return before + visit.link("their_agenda", token=page.one.token)


def _in_words(line: Proposed, book: Book) -> str:
    return sentence(line.reason, book.today)


def _proposal(line: Proposed, page: OneToOnePage) -> str:
    return sentence(line.reason, page.today)


def _one_id(visit: Visit) -> int:
    return visit.id_of(visit.request.path_params["one"], _GONE)


def _back(visit: Visit, one_id: int, done: int | None, anchor: str = "") -> Response:
    return visit.move_on("one_to_one", one=public_id(one_id), done=done, anchor=anchor)
