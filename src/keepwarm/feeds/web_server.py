"""A web server that the owner configured: asked on connections that were checked, and on no others.

No redirect is followed to another server, no proxy of the environment is used, nothing is unpacked, and an
answer ends at a size and after a time.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

from keepwarm.domain.errors import Unavailable
from keepwarm.feeds import FeedSettings
from keepwarm.feeds.outbound import TIMEOUT_SECONDS, open_connection, said_of, secure

LONGEST_SECONDS = 600.0
"""How long one answer may take: a large calendar over a thin line."""

_BLOCK = 65_536
_SAFE_IN_PATHS = "%/:=&?~+!$,;'@()*[]-._"
_PORTS = {"https": 443, "http": 80}
_MOST_REDIRECTS = 5

Secret = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A server, and a path on it with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str) -> "Place":
        """The place of an address. Raises ValueError where it is none."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError(url)
        path = quote(parts.path or "/", safe=_SAFE_IN_PATHS)
        query = f"?{quote(parts.query, safe=_SAFE_IN_PATHS)}" if parts.query else ""
        port = parts.port or _PORTS[parts.scheme]
        return cls(scheme=parts.scheme, host=parts.hostname, port=port, path=path + query)

    def on(self, href: str) -> "Place | None":
        """Where a link in an answer leads; None where that is another server, or nowhere."""
        try:
            found = Place.of(urljoin(f"{self.origin}{self.path}", href))
        except ValueError:
            return None
        return found if found.origin == self.origin else None

    @property
    def origin(self) -> str:
        """The server alone, as a URL begins."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; `blocks` raises Unavailable where it is too large, too slow or breaks off."""

    place: Place
    status: int
    headers: HTTPMessage
    blocks: Iterator[bytes]


class TooLarge(Unavailable):
    """An answer that is larger than what is read."""


class NoEntry(Unavailable):
    """The server does not let the owner in."""


class WebServer:
    """The server of a feed. Raises Unavailable for whatever goes wrong on the way there and back."""

    def __init__(self, settings: FeedSettings, secret: Secret) -> None:
        try:
            self.place = Place.of(settings.address)
        except ValueError as error:
            raise Unavailable(
                f"{settings.address!r} is no address that can be read; add the feed again."
            ) from error
        self._settings = settings
        self._authorization = _authorization(settings, secret)
        self._connection = _Connection(self.place, private=settings.private)

    @contextmanager
    def asked(
        self,
        method: str,
        place: Place,
        *,
        largest: int,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Iterator[Answer]:
        """The answer to one request, whatever its status; of its body at most so many bytes."""
        response = self._response(method, place, dict(headers or {}), body)
        try:
            blocks = self._blocks(response, largest)
            yield Answer(place=place, status=response.status, headers=response.headers, blocks=blocks)
        finally:
            if not response.isclosed():
                self._connection.close()  # the rest of an answer that nobody wants is not waited for

    @contextmanager
    def followed(
        self, method: str, place: Place, *, largest: int, headers: Mapping[str, str], body: bytes
    ) -> Iterator[Answer]:
        """The same, and where the server says that it moved within itself, the answer from there."""
        for _ in range(_MOST_REDIRECTS):
            with self.asked(method, place, largest=largest, headers=headers, body=body) as answer:
                if answer.status not in (301, 302, 303, 307, 308):
                    yield answer
                    return
                place = self._moved_to(answer)
        raise Unavailable(f"{place.host} sends on from one address to the next; check the address.")

    def refusal(self, answer: Answer) -> Unavailable:
        """The problem of an answer that brings nothing, with the way out."""
        host, status = answer.place.host, answer.status
        if status in (401, 403):
            whom = self._settings.user or "anybody without a password"
            return NoEntry(
                f"{host} does not let {whom} in ({status}); check the user, and what the command prints."
            )
        if status in (404, 405, 410):
            return Unavailable(f"{host} has no calendar at that address ({status}); check the address.")
        if status in (301, 302, 303, 307, 308):
            self._moved_to(answer)
            return Unavailable(f"{host} has moved the calendar; give its new address.")
        return Unavailable(f"{host} cannot answer now ({status}); try again later.")

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _moved_to(self, answer: Answer) -> Place:
        """Where an answer sends on to on the same server. Raises Unavailable for any other."""
        target = answer.headers.get("Location", "")
        moved = answer.place.on(target)
        if moved is None:
            try:
                other = Place.of(urljoin(f"{answer.place.origin}{answer.place.path}", target)).host
            except ValueError:
                other = "nowhere"
            raise Unavailable(
                f"{answer.place.host} sends on to {other}, which is not followed; if that is right, give the "
                "address there."
            )
        return moved

    def _response(self, method: str, place: Place, headers: dict[str, str], body: bytes) -> HTTPResponse:
        headers = {"User-Agent": "Keepwarm", "Accept-Encoding": "identity", **headers}
        if self._authorization:
            headers["Authorization"] = self._authorization
        was_kept = self._connection.is_open
        try:
            return self._answered(method, place, headers, body)
        except (HTTPException, OSError, ValueError) as error:
            self._connection.close()
            if not was_kept:
                raise _broken(place.host, error) from error
        return self._response(method, place, headers, body)  # what was kept had ended meanwhile

    def _answered(self, method: str, place: Place, headers: dict[str, str], body: bytes) -> HTTPResponse:
        self._connection.request(method, place.path, body=body or None, headers=headers)
        response = self._connection.getresponse()
        if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("identity", ""):
            self._connection.close()
            raise Unavailable(
                f"{place.host} answers packed, which was not asked for; another server may not."
            )
        return response

    def _blocks(self, response: HTTPResponse, largest: int) -> Iterator[bytes]:
        until, size, promised = monotonic() + LONGEST_SECONDS, 0, response.length
        try:
            while block := response.read1(_BLOCK):
                size += len(block)
                if size > largest:
                    raise TooLarge(f"{self.place.host} answers with more than {largest // 1024**2} MiB.")
                if monotonic() > until:
                    raise Unavailable(f"{self.place.host} takes too long to answer; try again later.")
                yield block
            if promised is not None and size < promised:
                raise EOFError("the answer is cut off")
        except (EOFError, HTTPException, OSError, ValueError) as error:
            raise _broken(self.place.host, error) from error


class _Connection(HTTPConnection):
    """A connection of the standard library's client that is only ever made to a checked address."""

    def __init__(self, place: Place, *, private: bool) -> None:
        super().__init__(place.host, place.port)
        self._place = place
        self._private = private
        self.default_port = _PORTS[place.scheme]

    @property
    def is_open(self) -> bool:
        """Whether there is a connection, which may have ended without being closed."""
        return self.sock is not None

    def connect(self) -> None:
        """Connect, in TLS unless the address says otherwise."""
        place = self._place
        plain = open_connection(place.host, place.port, private=self._private, timeout=TIMEOUT_SECONDS)
        self.sock = plain if place.scheme == "http" else secure(plain, place.host)


def _authorization(settings: FeedSettings, secret: Secret) -> str:
    """What lets the owner in, with each request; empty where the address needs nothing."""
    if not settings.secret_command and not settings.user:
        return ""
    said = secret()
    if settings.oauth:
        if not said.isascii() or not said.isprintable():
            raise Unavailable(f"What the command of {settings.name} prints is no token; try it by itself.")
        return f"Bearer {said}"
    return "Basic " + b64encode(f"{settings.user}:{said}".encode()).decode()


def _broken(host: str, error: BaseException) -> Unavailable:
    return Unavailable(f"{host} broke off ({said_of(error)}); try again later.")
