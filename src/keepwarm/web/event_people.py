"""The people of an event: the list that is brought, whom to meet and why, who was met, and what follows."""

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.captures import Soon, day_of
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.domain.meeting import AttendeeState
from keepwarm.storage.book import Book
from keepwarm.storage.pages.event import event_page
from keepwarm.usecases.attendee_lists import plan_list, take_in_list
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.plan_event import (
    PLAN_WORDS,
    ask_again,
    link_attendee,
    meet_attendee,
    plan_attendee,
    plan_by_name,
    plan_to_meet,
)
from keepwarm.usecases.review_event import Placed, finish_review, followed_up, leave_it, place_follow_up
from keepwarm.web.event_fields import text_or_file
from keepwarm.web.events import back, change, event, event_id_of
from keepwarm.web.forms import FieldErrors, FieldReader, view_of
from keepwarm.web.visits import Visit, batch_of

_CHANNEL = TypeAdapter(Channel)
_NOBODY = "Nobody on this event's list has this address; look at the event again."
_NO_MEETING = "This meeting is not in your book any more; look at the event again."
_SHOWN = 30


def add_to_meet(visit: Visit) -> Response:
    """Plan to meet somebody of the book who is not on the list, or somebody by their name alone."""
    who, by_name = visit.said("who").strip(), visit.said("to") == "by-name"
    try:
        with visit.site.open(writing=True) as book:
            event_id = event_id_of(visit)
            if by_name:
                plan_by_name(book, event_id, who)
            else:
                plan_to_meet(book, event_id, _named(book, who))
            done = batch_of(book)
    except Invalid as problem:
        return event(visit, form=view_of(visit.form, problem), status=400)
    return back(visit, done, anchor="to-meet")


def _named(book: Book, who: str) -> int:
    """Whom of the book the field names. Raises FieldErrors."""
    if not who:
        raise FieldErrors({"who": "Write the name of somebody in your book."})
    try:
        return find_person(book, who).person_id
    except Missing:
        raise FieldErrors({"who": f"Nobody in your book is called “{who}”.", "nobody": who}) from None
    except Ambiguous as problem:
        raise FieldErrors({"who": str(problem)}) from None


def guest(visit: Visit) -> Response:
    """What the buttons beside somebody of the list say: to meet, not, met, who they are, the plan."""
    event_id, attendee_id = event_id_of(visit), visit.id_of(visit.request.path_params["attendee"], _NOBODY)
    said = visit.said("to")
    words = {name: visit.said(name) for name in PLAN_WORDS if name in visit.form}

    def run(book: Book) -> None:
        if said == "met":
            meet_attendee(book, event_id, attendee_id)
        elif said == "link":
            who = visit.said("who").strip()
            person_id = find_person(book, who).person_id if who else None
            link_attendee(book, event_id, attendee_id, person_id)
        else:
            state = AttendeeState.LISTED if said == "listed" else AttendeeState.PLANNED
            plan_attendee(book, event_id, attendee_id, state, words)

    return change(visit, run, anchor="met" if said == "met" else "to-meet")


def again(visit: Visit) -> Response:
    """Of somebody left at that: once more, or not."""
    person_id, yes = visit.person_id, visit.said("again") == "yes"
    return change(
        visit, lambda book: ask_again(book, event_id_of(visit), person_id, again=yes), anchor="to-meet"
    )


def show_list(visit: Visit) -> Response:
    """What taking in a list would do; nothing is kept yet."""
    text = text_or_file(visit.form, "list")
    try:
        with visit.site.open() as book:
            plan, page = plan_list(book, event_id_of(visit), text), event_page(book, event_id_of(visit))
    except Invalid as problem:
        return event(visit, form=view_of(visit.form, FieldErrors({"list": str(problem)})), status=400)
    numbered = [(place, line) for place, line in enumerate(plan.lines) if line.likely and not line.is_there]
    return visit.show(
        "event_list.html", page=page, plan=plan, unsure=numbered, text=text, shown=_SHOWN, notice=None
    )


def take_in(visit: Visit) -> Response:
    """Put a list's people onto the event's."""
    same = []
    for name, value in visit.form.multi_items():
        place, person_id = (
            name.removeprefix("same-"),
            parse_public_id(value) if isinstance(value, str) else None,
        )
        if name.startswith("same-") and place.isdecimal() and person_id is not None:
            same.append((int(place), person_id))
    text = visit.said("list")
    return change(visit, lambda book: take_in_list(book, event_id_of(visit), text, same), anchor="others")


def finish(visit: Visit) -> Response:
    """Close the look back; refused as long as somebody waits."""
    learned = visit.said("learned") if "learned" in visit.form else None
    return change(visit, lambda book: finish_review(book, event_id_of(visit), learned))


def follow_up(visit: Visit) -> Response:
    """One tap after meeting somebody: done, the next contact placed, or left at that."""
    encounter_id = visit.id_of(visit.request.path_params["encounter"], _NO_MEETING)
    with visit.site.open(writing=True) as book:
        answer, reader = visit.said("answer"), FieldReader(visit.form, book.today)
        if answer == "leave":
            leave_it(book, encounter_id)
        elif answer == "done":
            channel = reader.command(_CHANNEL, visit.said("channel") or Channel.IN_PERSON.value)
            followed_up(book, encounter_id, channel)
        elif answer in set(Soon):
            due_on = day_of(Soon(answer), book.today)
            place_follow_up(book, encounter_id, Placed(text=visit.said("text"), due_on=due_on))
        else:
            raise Invalid("Say what follows: done, a day for the next contact, or leave it.")
        done = batch_of(book)
    return _after(visit, done)


def _after(visit: Visit, done: int | None) -> Response:
    event_id = parse_public_id(visit.said("event"))
    if visit.said("then") == "event" and event_id is not None:
        return visit.move_on("event", event=public_id(event_id), done=done, anchor="follow-ups")
    return visit.move_on("meet", done=done, anchor="follow-ups")
