"""Their code, or their paper card, read into the form in which somebody is captured."""

from starlette.datastructures import UploadFile
from starlette.responses import Response

from keepwarm.domain.errors import Problem, Unreadable
from keepwarm.usecases.read_code import read_code
from keepwarm.usecases.read_paper_card import read_paper_card
from keepwarm.web.capture import show_capture
from keepwarm.web.forms import FormView
from keepwarm.web.headers import POLICY
from keepwarm.web.visits import Visit, status_of

_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""The reader of codes is WebAssembly; on no other page may any run."""

_FROM_CODE = "From their code. Nothing is kept yet: correct what is not right, and add what you learned."
_FROM_CARD = "From their card. Letters may be misread: correct what is not right, and add what you learned."
_MOST_BYTES = 15_000_000
_AROUND = ("event", "place")


def scan(visit: Visit) -> Response:
    """The camera, or a picture of a code."""
    return _show_scan(visit)


def _show_scan(visit: Visit, *, problem: str = "", link: str = "", status: int = 200) -> Response:
    around = {name: visit.said(name) or visit.asked(name) for name in _AROUND}
    shown = visit.show("scan.html", status=status, problem=problem, opened=link, around=around)
    shown.headers["Content-Security-Policy"] = _POLICY
    return shown


def scan_now(visit: Visit) -> Response:
    """What a code says, in the form; a link is shown, and never followed."""
    try:
        found = read_code(visit.said("code"))
    except Problem as problem:
        return _show_scan(visit, problem=str(problem), status=status_of(problem))
    if found.link:
        return _show_scan(visit, link=found.link)
    said = {"name": found.name, "organization": found.organization, "title": found.title}
    return _show_filled(visit, said, found.addresses, _FROM_CODE)


def paper_card(visit: Visit) -> Response:
    """Where a photograph of a card is sent from."""
    return _show_paper(visit)


def _show_paper(visit: Visit, *, problem: str = "", status: int = 200) -> Response:
    around = {name: visit.said(name) or visit.asked(name) for name in _AROUND}
    return visit.show("paper_card.html", status=status, problem=problem, around=around)


def paper_card_now(visit: Visit) -> Response:
    """What the card may say, in the form; the picture is let go."""
    try:
        found = read_paper_card(_picture(visit))
    except Problem as problem:
        return _show_paper(visit, problem=str(problem), status=status_of(problem))
    said = {"name": found.name, "organization": found.organization, "title": found.title}
    return _show_filled(visit, said, found.addresses, _FROM_CARD)


def _picture(visit: Visit) -> bytes:
    sent = visit.form.get("picture")
    raw = sent.file.read(_MOST_BYTES + 1) if isinstance(sent, UploadFile) else b""
    if not raw:
        raise Unreadable("No picture came; take one of the card, or choose one.")
    return raw


def _show_filled(visit: Visit, said: dict[str, str], addresses: tuple[str, ...], read_from: str) -> Response:
    values = {name: [text] for name, text in said.items() if text}
    values |= {name: [visit.said(name)] for name in _AROUND if visit.said(name)}
    if addresses:
        values["reach"] = [addresses[0]]
        values["also"] = list(addresses[1:])
    return show_capture(visit, FormView(values=values), read_from=read_from)
