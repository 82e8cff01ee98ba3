"""Are these one person? One pair after another, decided by a thumb; and any two whom the owner names."""

from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from keepwarm.domain.claims import ASKED_FIELDS
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.filters import words_of
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Book
from keepwarm.storage.pages.people import PersonLine, people_page
from keepwarm.storage.pages.review import pair_page, review_page
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.merge_people import MergePeople, find_duplicates, join_certain, merge_people, say_apart
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_GONE = "Nobody in your book has this address."
_LONGEST_QUERY = 500


def review(visit: Visit) -> Response:
    """The likeliest pair that waits, behind those put off; first the offer to join the certain ones."""
    skip = _number(visit.asked("skip"))
    with visit.site.open() as book:
        page, notice = review_page(book, skip), find_notice(visit, book)
    return visit.show(
        "review.html",
        page=page,
        skip=skip,
        raw_skip=visit.asked("skip"),
        offering=page.certain > 0 and not visit.asked("skip"),
        looked=bool(visit.asked("looked")),
        notice=notice,
    )


def decide(visit: Visit) -> Response:
    """Join the two or keep them apart; the next pair stands there at once."""
    one, other = (visit.id_of(visit.said(name), _GONE) for name in ("one", "other"))
    try:
        done = _decide(visit, one, other)
    except Missing:  # a second tap, when the first has joined them
        done = None
    return to_review(visit, done=done, skip=visit.said("skip"))


def join_all(visit: Visit) -> Response:
    """Join the pairs that are as good as certain, as one."""
    with visit.site.open(writing=True) as book:
        join_certain(book)
        done = batch_of(book)
    return to_review(visit, done=done)


def look_again(visit: Visit) -> Response:
    """Look through the whole book."""
    with visit.site.open(writing=True) as book:
        find_duplicates(book)
    return to_review(visit, looked="yes")


def to_review(visit: Visit, *, done: int | None = None, **asked: str) -> Response:
    """Lead on to the next pair; `done` is the batch that may be taken back."""
    said = {name: value for name, value in asked.items() if value}
    query = urlencode(said | ({} if done is None else {"done": public_id(done)}))
    return RedirectResponse(visit.link("review") + (f"?{query}" if query else ""), status_code=303)


def choose_other(visit: Visit) -> Response:
    """Who else somebody may be: a search among everybody."""
    with visit.site.open() as book:
        here = find_person(book, public_id(visit.person_id))
        last_word = " ".join(words_of(here.name).split()[-1:])
        query = visit.request.query_params.get("q", last_word)[:_LONGEST_QUERY].strip()
        people: tuple[PersonLine, ...] = ()
        wrong, today = "", book.today
        try:
            people = people_page(book, query).people
        except Invalid as problem:
            wrong = str(problem)
    found = [line for line in people if line.person_id != here.person_id]
    return visit.show(
        "choose_other.html",
        status=400 if wrong else 200,
        here=here,
        query=query,
        found=found,
        wrong=wrong,
        today=today,
    )


def pair(visit: Visit) -> Response:
    """Two whom the owner named, side by side."""
    with visit.site.open() as book:
        page, today = pair_page(book, *_the_two(visit)), book.today
    return visit.show("pair.html", pair=page, today=today, notice=None)


def decide_pair(visit: Visit) -> Response:
    """Join the two or keep them apart, and back to the one's page."""
    one, other = _the_two(visit)
    done = _decide(visit, one, other)
    return visit.move_on("person", person=public_id(one), done=done)


def _the_two(visit: Visit) -> tuple[int, int]:
    other = visit.id_of(visit.request.path_params["other"], _GONE)
    if other == visit.person_id:
        raise Invalid("These are one page of one person; choose somebody else.")
    return visit.person_id, other


def _decide(visit: Visit, one: int, other: int) -> int | None:
    """The batch of what was decided; None where that was decided before, or nothing was said."""
    with visit.site.open(writing=True) as book:
        _carry_out(visit, book, one, other)
        return batch_of(book)


def _carry_out(visit: Visit, book: Book, one: int, other: int) -> None:
    match visit.said("decision"):
        case "one":
            taken = tuple(field for field in sorted(ASKED_FIELDS) if visit.said(f"take-{field}") == "other")
            merge_people(book, MergePeople(person_id=one, other_id=other, from_other=taken))
        case "two":
            say_apart(book, one, other)
        case _:
            pass


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
