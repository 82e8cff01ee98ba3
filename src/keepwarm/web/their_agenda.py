"""Where the other writes their half of an agenda: one page without scripts, for a stranger.

An address that never was, is over, or was taken back answers alike. Its style stands in the page and is
named to the browser by its hash.
"""

from functools import cache
from pathlib import Path

from starlette.responses import Response

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.submissions import harmless
from keepwarm.domain.their_halves import PARTS, TheirHalf
from keepwarm.translations.agenda_languages import AGENDA_WORDS
from keepwarm.usecases.their_agenda import Enough, find_their_page, leave_half, take_half_back
from keepwarm.web.forms import view_of
from keepwarm.web.swap_page import draw_alone, language_of
from keepwarm.web.visits import Visit

_AN_HOUR = 30
"""How often one network may send something within an hour; a whole venue has one address."""


def their_agenda(visit: Visit) -> Response:
    """What the owner would like to talk about, and a form for them."""
    return _show(visit)


def leave(visit: Visit) -> Response:
    """Keep what they wrote, and say how to take it back."""
    half = TheirHalf(**{name: visit.said(name) for name in PARTS})
    host = visit.request.client.host if visit.request.client else ""
    if not visit.site.public_limits.may_send(host, visit.site.clock(), _AN_HOUR):
        return _show(visit, "many", status=429)
    try:
        with visit.site.open(writing=True) as book:
            receipt = leave_half(book, _token(visit), half, language=language_of(visit))
    except Missing:
        return _over(visit)
    except Enough:
        return _show(visit, "enough", status=429)
    except Invalid:
        is_empty = not any(harmless(getattr(half, name)) for name in PARTS)
        return _show(visit, "empty" if is_empty else "long", status=400)
    back = _link(visit, "their_agenda_back")
    return _said(visit, "sent", receipt=receipt, back=back)


def take_back(visit: Visit) -> Response:
    """They take back what they sent, while it waits."""
    with visit.site.open(writing=True) as book:
        is_gone = take_half_back(book, _token(visit), visit.said("receipt"))
    return _said(visit, "gone" if is_gone else "nothing")


def _show(visit: Visit, flaw: str = "", status: int = 200) -> Response:
    with visit.site.open() as book:
        page = find_their_page(book, _token(visit))
    if page is None:
        return _over(visit)
    here, form = _link(visit, "their_agenda"), view_of(visit.form, Invalid(""))
    return _drawn(visit, "their_agenda.html", status=status, page=page, form=form, flaw=flaw, here=here)


def _over(visit: Visit) -> Response:
    return _said(visit, "over", status=404)


def _said(visit: Visit, state: str, *, status: int = 200, receipt: str = "", back: str = "") -> Response:
    template = "their_agenda_sent.html"
    return _drawn(visit, template, status=status, state=state, receipt=receipt, back=back)


def _drawn(visit: Visit, template: str, *, status: int = 200, **content: object) -> Response:
    language = language_of(visit)
    around = {"words": AGENDA_WORDS[language]} | content
    return draw_alone(template, language, _style(), images="data:", status=status, **around)


@cache
def _style() -> str:
    return (Path(__file__).parent / "templates" / "their_agenda.css").read_text(encoding="utf-8").strip()


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _link(visit: Visit, route: str) -> str:
    return visit.link(route, token=_token(visit))
