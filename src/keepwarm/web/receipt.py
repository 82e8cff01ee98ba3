"""The receipt of what somebody left: seen, corrected and withdrawn by whoever has its address."""

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from keepwarm.domain.meeting import SubmissionState
from keepwarm.domain.people import HandleKind
from keepwarm.domain.submissions import Flaw, Flawed, Given, Submission, checked
from keepwarm.usecases.choose_public_url import public_url
from keepwarm.usecases.own_cards import get_card
from keepwarm.usecases.swap import correct_details, find_receipt, typed_details, withdraw_details
from keepwarm.web.addresses import before_paths
from keepwarm.web.swap import check_sender, may_correct, opened_at, typed_fields
from keepwarm.web.swap_page import (
    HEADERS,
    draw_for_strangers,
    language_of,
    nothing_here,
    too_many,
    with_every_field,
)
from keepwarm.web.visits import Visit

_FIELD_OF = {HandleKind.PHONE: "phone", HandleKind.EMAIL: "email"}


def receipt(visit: Visit) -> Response:
    """What was left, and what became of it."""
    found = _find(visit)
    return nothing_here(visit) if found is None else _show(visit, *found)


def correct(visit: Visit) -> Response:
    """Let what is sent now stand in place of what was left."""
    found = _find(visit)
    if found is None:
        return nothing_here(visit)
    token = _token(visit)
    try:
        check_sender(visit, token)
        given = checked(typed_details(typed_fields(visit.form)))
        if not may_correct(visit):
            return too_many(visit, language_of(visit, found[0].language))
        with visit.site.open(writing=True) as book:
            correct_details(book, token, given)
    except Flawed as flawed:
        return _show(visit, *found, flaw=flawed.flaw, typed=typed_fields(visit.form), status=400)
    return RedirectResponse(visit.link("receipt", token=token), status_code=303, headers=HEADERS)


def withdraw(visit: Visit) -> Response:
    """Delete what was left."""
    found = _find(visit)
    if found is None:
        return nothing_here(visit)
    with visit.site.open(writing=True) as book:
        withdraw_details(book, _token(visit))
    submission, name, _ = found
    language = language_of(visit, submission.language)
    return draw_for_strangers(visit, "swap_said.html", language, name=name, said="withdrawn")


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _find(visit: Visit) -> tuple[Submission, str, str] | None:
    """The submission, what the owner calls themselves on the card it was left for, and where the book is."""
    with visit.site.open() as book:
        found = find_receipt(book, _token(visit))
        if found is None:
            return None
        card = None if found.own_card_id is None else get_card(book, found.own_card_id)
        before = before_paths(visit.request, public_url(book))
        return found, book.owner.name if card is None else card.fields.name, before


def _show(
    visit: Visit,
    submission: Submission,
    name: str,
    before: str,
    *,
    flaw: Flaw | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    token = _token(visit)
    given = submission.given
    return draw_for_strangers(
        visit,
        "swap_receipt.html",
        language_of(visit, submission.language),
        name=name,
        status=status,
        token=token,
        given=given,
        state=_state(submission),
        address=before + visit.link("receipt", token=token),
        flaw=flaw,
        typed=with_every_field(typed or ({} if given is None else _as_typed(given))),
        opened=opened_at(visit, token),
    )


def _state(submission: Submission) -> str:
    """What the page says became of it, as the name of its words."""
    if submission.state is SubmissionState.ACCEPTED:
        return "accepted"
    given = submission.given
    return "waiting" if given is None or given.replaces is None else "correction"


def _as_typed(given: Given) -> dict[str, str]:
    """The details as the fields of the form had them."""
    ways: dict[str, str] = {}
    for way in given.ways:
        ways.setdefault(_FIELD_OF.get(way.kind, "other"), way.value)
    return {
        **ways,
        "name": given.name,
        "organization": given.organization,
        "title": given.title,
        "prefers": given.prefers or "",
        "hours": given.hours or "",
        "when_words": given.when_words,
        "about": given.about,
    }
