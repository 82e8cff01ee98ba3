"""The style sheet, the script and the mark: served under a name that changes with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_FOLDER = Path(__file__).parent / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOR_A_YEAR = "public, max-age=31536000, immutable"


@cache
def asset_paths() -> dict[str, str]:
    """Where each file is found, by its name."""
    return {name: f"/static/{sha256(body).hexdigest()[:12]}/{name}" for name, body in _bodies().items()}


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
    return {path.name: path.read_bytes() for path in sorted(_FOLDER.iterdir()) if path.suffix in _KINDS}
