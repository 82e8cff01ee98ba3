"""Begin: whose book it is, then five people whom the owner would be glad to hear from."""

from pydantic import TypeAdapter
from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.usecases.begin_book import BeginBook, begin_book
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.tend_person import AddPerson, add_people
from keepwarm.web.addresses import demo_link
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

LINES = range(1, 6)

_BEGIN = TypeAdapter(BeginBook)
_ADD = TypeAdapter(tuple[AddPerson, ...])


def begin(visit: Visit) -> Response:
    """Ask whose book it is, where there is none yet."""
    if visit.site.has_book():
        return visit.move_on("add")
    return _ask(visit, FormView())


def begin_now(visit: Visit) -> Response:
    """Make the book."""
    if visit.site.has_book():
        return visit.move_on("add")
    try:
        reader = FieldReader(visit.form, visit.site.clock().date())
        if not reader.text("name"):
            reader.errors["name"] = "Write your name, as you would on a card."
        addresses = reader.text("addresses").replace(",", " ").split()
        zone = reader.text("time_zone") or visit.site.zone
        values = {"name": reader.text("name"), "addresses": tuple(addresses), "time_zone": zone}
        begin_book(visit.site.library, reader.command(_BEGIN, values), visit.site.clock())
    except Invalid as problem:
        return _ask(visit, view_of(visit.form, problem), status=400)
    return visit.move_on("add")


def _ask(visit: Visit, form: FormView, status: int = 200) -> Response:
    demo = demo_link(visit.request)
    return visit.show("begin.html", status=status, form=form, zone=visit.site.zone, demo=demo)


def add(visit: Visit) -> Response:
    """Five empty lines: a name, and a way to reach them."""
    with visit.site.open() as book:
        notice = find_notice(visit, book)
    return visit.show("add.html", form=FormView(), notice=notice)


def add_now(visit: Visit) -> Response:
    """Put whoever was named into the book, as one thing."""
    try:
        commands = _read_people(visit)
        with visit.site.open(writing=True) as book:
            add_people(book, commands)
            done = batch_of(book)
    except Invalid as problem:
        return visit.show("add.html", status=400, form=view_of(visit.form, problem), notice=None)
    return visit.move_on("people", done=done)


def _read_people(visit: Visit) -> tuple[AddPerson, ...]:
    """Whoever the lines name. Raises FieldErrors for a way without a name, or one that is no way."""
    reader = FieldReader(visit.form, visit.site.clock().date())
    named = []
    for line in LINES:
        name, way = reader.text(f"name{line}"), reader.text(f"way{line}")
        if not name and not way:
            continue
        if not name:
            reader.errors[f"name{line}"] = "Write their name too."
        try:
            handles = (recognise_handle(way),) if way else ()
        except Invalid as problem:
            reader.errors[f"way{line}"] = str(problem)
            continue
        named.append({"person": {"name": name}, "handles": handles})
    if not named and not reader.errors:
        raise FieldErrors({"name1": "Name somebody; one is enough to begin."})
    return reader.command(_ADD, named)
