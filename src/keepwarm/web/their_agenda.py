"""Where the other writes their half of an agenda: one page without scripts, for a stranger.

An address that never was, is over, or was taken back answers alike. Its style stands in the page and is
named to the browser by its hash.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.their_halves import PARTS, TheirHalf
from keepwarm.usecases.their_agenda import Enough, find_their_page, leave_half, take_half_back
from keepwarm.web.drawing import environment
from keepwarm.web.forms import FormView, view_of
from keepwarm.web.visits import Visit

_AN_HOUR = 30
"""How often one network may send something within an hour; a whole venue has one address."""

_TOO_MANY = "A lot came from where you are within the hour; please try again later."


def their_agenda(visit: Visit) -> Response:
    """What the owner would like to talk about, and a form for them."""
    return _show(visit, FormView())


def leave(visit: Visit) -> Response:
    """Keep what they wrote, and say how to take it back."""
    half = TheirHalf(**{name: visit.said(name) for name in PARTS})
    host = visit.request.client.host if visit.request.client else ""
    if not visit.site.public_limits.may_send(host, visit.site.clock(), _AN_HOUR):
        return _show(visit, view_of(visit.form, Invalid(_TOO_MANY)), status=429)
    try:
        with visit.site.open(writing=True) as book:
            receipt = leave_half(book, _token(visit), half)
    except Missing:
        return _over()
    except Enough as problem:
        return _show(visit, view_of(visit.form, Invalid(str(problem))), status=429)
    except Invalid as problem:
        return _show(visit, view_of(visit.form, problem), status=400)
    back = _link(visit, "their_agenda_back")
    return _drawn("their_agenda_sent.html", receipt=receipt, back=back, state="sent")


def take_back(visit: Visit) -> Response:
    """They take back what they sent, while it waits."""
    with visit.site.open(writing=True) as book:
        is_gone = take_half_back(book, _token(visit), visit.said("receipt"))
    state = "gone" if is_gone else "not there"
    return _drawn("their_agenda_sent.html", receipt="", back="", state=state)


def _show(visit: Visit, form: FormView, status: int = 200) -> Response:
    with visit.site.open() as book:
        page = find_their_page(book, _token(visit))
    if page is None:
        return _over()
    return _drawn("their_agenda.html", status=status, page=page, form=form, here=_link(visit, "their_agenda"))


def _over() -> Response:
    return _drawn("their_agenda_sent.html", status=404, receipt="", back="", state="over")


def _drawn(template: str, *, status: int = 200, **content: object) -> Response:
    rendered = environment().get_template(template).render(style=_style(), **content)
    headers = {"Content-Security-Policy": _policy(), "X-Robots-Tag": "noindex, nofollow"}
    return HTMLResponse(rendered, status_code=status, headers=headers)


@cache
def _style() -> str:
    return (Path(__file__).parent / "templates" / "their_agenda.css").read_text(encoding="utf-8").strip()


@cache
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return "; ".join((
        "default-src 'none'",
        "img-src data:",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ))  # fmt: skip


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _link(visit: Visit, route: str) -> str:
    return visit.link(route, token=_token(visit))
