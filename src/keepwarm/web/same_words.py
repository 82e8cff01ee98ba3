"""The words that mean the same where a need is looked at beside an offer: read, and edited."""

from starlette.responses import Response

from keepwarm.domain.errors import Invalid
from keepwarm.usecases.match_needs import change_same_words, same_words
from keepwarm.web.forms import FieldErrors, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of


def words(visit: Visit, form: FormView | None = None, status: int = 200) -> Response:
    """The table as it is used."""
    with visit.site.open() as book:
        table, notice = same_words(book), find_notice(visit, book)
    return visit.show("same_words.html", status=status, table=table, notice=notice, form=form or FormView())


def change_words(visit: Visit) -> Response:
    """Use what was typed, or the usual one again."""
    try:
        with visit.site.open(writing=True) as book:
            change_same_words(book, "" if visit.said("usual") else visit.said("table"))
            done = batch_of(book)
    except Invalid as problem:
        return words(visit, view_of(visit.form, FieldErrors({"table": str(problem)})), 400)
    return visit.move_on("same_words", done=done)
