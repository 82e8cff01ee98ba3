"""The journal: what was done, the latest first, each to be taken back."""

from starlette.responses import Response

from keepwarm.domain.errors import Missing
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.journal import journal_page
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.undo import undo
from keepwarm.web.notices import find_notice
from keepwarm.web.review import to_review
from keepwarm.web.visits import Visit, batch_of

_PLAIN_ROUTES = frozenset(
    {
        "today",
        "arrived",
        "cards",
        "people",
        "journal",
        "spoken",
        "add",
        "ledger",
        "help_now",
        "introductions",
        "one_to_ones",
        "referrals",
        "who_knows",
        "profile",
        "capture",
        "meet",
        "events",
        "practice",
        "practice_answers",
    }
)


def journal(visit: Visit) -> Response:
    """The latest things done."""
    with visit.site.open() as book:
        lines, notice = journal_page(book), find_notice(visit, book)
    return visit.show("journal.html", lines=lines, notice=notice)


def take_back(visit: Visit) -> Response:
    """Undo one batch, and lead back to the page that offered it, where that page is still there."""
    batch_id = visit.id_of(visit.said("batch"), "No change has this address; look into the journal.")
    with visit.site.open(writing=True) as book:
        undone = undo(book, batch_id)
        done = batch_of(book)
        touched = min(undone.person_ids, default=0)
        stays = len(undone.person_ids) == 1 and _is_there(book, touched)
    then = visit.said("then")
    if then == "review":
        return to_review(visit, done=done, skip=visit.said("skip"))
    if then == "person" and stays:
        return visit.move_on("person", person=public_id(touched), done=done)
    if then == "event" and visit.said("skip"):
        return visit.move_on("event", event=visit.said("skip"), done=done)
    if then == "one_to_one" and visit.said("skip"):
        return visit.move_on("one_to_one", one=visit.said("skip"), done=done)
    if then == "introduction" and undone.what == "introduce":
        return visit.move_on("introductions", done=done)
    if then == "introduction" and visit.said("skip"):
        return visit.move_on("introduction", introduction=visit.said("skip"), done=done)
    return visit.move_on(then if then in _PLAIN_ROUTES else "journal", done=done)


def _is_there(book: Book, person_id: int) -> bool:
    try:
        find_person(book, public_id(person_id))
    except Missing:
        return False
    return True
