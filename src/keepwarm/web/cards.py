"""The owner's cards: seen, made, changed, withdrawn, and handed over as code, link, file or text."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import Response

from keepwarm.domain.errors import Invalid, Missing, Problem
from keepwarm.domain.ids import parse_public_id, public_id
from keepwarm.domain.own_cards import CardFields, OwnCard, is_open
from keepwarm.storage.book import Book
from keepwarm.translations.swap_languages import LANGUAGE_NAMES
from keepwarm.usecases.own_cards import (
    FILE_TYPE,
    PHOTO_TYPE,
    KeepCard,
    WrongField,
    add_card,
    all_cards,
    card_file,
    card_in_code,
    card_link,
    card_photo,
    change_card,
    events_for_cards,
    first_card,
    get_card,
    has_public_address,
    qr_picture,
    sms_link,
    text_message,
    withdraw_card,
)
from keepwarm.web.addresses import before_paths, site_of
from keepwarm.web.forms import FieldErrors, FieldReader, FormView, view_of
from keepwarm.web.notices import find_notice
from keepwarm.web.visits import Visit, batch_of

_GONE = "This card is not there any more; your cards have those that are."
_SVG = "image/svg+xml"


def cards(visit: Visit) -> Response:
    """All of them."""
    with visit.site.open() as book:
        held, notice = all_cards(book), find_notice(visit, book)
        shown = [(card, is_open(card, book.today)) for card in held]
    return visit.show("cards.html", cards=shown, notice=notice)


def new_card(visit: Visit) -> Response:
    """The form of a new one, which begins with what is known."""
    with visit.site.open() as book:
        said = first_card(book)
    return _show_form(visit, None, _view(said, None))


def new_card_now(visit: Visit) -> Response:
    """Make it."""
    try:
        with visit.site.open(writing=True) as book:
            card_id = add_card(book, _read(visit, book))
            done = batch_of(book)
    except Problem as problem:
        return _show_form(visit, None, _again(visit, problem), status=400)
    return visit.move_on("card", done=done, card=public_id(card_id))


def card(visit: Visit) -> Response:
    """One, to be held up: its code, and every other way to hand it over."""
    with visit.site.open() as book:
        found, link = _card(visit, book)
        content: dict[str, Any] = {
            "card": found,
            "open": is_open(found, book.today),
            "card_url": link,
            "text": text_message(found.fields.name, link),
            "sms": sms_link(text_message(found.fields.name, link)),
            "has_address": has_public_address(book),
            "event": events_for_cards(book).get(found.event_id or 0, ""),
            "notice": find_notice(visit, book),
        }
    return visit.show("card.html", **content)


def edit_card(visit: Visit) -> Response:
    """One, in a form."""
    with visit.site.open() as book:
        found, _ = _card(visit, book)
    return _show_form(visit, found, _view(_as_command(found), found))


def edit_card_now(visit: Visit) -> Response:
    """Keep it as the form says."""
    with visit.site.open() as book:
        found, _ = _card(visit, book)
    try:
        with visit.site.open(writing=True) as book:
            change_card(book, found.own_card_id, _read(visit, book))
            done = batch_of(book)
    except Missing:
        raise
    except Problem as problem:
        return _show_form(visit, found, _again(visit, problem), status=400)
    return visit.move_on("card", done=done, card=public_id(found.own_card_id))


def withdraw(visit: Visit) -> Response:
    """Let its link lead nowhere from now on."""
    with visit.site.open(writing=True) as book:
        found, _ = _card(visit, book)
        withdraw_card(book, found.own_card_id)
        done = batch_of(book)
    return visit.move_on("cards", done=done)


def code(visit: Visit) -> Response:
    """The code of the link, or of the whole card."""
    with visit.site.open() as book:
        found, link = _card(visit, book)
    whole = visit.request.path_params["what"] == "card"
    return Response(qr_picture(card_in_code(found) if whole else link), media_type=_SVG)


def file(visit: Visit) -> Response:
    """The card as a file."""
    with visit.site.open() as book:
        raw = card_file(book, _card(visit, book)[0])
    named = {"Content-Disposition": 'attachment; filename="card.vcf"'}
    return Response(raw, media_type=FILE_TYPE, headers=named)


def photo(visit: Visit) -> Response:
    """The photo that is on it. Raises Missing."""
    with visit.site.open() as book:
        raw = card_photo(book, _card(visit, book)[0])
    if not raw:
        raise Missing("There is no photo on this card.")
    return Response(raw, media_type=PHOTO_TYPE)


def _card(visit: Visit, book: Book) -> tuple[OwnCard, str]:
    found = get_card(book, visit.id_of(visit.request.path_params["card"], _GONE))
    here = before_paths(visit.request)
    # The cards of the demo are shown below its path, and have no address from outside.
    if site_of(visit.request).own is not None:
        return found, here + visit.link("swap", token=found.token)
    return found, card_link(book, found, here)


def _read(visit: Visit, book: Book) -> KeepCard:
    """The card of the form. Raises Invalid."""
    fields = FieldReader(visit.form, book.today)
    expires_on = fields.coming_day("expires_on")
    if fields.errors:
        raise FieldErrors(fields.errors)
    picture = visit.form.get("picture")
    raw = picture.file.read() if isinstance(picture, UploadFile) and picture.filename else None
    shown = CardFields(
        name=fields.text("name"),
        title=fields.text("title"),
        organization=fields.text("organization"),
        phones=_lines(fields.text("phones")),
        emails=_lines(fields.text("emails")),
        pages=_lines(fields.text("pages")),
    )
    return KeepCard(
        label=fields.text("label"),
        fields=shown,
        pitch=fields.text("pitch"),
        language=fields.text("language"),
        event_id=parse_public_id(fields.text("event")),
        expires_on=expires_on,
        photo=raw,
        without_photo=fields.text("without_photo") == "yes",
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, text.splitlines()) if line)


def _as_command(card: OwnCard) -> KeepCard:
    return KeepCard(
        label=card.label,
        fields=card.fields,
        pitch=card.pitch,
        language=card.language,
        event_id=card.event_id,
        expires_on=card.expires_on,
    )


def _view(said: KeepCard, card: OwnCard | None) -> FormView:
    """A card as the form shows it."""
    values: Mapping[str, str] = {
        "label": said.label,
        "name": said.fields.name,
        "title": said.fields.title,
        "organization": said.fields.organization,
        "phones": "\n".join(said.fields.phones),
        "emails": "\n".join(said.fields.emails),
        "pages": "\n".join(said.fields.pages),
        "pitch": said.pitch,
        "language": said.language,
        "event": "" if card is None or card.event_id is None else public_id(card.event_id),
        "expires_on": "" if said.expires_on is None else said.expires_on.isoformat(),
    }
    return FormView(values={name: [value] for name, value in values.items()})


def _again(visit: Visit, problem: Problem) -> FormView:
    """The form as it was sent; a picture has to be chosen again, as browsers keep none."""
    if isinstance(problem, WrongField):
        return view_of(visit.form, FieldErrors({problem.name: str(problem)}))
    shown = problem if isinstance(problem, Invalid) else Invalid(str(problem))
    return view_of(visit.form, shown)


def _show_form(visit: Visit, card: OwnCard | None, form: FormView, *, status: int = 200) -> Response:
    with visit.site.open() as book:
        events = {public_id(event_id): name for event_id, name in events_for_cards(book).items()}
    content: dict[str, Any] = {"card": card, "form": form, "events": events, "languages": LANGUAGE_NAMES}
    return visit.show("card_edit.html", status=status, **content)
