"""Today: whom to talk to, why, by which channel; what becomes of each; and the week."""

from starlette.responses import Response

from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.domain.own_time import Mood
from keepwarm.storage.pages.people import strongest_unasked
from keepwarm.storage.pages.today import today_page
from keepwarm.storage.pages.week import week_page
from keepwarm.usecases.answer_today import (
    Answer,
    answer_today,
    done_today,
    finish_day,
    go_on_with_day,
    propose_again,
)
from keepwarm.usecases.choose_time import ChooseTime, choose_time, time_chosen
from keepwarm.usecases.tend_person import confirm_spoken
from keepwarm.web.addresses import demo_link
from keepwarm.web.forms import FormView, view_of
from keepwarm.web.months import bars
from keepwarm.web.notices import find_notice
from keepwarm.web.practice import practice_line
from keepwarm.web.visits import Visit, batch_of

_ASKED_HERE = 3
_IN_TOUCH = ("done", "in-touch")
_PUT_AWAY = (Mood.FINISHED, Mood.QUIET_HOURS)


def today(visit: Visit) -> Response:
    """The day's list; put away in quiet hours and when the day is finished, unless asked for anyway."""
    with visit.site.open() as book:
        page, notice, line = today_page(book), find_notice(visit, book), practice_line(book)
    return visit.show(
        "today.html",
        practice=line,
        page=page,
        put_away=page.mood in _PUT_AWAY and not visit.asked("anyway"),
        bars=bars(page.headline.months, page.headline.connections),
        unasked=page.unasked[:_ASKED_HERE],
        notice=notice,
        form=FormView(),
        demo=demo_link(visit.request) if visit.site.own is None else "",
    )


def answer(visit: Visit) -> Response:
    """Keep what becomes of somebody on the list: done is a contact; tomorrow, skip and never are none.

    Done keeps the promises that were due, and its button says so; "in-touch" leaves them open.
    """
    said = visit.said("answer")
    with visit.site.open(writing=True) as book:
        if said in _IN_TOUCH and visit.said("channel") in set(Channel):
            done_today(book, visit.person_id, Channel(visit.said("channel")), keeping=said == "done")
        elif said == "again":
            propose_again(book, visit.person_id)
        elif said in set(Answer):
            answer_today(book, visit.person_id, Answer(said))
        else:
            raise Invalid("This says nothing of them; choose done, tomorrow, skip or never.")
        done = batch_of(book)
    if visit.said("then") == "person":
        return visit.move_on("person", person=visit.request.path_params["person"], done=done)
    return visit.move_on("today", done=done, anchor=_next_line(visit))


def _next_line(visit: Visit) -> str:
    """Where the page goes on: at the line that stood behind the answered one, or else at the list."""
    following = parse_public_id(visit.said("next"))
    return "to-talk-to" if following is None else f"person-{public_id(following)}"


def finish(visit: Visit) -> Response:
    """Put the list away until tomorrow, or take that back."""
    with visit.site.open(writing=True) as book:
        if visit.said("finished") == "no":
            go_on_with_day(book)
        else:
            finish_day(book)
        done = batch_of(book)
    return visit.move_on("today", done=done)


def week(visit: Visit) -> Response:
    """The plan of seven days."""
    with visit.site.open() as book:
        page, notice = week_page(book), find_notice(visit, book)
    return visit.show("week.html", page=page, notice=notice)


def own_hours(visit: Visit, form: FormView | None = None, status: int = 200) -> Response:
    """How long the list is, and when there is none."""
    with visit.site.open() as book:
        own, notice = time_chosen(book), find_notice(visit, book)
    held = {
        "capacity": str(own.capacity),
        "quiet_days": own.quiet_days or "",
        "quiet_hours": own.quiet_hours or "",
    }
    shown = form or FormView(values={name: [value] for name, value in held.items()})
    return visit.show("own_hours.html", status=status, form=shown, notice=notice)


def choose_hours(visit: Visit) -> Response:
    """Keep it."""
    try:
        with visit.site.open(writing=True) as book:
            said = {name: visit.said(name) for name in ("capacity", "quiet_days", "quiet_hours")}
            choose_time(book, ChooseTime(**said))
            done = batch_of(book)
    except Invalid as problem:
        return own_hours(visit, view_of(visit.form, problem), 400)
    return visit.move_on("own_hours", done=done)


def spoken(visit: Visit) -> Response:
    """ "Spoken lately?", for the strongest ties whom nothing was asked about yet."""
    with visit.site.open() as book:
        unasked, notice, on = strongest_unasked(book), find_notice(visit, book), book.today
    return visit.show("spoken.html", unasked=unasked, notice=notice, today=on)


def answer_spoken(visit: Visit) -> Response:
    """Keep a yes or a "not lately"."""
    with visit.site.open(writing=True) as book:
        confirm_spoken(book, visit.person_id, lately=visit.said("lately") == "yes")
        done = batch_of(book)
    if visit.said("then") == "today":
        return visit.move_on("today", done=done, anchor="spoken-lately")
    return visit.move_on("spoken", done=done)
