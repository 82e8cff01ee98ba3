"""The outbox: what a phone kept without a network, each entry taken in exactly once (PRODUCT.md, C4).

The phone sends JSON, one entry at a time, in order. The answer says what became of it: kept now, there
before, refused with a sentence that the owner can act on, or made for another book than this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import AwareDatetime, ConfigDict, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from keepwarm.domain.errors import Conflict, Invalid, Problem, Unavailable
from keepwarm.storage.book import Book
from keepwarm.usecases.pocket import book_mark
from keepwarm.usecases.take_once import take_once
from keepwarm.web.addresses import site_of
from keepwarm.web.forms import FieldErrors
from keepwarm.web.outbox_kinds import KINDS
from keepwarm.web.site import Site

MOST_BYTES = 64 * 1024
_JUST_NOW = timedelta(minutes=1)
_FIRST = datetime(1970, 1, 2, tzinfo=UTC)
"""A phone whose clock says less has lost the time; nothing else reckons with the first years."""

_UNREADABLE = (
    "What this phone sent cannot be read; open Keepwarm again while there is a network, and send it again."
)
_TOO_MUCH = "This is longer than can be taken in from a phone; write less, in two entries."
_UNKNOWN = "This kind of entry is not known here; bring Keepwarm up to date, and send it again."
_ELSEWHERE = "This was written for another book; it waits until you log in to that one on this phone."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a phone kept; `book` is the mark of the book it was made for, where that was known."""

    __pydantic_config__ = ConfigDict(extra="forbid", str_max_length=MOST_BYTES)

    token: str
    kind: str
    made_at: AwareDatetime
    fields: Mapping[str, str | list[str]]
    book: str = ""


_ENTRY = TypeAdapter(Entry)


async def take(request: Request) -> Response:
    """Take in one entry."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return _refused(_UNREADABLE, 415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return _refused(_TOO_MUCH)
    return await run_in_threadpool(_take, site_of(request), bytes(body))


def _take(site: Site, body: bytes) -> Response:
    try:
        entry = _ENTRY.validate_json(body)
    except ValidationError:
        return _refused(_UNREADABLE)
    try:
        if not site.has_book():
            return JSONResponse({"state": "later"}, status_code=503)
        site.settle_day()
        with site.open(writing=True) as book:
            return _take_into(book, entry)
    except (Conflict, Unavailable) as problem:
        return JSONResponse({"state": "later", "sentence": str(problem)}, status_code=503)
    except Problem as problem:
        return _refused(_sentence(problem))


def _take_into(book: Book, entry: Entry) -> Response:
    mark = book_mark(book)
    if entry.book not in ("", mark):
        return JSONResponse({"state": "elsewhere", "sentence": _ELSEWHERE}, status_code=409)
    keep = KINDS.get(entry.kind)
    if keep is None:
        raise Invalid(_UNKNOWN)
    made_at = max(_FIRST, min(entry.made_at, book.now - _JUST_NOW))
    is_new = take_once(book, entry.token, lambda opened: keep(opened, _form(entry), made_at))
    return JSONResponse({"state": "kept" if is_new else "there", "book": mark})


def _form(entry: Entry) -> FormData:
    """The fields as a form has them."""
    pairs: list[tuple[str, str | UploadFile]] = [
        (name, one)
        for name, value in entry.fields.items()
        for one in ([value] if isinstance(value, str) else value)
    ]
    return FormData(pairs)


def _sentence(problem: Problem) -> str:
    """What is wrong in one: of a form, what is wrong with its fields."""
    return " ".join(problem.errors.values()) if isinstance(problem, FieldErrors) else str(problem)


def _refused(sentence: str, status: int = 400) -> Response:
    return JSONResponse({"state": "refused", "sentence": sentence}, status_code=status)
