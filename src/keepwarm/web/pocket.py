"""The app on a phone: its manifest, its worker, and the page that opens without a network."""

import json
from functools import cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from keepwarm.usecases.pocket import pocket
from keepwarm.web.assets import asset_paths, asset_text
from keepwarm.web.drawing import draw
from keepwarm.web.pocket_words import words_for_others, words_of
from keepwarm.web.visits import Visit

_AT_EVERY_VISIT = {"Cache-Control": "no-cache"}
_PAPER = "#fcfaf6"
_OF_OTHERS = frozenset({"sw.js", "scan.js", "zxing_reader.js"})
"""What the worker does not keep: itself, and what reads codes, which needs the network anyway."""


async def manifest(_: Request) -> Response:
    """What a phone is told when the app is put on its screen."""
    paths = asset_paths()
    icons = [
        {"src": paths[f"icon-{size}.png"], "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    icons.append({"src": paths["mark.svg"], "sizes": "any", "type": "image/svg+xml"})
    said = {
        "id": "/",
        "name": "Keepwarm",
        "short_name": "Keepwarm",
        "description": "Keep your connections warm.",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": icons,
        "shortcuts": [{"name": "Somebody I just met", "url": "/pocket"}],
    }
    return JSONResponse(said, media_type="application/manifest+json", headers=_AT_EVERY_VISIT)


async def worker(request: Request) -> Response:
    """The worker, with what it keeps and a version that changes with any of it written above."""
    page = request.scope["app"].url_path_for("pocket")
    kept = sorted(path for name, path in asset_paths().items() if _is_kept(name))
    kept.append(request.scope["app"].url_path_for("pocket_words"))
    body = asset_text("sw.js")
    parts = (body.encode(), *map(str.encode, kept), _words(), bytes(_shell(request).body))
    version = sha256(b"\0".join(parts)).hexdigest()
    said = {"VERSION": version[:16], "PAGE": page, "SHELL": kept}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in said.items())
    return Response(head + body, media_type="text/javascript", headers=_AT_EVERY_VISIT)


async def hand_over_words(_: Request) -> Response:
    """What the phone says to others in their languages; nothing of anybody."""
    return Response(_words(), media_type="application/json", headers=_AT_EVERY_VISIT)


@cache
def _words() -> bytes:
    return json.dumps(words_for_others(), ensure_ascii=False).encode()


def _is_kept(name: str) -> bool:
    """Whether the page without a network needs a file: style, mark and scripts, but not the worker itself."""
    return name.endswith((".css", ".js", ".svg")) and name not in _OF_OTHERS


def _shell(request: Request) -> Response:
    """The page that says nothing of anybody; its script fills it with what the phone keeps."""
    return draw(request, "pocket.html")


def pocket_page(visit: Visit) -> Response:
    """The page, which is the same for everybody."""
    return _shell(visit.request)


def pocket_json(visit: Visit) -> Response:
    """What the page shows of the book, and a phone keeps where its owner switched that on."""
    with visit.site.open() as book:
        found = words_of(pocket(book))
    return JSONResponse(found)
