"""Whom the owner could bring together: the few pairs, left as they are, and brought back."""

from starlette.responses import Response

from keepwarm.usecases.bring_together import LeavePair, bring_pair_back, bring_together, leave_pair
from keepwarm.usecases.embed_texts import with_meanings
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_NOBODY = "Nobody in your book has this address."
_BACK = {"ledger": "ledger"}
"""Whence a match is left, beside the page of pairs itself."""


def pairs(visit: Visit) -> Response:
    """The page."""
    with visit.site.open() as book:
        page, trouble = with_meanings(lambda embed: bring_together(book, embed))
        notice = find_notice(visit, book)
    return visit.show("bring_together.html", page=page, trouble=trouble, notice=notice)


def leave(visit: Visit) -> Response:
    """Leave two people as they are, or one need of theirs."""
    one, other = visit.id_of(visit.said("one"), _NOBODY), visit.said("other")
    other_id = visit.id_of(other, _NOBODY) if other else None
    with visit.site.open(writing=True) as book:
        leave_pair(book, LeavePair(person_id=one, other_id=other_id, about=visit.said("about")))
        done = batch_of(book)
    return _back(visit, done)


def back(visit: Visit) -> Response:
    """Propose two again."""
    gone = "This pair is not left any more; look at those whom you could bring together again."
    with visit.site.open(writing=True) as book:
        bring_pair_back(book, visit.id_of(visit.said("pair"), gone))
        done = batch_of(book)
    return _back(visit, done)


def _back(visit: Visit, done: int | None) -> Response:
    return visit.move_on(_BACK.get(visit.said("then"), "bring_together"), done=done)
