"""Filters of the list of people: made from choices, kept under a name, let go."""

from starlette.datastructures import QueryParams
from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.domain.filters import parse_filter, without, write_filter
from keepwarm.usecases.save_filter import SaveFilter, drop_filter, save_filter
from keepwarm.web.forms import view_of
from keepwarm.web.people import show_people
from keepwarm.web.visits import Visit, batch_of

CHOICES = ("stage", "rhythm", "channel", "standing", "tag", "last")
"""The parts of the language that the form beside the field has."""


def filter_people(visit: Visit) -> Response:
    """Put the choices and the words of the field into the language, and look for that."""
    return visit.move_on("people", q=query_of(visit.request.query_params))


def query_of(chosen: QueryParams) -> str:
    """The query that the field's words and the choices make. Raises Invalid for a choice that is none.

    What the form has no choice for stays as the field says it.
    """
    parts = {name: ",".join(chosen.getlist(name)).strip(",") for name in CHOICES}
    named = (f"{name}:{value}" for name, value in parts.items() if value)
    return write_filter(parse_filter(" ".join((without(chosen.get("q", ""), CHOICES), *named))))


def save(visit: Visit) -> Response:
    """Keep what is looked for under a name."""
    query = visit.said("q")
    try:
        with visit.site.open(writing=True) as book:
            save_filter(book, SaveFilter(name=visit.said("name"), query=query))
            done = batch_of(book)
    except Invalid as problem:
        return show_people(visit, query, save=view_of(visit.form, problem), status=400)
    return visit.move_on("people", done=done, q=query)


def forget(visit: Visit) -> Response:
    """Let a saved filter go."""
    with visit.site.open(writing=True) as book:
        drop_filter(book, visit.said("name"))
        done = batch_of(book)
    return visit.move_on("people", done=done, q=visit.said("q"))
