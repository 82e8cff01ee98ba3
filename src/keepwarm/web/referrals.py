"""Referrals: all of them by whose turn it is, a new one, one of them; and who knows whom to send to whom."""

from collections.abc import Callable
from urllib.parse import urlencode

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.bringing import Form, ReferralState
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import FactKind, Side
from keepwarm.storage.book import Book
from keepwarm.storage.pages.referrals import ReferralPage, known_of, referral_page, referrals_page
from keepwarm.storage.pages.who_knows import who_can_be_sent_to, who_knows_page
from keepwarm.usecases.find_person import Named, find_person
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.refer import (
    MoveReferral,
    NoteReferral,
    forget_referral,
    move_referral,
    note_referral,
    tell_outcome,
    thank_for_referral,
)
from keepwarm.usecases.show_person import home_of
from keepwarm.web.forms import FieldReader, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_NEW = TypeAdapter(NoteReferral)
_STATE = TypeAdapter(ReferralState)
_GONE = "This referral is not in your book any more; look at all of them again."
_NOBODY = "Nobody in your book has this address."
_FORGET, _THANK, _OUTCOME = "forget", "thank", "outcome"
_LONGEST = 200


def referrals(visit: Visit) -> Response:
    """All of them."""
    with visit.site.open() as book:
        page, notice = referrals_page(book), find_notice(visit, book)
    return visit.show("referrals.html", page=page, notice=notice)


def referral(visit: Visit, form: FormView | None = None, status: int = 200) -> Response:
    """One of them; what was typed stays in its field."""
    with visit.site.open() as book:
        page, notice, home = referral_page(book, _referral_id(visit)), find_notice(visit, book), home_of(book)
    return visit.show(
        "referral.html",
        status=status,
        page=page,
        one=page.line.referral,
        introduction=_introduction(visit, page),
        form=form or FormView(),
        notice=notice,
        home=home,
    )


def new_referral(visit: Visit) -> Response:
    """Ask to whom somebody is sent, or by whom; then who it is."""
    side = Side.THEIRS if visit.asked("side") == Side.THEIRS else Side.MINE
    return _show_new(visit, side, visit.asked("who")[:_LONGEST].strip(), FormView())


def note_new_referral(visit: Visit) -> Response:
    """Keep a new one."""
    side = Side.THEIRS if visit.said("side") == Side.THEIRS else Side.MINE
    try:
        with visit.site.open(writing=True) as book:
            command = _read_new(visit, book, side)
            kept = note_referral(book, command)
            done = batch_of(book)
    except Invalid as problem:
        return _show_new(visit, side, visit.said("person"), view_of(visit.form, problem), 400)
    return visit.move_on("referral", referral=public_id(kept), done=done)


def step_referral(visit: Visit) -> Response:
    """Move one on, thank for it, tell how it went, or take it out; the button says which."""
    referral_id, to = _referral_id(visit), visit.said("to")
    try:
        with visit.site.open(writing=True) as book:
            if to == _FORGET:
                forget_referral(book, referral_id)
            elif to == _THANK:
                thank_for_referral(book, referral_id)
            elif to == _OUTCOME:
                tell_outcome(book, referral_id, visit.said("outcome"))
            else:
                state = FieldReader(visit.form, book.today).command(_STATE, to)
                yes = bool(visit.said("both"))
                move_referral(book, MoveReferral(referral_id=referral_id, to=state, both_said_yes=yes))
            done = batch_of(book)
    except Invalid as problem:
        return referral(visit, view_of(visit.form, problem), 400)
    if to == _FORGET or visit.said("then") == "referrals":
        return visit.move_on("referrals", done=done)
    return visit.move_on("referral", referral=public_id(referral_id), done=done)


def who_knows(visit: Visit, form: FormView | None = None, status: int = 200) -> Response:
    """Who understands what the owner does, and of whom the owner knows whom to send to them."""
    with visit.site.open() as book:
        page, notice = who_knows_page(book), find_notice(visit, book)
    return visit.show("who_knows.html", status=status, page=page, notice=notice, form=form or FormView())


def note_words(visit: Visit) -> Response:
    """Keep what somebody would say that the owner does, or whom to send to them."""
    kind = FactKind.SEND_THEM if visit.said("kind") == FactKind.SEND_THEM else FactKind.SAYS_I_DO
    person_id = visit.id_of(visit.said("person"), _NOBODY)
    try:
        with visit.site.open(writing=True) as book:
            keep_fact(book, KeepFact(person_id=person_id, kind=kind, text=visit.said("text")))
            done = batch_of(book)
    except Invalid as problem:
        return who_knows(visit, view_of(visit.form, problem), 400)
    return visit.move_on("who_knows", done=done)


def _show_new(visit: Visit, side: Side, who: str, form: FormView, status: int = 200) -> Response:
    """The form for somebody who is named, else the question who it is."""
    with visit.site.open() as book:
        person: Named | None = None
        wrong = ""
        try:
            person = find_person(book, who) if who else None
        except (Missing, Ambiguous) as problem:
            wrong, status = str(problem), 400
        is_mine = side is Side.MINE
        return visit.show(
            "referral_new.html",
            status=status,
            side=side,
            person=person,
            who=who,
            wrong=wrong,
            known=known_of(book, person.person_id) if person and is_mine else (),
            sendable=who_can_be_sent_to(book) if is_mine and not person else (),
            form=form,
        )


def _read_new(visit: Visit, book: Book, side: Side) -> NoteReferral:
    reader = FieldReader(visit.form, book.today)
    about = _named_in(reader, "about", lambda words: find_person(book, words))
    state = reader.text("state")
    values = {
        "person_id": visit.id_of(reader.text("person"), _NOBODY),
        "side": side.value,
        "text": reader.text("text"),
        "about_id": about.person_id if about else None,
        "state": state,
        "on": reader.past_day("on"),
        "both_said_yes": side is Side.MINE and state == ReferralState.SENT,
    }
    if not values["text"] and not reader.text("about"):
        reader.errors["text"] = "Say in a few words who is sent, and what for."
    return reader.command(_NEW, values)


def _named_in(reader: FieldReader, name: str, find: Callable[[str], Named]) -> Named | None:
    words = reader.text(name)
    try:
        return find(words) if words else None
    except (Missing, Ambiguous) as problem:
        reader.errors[name] = str(problem)
        return None


def _introduction(visit: Visit, page: ReferralPage) -> str:
    """Where the two are brought together with both consents; nothing where one is not in the book."""
    if page.about is None or not page.line.referral.is_given:
        return ""
    both = {"one": public_id(page.person.person_id), "other": public_id(page.about.person_id)}
    return f"{visit.link('new_introduction')}?{urlencode({'form': Form.MADE.value, **both})}"


def _referral_id(visit: Visit) -> int:
    return visit.id_of(visit.request.path_params["referral"], _GONE)
