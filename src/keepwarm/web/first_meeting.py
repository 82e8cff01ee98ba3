"""After a first meeting, in three taps: did we get on, what do they care about, again or not."""

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.meeting import Opinion
from keepwarm.storage.pages.first_meetings import first_meetings_page, their_first_meeting
from keepwarm.translations.first_meetings import AGAIN, GOT_ON
from keepwarm.usecases.find_person import name_person
from keepwarm.usecases.first_meeting import FirstMeeting, note_first_meeting
from keepwarm.web.forms import FieldReader, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_MEETING = TypeAdapter(FirstMeeting)
GOT_ON_CHOICES = {one.value: GOT_ON[one] for one in Opinion}
AGAIN_CHOICES = {one.value: AGAIN[one] for one in Opinion}


def first_meetings(visit: Visit) -> Response:
    """Who was met lately and not thought about yet, and who comes back after they were left at that."""
    with visit.site.open() as book:
        page, notice = first_meetings_page(book), find_notice(visit, book)
    return visit.show("first_meetings.html", page=page, notice=notice)


def first_meeting(visit: Visit) -> Response:
    """The three questions about one person."""
    return _show(visit, FormView())


def _show(visit: Visit, form: FormView, status: int = 200) -> Response:
    with visit.site.open() as book:
        named, held = name_person(book, visit.person_id), their_first_meeting(book, visit.person_id)
    if not form.values and not form.problem and held is not None:
        said = {"got_on": held.got_on, "again": held.again}
        form = FormView(values={name: [one.value] for name, one in said.items() if one is not None})
    return visit.show(
        "first_meeting.html",
        status=status,
        form=form,
        named=named,
        held=held,
        got_on=GOT_ON_CHOICES,
        again=AGAIN_CHOICES,
    )


def first_meeting_now(visit: Visit) -> Response:
    """Keep what was felt, and go on with whoever is left to think about."""
    try:
        with visit.site.open(writing=True) as book:
            reader = FieldReader(visit.form, book.today)
            values = {name: reader.text(name) or None for name in ("got_on", "again")}
            held = their_first_meeting(book, visit.person_id)
            asked = (held is not None and held.comes_back) or bool(reader.text("asked_again"))
            said = {"person_id": visit.person_id, "cares": reader.text("cares"), "asked_again": asked}
            note_first_meeting(book, reader.command(_MEETING, values | said))
            done = batch_of(book)
    except Invalid as problem:
        return _show(visit, view_of(visit.form, problem), status=400)
    if visit.said("then") == "first_meetings":
        return visit.move_on("first_meetings", done=done)
    return visit.move_on("person", person=public_id(visit.person_id), done=done)
