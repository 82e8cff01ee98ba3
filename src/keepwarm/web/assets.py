"""The style sheet, the script and the mark: served under a name that changes with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_FOLDER = Path(__file__).parent / "static"
_KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".wasm": "application/wasm",
}
_FOR_A_YEAR = "public, max-age=31536000, immutable"


@cache
def asset_paths() -> dict[str, str]:
    """Where each file is found, by its name. Scripts lie together, since they import each other by name."""
    bodies = _bodies()
    scripts = b"\0".join(body for name, body in bodies.items() if name.endswith(".js"))
    return {
        name: f"/static/{sha256(scripts if name.endswith('.js') else body).hexdigest()[:12]}/{name}"
        for name, body in bodies.items()
    }


def asset_text(name: str) -> str:
    """What a file of text says."""
    return _bodies()[name].decode()


async def asset(request: Request) -> Response:
    """One file; an address with another content's hash is no address."""
    name = request.path_params["name"]
    if asset_paths().get(name) != request.url.path:
        raise HTTPException(404)
    kind = _KINDS[Path(name).suffix]
    return Response(_bodies()[name], media_type=kind, headers={"Cache-Control": _FOR_A_YEAR})


@cache
def _bodies() -> dict[str, bytes]:
    """Every file that may be served."""
    files = sorted((*_FOLDER.iterdir(), *(_FOLDER / "vendor").iterdir()))
    return {path.name: path.read_bytes() for path in files if path.suffix in _KINDS}
