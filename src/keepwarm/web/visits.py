"""A visit: one request with its form, answered by a plain function in a thread."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from keepwarm.domain.errors import Ambiguous, Conflict, Missing, Problem, Unavailable
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.storage.book import Book
from keepwarm.web.addresses import demo_link, linker, owner_link, site_of
from keepwarm.web.drawing import draw
from keepwarm.web.site import Site

_MOST_FIELDS = 1_000
"""Somebody with a hundred addresses has a form of so many."""

MOST_FILES = 50

_NO_ROOM = "What you sent could not be kept for a moment ({}); nothing was changed. Free some space first."

_STATUS = {Missing: 404, Ambiguous: 409, Conflict: 409, Unavailable: 503}
"""What a problem is in HTTP; any other is 400."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request: the site, the request itself, and the form's fields (none of a GET)."""

    site: Site
    request: Request
    form: FormData

    @property
    def person_id(self) -> int:
        """The person whose page the address names. Raises Missing."""
        return self.id_of(self.request.path_params["person"], "Nobody in your book has this address.")

    def id_of(self, text: object, otherwise: str) -> int:
        """An id from an address or a field. Raises Missing with the sentence."""
        found = parse_public_id(text) if isinstance(text, str) else None
        if found is None:
            raise Missing(otherwise)
        return found

    def asked(self, name: str) -> str:
        """What the address asks for under a name, or nothing."""
        return self.request.query_params.get(name, "")

    def said(self, name: str) -> str:
        """What a field of the form says, or nothing."""
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""

    def link(self, route: str, **parts: str) -> str:
        """The path of a route, by its name."""
        return linker(self.request)(route, **parts)

    def show(self, template: str, *, status: int = 200, **content: object) -> Response:
        """Answer with a page."""
        return draw(self.request, template, status=status, **content)

    def move_on(
        self,
        route: str,
        *,
        done: int | None = None,
        q: str = "",
        anchor: str = "",
        asked: Mapping[str, str] | None = None,
        **parts: str,
    ) -> Response:
        """Lead on to a route after a change; `done` is the batch that its page offers to undo.

        `q` is what its page is to look for, `asked` what else it is asked, `anchor` the id of the part where
        the page goes on.
        """
        wanted = {"q": q, **(asked or {}), "done": "" if done is None else public_id(done)}
        given = {name: value for name, value in wanted.items() if value}
        query = f"?{urlencode(given)}" if given else ""
        place = f"#{anchor}" if anchor else ""
        return RedirectResponse(self.link(route, **parts) + query + place, status_code=303)

    def to_first_page(self) -> Response:
        """Where there is no book yet: the demo, or where there can be none, to begin one's own."""
        first = demo_link(self.request) or owner_link(self.request, "begin")
        return RedirectResponse(first, status_code=303)


Handler = Callable[[Visit], Response]


async def read_form(request: Request, *, max_files: int, max_fields: int) -> FormData:
    """The fields that were sent, in UTF-8 as every browser sends them. Raises HTTPException.

    A form that names another charset would be read by any decoder of Python's, and some make halves of
    characters that nothing can write down, or fail.
    """
    kind = request.headers.get("content-type", "").lower().replace('"', "")
    if "charset" in kind.replace("charset=utf-8", ""):
        raise HTTPException(400)
    return await request.form(max_files=max_files, max_fields=max_fields)


def answering(handler: Handler, *, needs_book: bool = True) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a handler: its form is read, it runs in a thread, its problems become pages."""

    async def answer(request: Request) -> Response:
        site = site_of(request)
        try:
            form = await read_form(request, max_files=MOST_FILES, max_fields=_MOST_FIELDS)
        except OSError as error:  # what is long waits on the disk while it comes in
            nothing = Visit(site=site, request=request, form=FormData())
            return nothing.show("problem.html", status=503, sentence=_NO_ROOM.format(error.strerror))
        try:
            visit = Visit(site=site, request=request, form=form)
            return await run_in_threadpool(_answer, handler, visit, needs_book=needs_book)
        finally:
            await form.close()

    return answer


def _answer(handler: Handler, visit: Visit, *, needs_book: bool) -> Response:
    try:
        if needs_book:
            if not visit.site.is_ready():
                return visit.show("making.html")
            if not visit.site.has_book():
                return visit.to_first_page()
            visit.site.settle_day()
        return handler(visit)
    except Problem as problem:
        return visit.show("problem.html", status=status_of(problem), sentence=str(problem))


def status_of(problem: Problem) -> int:
    """The status under which a problem is shown."""
    return next((status for kind, status in _STATUS.items() if isinstance(problem, kind)), 400)


def batch_of(book: Book) -> int | None:
    """The batch that was written in this transaction, or None where nothing changed."""
    return book.batch_id if book.batch is None else None
