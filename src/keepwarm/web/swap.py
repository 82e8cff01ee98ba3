"""The page behind a card: a stranger takes it, and, if they like, leaves their own details.

It sets no cookie, asks for no password, counts nothing, and knows of the owner's book nothing but the card.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from keepwarm.domain.errors import Problem, Unavailable
from keepwarm.domain.own_cards import CardFields, OwnCard
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.submissions import (
    A_DAY_OF_A_NETWORK,
    A_DAY_OF_A_VENUE,
    AN_HOUR,
    AN_HOUR_AT_AN_EVENT,
    Flaw,
    Flawed,
    Given,
    TooMany,
    checked,
)
from keepwarm.usecases.find_person import handle_links
from keepwarm.usecases.own_cards import FILE_TYPE, PHOTO_TYPE, card_file, card_photo
from keepwarm.usecases.swap import (
    empty_what_is_old,
    find_open_card,
    leave_details,
    read_contact_file,
    typed_details,
)
from keepwarm.web.addresses import site_of
from keepwarm.web.swap_page import (
    HEADERS,
    draw_for_strangers,
    language_of,
    nothing_here,
    too_long,
    too_many,
    with_every_field,
)
from keepwarm.web.visits import Handler, Visit, read_form

_MOST_FIELDS = 30
_BAIT = "homepage"
"""A field that nobody sees, and programs fill in."""

AGREED = "yes"


def for_strangers(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a handler whose every refusal is a page for strangers."""

    async def answer(request: Request) -> Response:
        visit = Visit(site=site_of(request), request=request, form=FormData())
        try:
            form = await read_form(request, max_files=1, max_fields=_MOST_FIELDS)
        except (HTTPException, OSError):  # more than is taken, or nothing that can be read
            return await run_in_threadpool(too_long, visit)
        try:
            visit = Visit(site=visit.site, request=request, form=form)
            return await run_in_threadpool(_answer, handler, visit)
        finally:
            await form.close()

    return answer


def _answer(handler: Handler, visit: Visit) -> Response:
    try:
        if not visit.site.is_ready() or not visit.site.has_book():
            return nothing_here(visit)
        empty_what_is_old(visit.site.library, visit.site.clock())
        return handler(visit)
    except Unavailable:
        return too_many(visit, language_of(visit))
    except Problem:  # what it says is for the owner
        return nothing_here(visit)


def swap(visit: Visit) -> Response:
    """The card, and the form below it."""
    card = _find_card(visit)
    return nothing_here(visit) if card is None else _show(visit, card)


def leave(visit: Visit) -> Response:
    """Keep what was typed."""
    return _leave(visit, lambda: typed_details(typed_fields(visit.form)), costly=False)


def leave_file(visit: Visit) -> Response:
    """Keep what a contact file says."""
    return _leave(visit, lambda: _from_file(visit), costly=True)


def swap_file(visit: Visit) -> Response:
    """The card as a file for an address book."""
    card = _find_card(visit)
    if card is None:
        return nothing_here(visit)
    with visit.site.open() as book:
        raw = card_file(book, card)
    named = {"Content-Disposition": 'attachment; filename="contact.vcf"'}
    return Response(raw, media_type=FILE_TYPE, headers=HEADERS | named)


def swap_photo(visit: Visit) -> Response:
    """The photo, for who asks to see it."""
    card = _find_card(visit)
    if card is None or card.digest is None:
        return nothing_here(visit)
    with visit.site.open() as book:
        raw = card_photo(book, card)
    return Response(raw, media_type=PHOTO_TYPE, headers=HEADERS)


def typed_fields(form: FormData) -> dict[str, str]:
    """The fields of a form that are text."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def check_sender(visit: Visit, place: str) -> None:
    """Raise Flawed where no person sent this, or did not agree."""
    now = visit.site.clock()
    if visit.said(_BAIT) or not visit.site.public_limits.is_calm(place, visit.said("opened"), now):
        raise Flawed(Flaw.AGAIN)
    if visit.said("agreed") != AGREED:
        raise Flawed(Flaw.CONSENT)


def may_correct(visit: Visit) -> bool:
    """Whether the sender's network may send one more; counted where it may."""
    return visit.site.public_limits.may_send(_host(visit), visit.site.clock(), AN_HOUR)


def _may_leave(visit: Visit, card: OwnCard) -> bool:
    """Whether the sender's network may send one more for a card; counted where it may."""
    at_an_event = card.event_id is not None
    most, share = (AN_HOUR_AT_AN_EVENT, A_DAY_OF_A_VENUE) if at_an_event else (AN_HOUR, A_DAY_OF_A_NETWORK)
    now = visit.site.clock()
    return visit.site.public_limits.may_send(_host(visit), now, most, place=card.token, share=share)


def _host(visit: Visit) -> str:
    client = visit.request.client
    return client.host if client else ""


def opened_at(visit: Visit, place: str) -> str:
    """The stamp for the form of a place: of one that was refused its own."""
    return visit.site.public_limits.stamp_again(place, visit.said("opened"), visit.site.clock())


def _find_card(visit: Visit) -> OwnCard | None:
    with visit.site.open() as book:
        return find_open_card(book, visit.request.path_params["token"])


def _leave(visit: Visit, read: Callable[[], Given], *, costly: bool) -> Response:
    """Keep what is read; what is costly to read counts before it is looked at, else what is right."""
    card = _find_card(visit)
    if card is None:
        return nothing_here(visit)
    language = language_of(visit, card.language)
    try:
        check_sender(visit, card.token)
        if costly and not _may_leave(visit, card):
            return too_many(visit, language)
        given = checked(read())
        if not costly and not _may_leave(visit, card):
            return too_many(visit, language)
        with visit.site.open(writing=True) as book:
            left = leave_details(book, card.own_card_id, given, language=language)
    except Flawed as flawed:
        return _show(visit, card, flaw=flawed.flaw, typed=typed_fields(visit.form), status=400)
    except TooMany:
        return too_many(visit, language)
    return RedirectResponse(visit.link("receipt", token=left.receipt), status_code=303, headers=HEADERS)


def _from_file(visit: Visit) -> Given:
    file = visit.form.get("contact")
    if not isinstance(file, UploadFile):
        raise Flawed(Flaw.FILE)
    return read_contact_file(file.file.read(), about=visit.said("about"))


def _ways(fields: CardFields) -> Iterator[tuple[str, str]]:
    """What can be called, written to or opened, each with its link."""
    for kind, lines in (
        (HandleKind.PHONE, fields.phones),
        (HandleKind.EMAIL, fields.emails),
        (HandleKind.PROFILE, fields.pages),
    ):
        for line in lines:
            links = handle_links(Handle(kind=kind, value=line))
            yield line, next(iter(links.values()), "")


def _show(
    visit: Visit,
    card: OwnCard,
    *,
    flaw: Flaw | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    return draw_for_strangers(
        visit,
        "swap.html",
        language_of(visit, card.language),
        name=card.fields.name,
        status=status,
        card=card,
        flaw=flaw,
        typed=with_every_field(typed or {}),
        ways=tuple(_ways(card.fields)),
        opened=opened_at(visit, card.token),
    )
