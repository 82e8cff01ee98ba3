"""How the site is reached from outside this machine, where it is; and from where somebody asks."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from keepwarm.domain.devices import Session, device_name
from keepwarm.domain.networks import Network, asker_behind
from keepwarm.usecases.limit_guesses import Asker, TryAgain, keyed_network
from keepwarm.usecases.passkeys import PasskeyPlace

_SESSION = "keepwarm.session"
_A_FEW_SECONDS = timedelta(seconds=5)
_MOST_NETWORKS = 1_000


class LatelyRefused:
    """Networks that were just told to try again later: for a few seconds they are told so once more unseen.

    So a flood of guesses costs the others little; it is short, as the owner may say the password anew.
    """

    def __init__(self) -> None:
        self._until: dict[str, tuple[datetime, TryAgain]] = {}

    def find(self, asker: Asker, now: datetime) -> TryAgain | None:
        """What a network was told; None where that is over, or nothing was said."""
        until, told = self._until.get(asker.network, (now, None))
        return told if now < until else None

    def note(self, asker: Asker, told: TryAgain, now: datetime) -> None:
        """A network was told; of too many, all are forgotten."""
        if len(self._until) >= _MOST_NETWORKS:
            self._until = {}
        self._until[asker.network] = (now + _A_FEW_SECONDS, told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The address, the proxies whose word is believed, and a key that lives as long as the process.

    The key seals challenges and hides networks; with it, whatever it made goes too.
    """

    url: str
    behind: Collection[Network] = ()
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    refused: LatelyRefused = field(default_factory=LatelyRefused, repr=False)

    @property
    def name(self) -> str:
        """The Host under which a browser asks: "warm.example.org", or with a port of its own."""
        return urlsplit(self.url).netloc

    @property
    def passkeys(self) -> PasskeyPlace:
        """Where passkeys hold."""
        return PasskeyPlace(host=urlsplit(self.url).hostname or "", origin=self.url, key=self.key)


class Forwarded:
    """Puts in place of a proxy that we believe whom it speaks for; what anybody else forwards is not read."""

    def __init__(self, app: ASGIApp, behind: Collection[Network]) -> None:
        self.app = app
        self.behind = behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if scope["type"] == "http" and scope.get("client") and self.behind:
            peer, port = scope["client"]
            said = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
            scope = {**scope, "client": (asker_behind(peer, said, self.behind), port)}
        await self.app(scope, receive, send)


def outside_of(request: Request) -> Outside | None:
    """How the site is reached from outside; None where only this machine reaches it."""
    found: Outside | None = request.scope["app"].state.outside
    return found


def asker_of(request: Request, outside: Outside) -> Asker:
    """Who wants to come in."""
    address = request.client.host if request.client else ""
    device = device_name(request.headers.get("user-agent", ""))
    return Asker(network=keyed_network(outside.key, address), device=device)


def with_session(scope: Scope, session: Session) -> Scope:
    """The request, of somebody who is logged in."""
    return {**scope, _SESSION: session}


def session_of(request: Request) -> Session | None:
    """Whose request it is; None for a stranger, and where no login is asked for."""
    found: Session | None = request.scope.get(_SESSION)
    return found
