"""The addresses where strangers come: a card, and the receipt of what they left."""

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from keepwarm.web import receipt, swap
from keepwarm.web.swap import for_strangers
from keepwarm.web.visits import Handler

_PAGES: tuple[tuple[str, str, str, Handler], ...] = (
    ("GET", "/c/{token}", "swap", swap.swap),
    ("GET", "/c/{token}/card.vcf", "swap_file", swap.swap_file),
    ("GET", "/c/{token}/photo", "swap_photo", swap.swap_photo),
    ("POST", "/c/{token}", "leave", swap.leave),
    ("POST", "/c/{token}/file", "leave_file", swap.leave_file),
    ("GET", "/r/{token}", "receipt", receipt.receipt),
    ("POST", "/r/{token}", "correct", receipt.correct),
    ("POST", "/r/{token}/withdraw", "withdraw", receipt.withdraw),
)


def swap_routes(before_path: str = "", before_name: str = "") -> Iterator[BaseRoute]:
    """The routes, below the path of a site."""
    for method, path, name, handler in _PAGES:
        yield Route(before_path + path, for_strangers(handler), name=before_name + name, methods=[method])
