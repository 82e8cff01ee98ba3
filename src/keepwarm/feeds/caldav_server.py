"""A calendar server (CalDAV, RFC 4791) as it is asked: by PROPFIND and REPORT, which change nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from http.client import (
    CONFLICT,
    FORBIDDEN,
    GONE,
    INSUFFICIENT_STORAGE,
    MULTI_STATUS,
    NOT_FOUND,
    PRECONDITION_FAILED,
)
from urllib.parse import unquote

from keepwarm.domain.errors import Unavailable
from keepwarm.feeds.web_server import Answer, NoEntry, Place, TooLarge, WebServer
from keepwarm.formats.dav_answers import (
    CALDAV,
    CALENDAR_SERVER,
    DAV,
    Element,
    Resource,
    read_answer,
    resources,
)
from keepwarm.formats.vcard_text import tidy

LARGEST = 32 * 1024 * 1024
"""Bytes of one answer."""

_WELL_KNOWN = "/.well-known/caldav"
_A_BATCH = 50
_TOKEN_LOST = (FORBIDDEN, CONFLICT, GONE, PRECONDITION_FAILED, INSUFFICIENT_STORAGE)
_GONE = (NOT_FOUND, GONE)
_NAMESPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
_PROPERTIES = (
    "<D:resourcetype/><D:displayname/><D:sync-token/><S:getctag/><D:supported-report-set/>"
    "<D:current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/>"
)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A calendar on a server: `ctag` changes with it, `syncs` says that it tells what has changed since."""

    place: Place
    name: str
    ctag: str = ""
    syncs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What has changed in a calendar: the tags of what is there, by path; what is gone; how far that goes."""

    there: dict[str, str]
    gone: frozenset[str]
    token: str


class TokenLost(Exception):
    """The server no longer knows how far the calendar was read: it is to be read from its start."""


class CalendarServer:
    """The server of a feed. Raises Unavailable for whatever goes wrong."""

    def __init__(self, web: WebServer) -> None:
        self._web = web

    def calendars(self) -> list[Calendar]:
        """Every calendar of events at the owner's address, or of the owner, in the order of their paths.

        A server alone is also asked where its calendars are (RFC 6764, 5).
        """
        place = self._web.place
        try:
            found = self._at(place)
        except NoEntry:
            raise
        except Unavailable as problem:
            well_known = place.on(_WELL_KNOWN) if place.path == "/" else None
            if well_known is None:
                raise
            try:
                found = self._at(well_known)
            except Unavailable:
                raise problem from None  # what the owner's own address said tells more
        return sorted(found, key=lambda one: one.place.path)

    def changes(self, calendar: Calendar, token: str) -> Changes:
        """What has changed since a token, of all that there is for an empty one. Raises TokenLost."""
        there: dict[str, str] = {}
        gone: set[str] = set()
        while True:
            body = (
                f"<D:sync-collection {_NAMESPACES}><D:sync-token>{escape(token)}</D:sync-token>"
                "<D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"
            )
            answer = self._report(calendar.place, body, depth="0", tells_changes=bool(token))
            before, token = token, answer.said(f"{DAV}sync-token")
            is_cut = False
            for one in resources(answer):
                path = _path(calendar, one)
                if path.rstrip("/") == calendar.place.path.rstrip("/"):
                    is_cut = one.status == INSUFFICIENT_STORAGE  # RFC 6578, 3.6
                elif path and one.status in _GONE:
                    there.pop(path, None)
                    gone.add(path)
                elif path:
                    there[path] = one.props.said(f"{DAV}getetag")
                    gone.discard(path)
            if not is_cut or token in ("", before):
                return Changes(there=there, gone=frozenset(gone), token=token)

    def tags(self, calendar: Calendar) -> dict[str, str]:
        """The tag of each event that there is, by path: for servers that do not tell changes."""
        body = (
            f"<C:calendar-query {_NAMESPACES}><D:prop><D:getetag/></D:prop><C:filter>"
            '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>'
            "</C:calendar-query>"
        )
        answer = self._report(calendar.place, body, depth="1")
        found = ((_path(calendar, one), one) for one in resources(answer))
        return {path: one.props.said(f"{DAV}getetag") for path, one in found if path}

    def contents(self, calendar: Calendar, paths: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        """What stands at each path; None for what is larger than is read. What is gone is left out."""
        for begin in range(0, len(paths), _A_BATCH):
            yield from self._batch(calendar, paths[begin : begin + _A_BATCH])

    def _batch(self, calendar: Calendar, paths: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        hrefs = "".join(f"<D:href>{escape(path)}</D:href>" for path in paths)
        body = (
            f"<C:calendar-multiget {_NAMESPACES}><D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}"
            "</C:calendar-multiget>"
        )
        try:
            answer = self._report(calendar.place, body, depth="1")
        except TooLarge:
            if len(paths) == 1:
                yield paths[0], None
                return
            half = len(paths) // 2
            yield from self._batch(calendar, paths[:half])
            yield from self._batch(calendar, paths[half:])
            return
        said = {
            unquote(_path(calendar, one)): one.props.first(f"{CALDAV}calendar-data")
            for one in resources(answer)
        }
        for path in paths:  # servers answer in any order, and encode letters as they like
            if (data := said.get(unquote(path))) is not None:
                yield path, "".join(data.pieces)

    def _at(self, place: Place) -> list[Calendar]:
        """The calendars to which an address leads: itself, those of its home, those within it."""
        place, own = self._described(place)
        if _is_calendar(own):
            return [_calendar(place, own)]
        home = self._home(place, own)
        within = list(self._listed(home or place))
        if not within:
            raise Unavailable(f"{place.host} has no calendar of events at that address; check the address.")
        return within

    def _home(self, place: Place, own: Element) -> Place | None:
        """Where the owner's calendars lie (RFC 6764, 6)."""
        home = self._linked(place, own, f"{CALDAV}calendar-home-set")
        if home is not None:
            return home
        principal = self._linked(place, own, f"{DAV}current-user-principal")
        if principal is None:
            return None
        return self._linked(*self._described(principal), f"{CALDAV}calendar-home-set")

    def _linked(self, place: Place, props: Element, name: str) -> Place | None:
        """Where a property leads. Raises Unavailable where that is another server."""
        href = props.said(name, f"{DAV}href")
        if not href:
            return None
        found = place.on(href)
        if found is None:
            raise Unavailable(
                f"{place.host} says that the calendars are at {href[:200]!r}, on another server; if that is "
                "right, give that address instead."
            )
        return found

    def _described(self, place: Place) -> tuple[Place, Element]:
        """What an address says of itself, and where that was in the end."""
        place, found = self._found(place, "0")
        return place, Element(name="") if not found else found[0].props

    def _listed(self, place: Place) -> Iterator[Calendar]:
        """The calendars directly within."""
        place, found = self._found(place, "1")
        for one in found:
            where = place.on(one.href)
            if where is not None and _is_calendar(one.props):
                yield _calendar(where, one.props)

    def _found(self, place: Place, depth: str) -> tuple[Place, list[Resource]]:
        body = f"<D:propfind {_NAMESPACES}><D:prop>{_PROPERTIES}</D:prop></D:propfind>"
        headers = _headers(depth)
        with self._web.followed(
            "PROPFIND", place, largest=LARGEST, headers=headers, body=_written(body)
        ) as answer:
            return answer.place, list(resources(self._read(answer)))

    def _report(self, place: Place, body: str, *, depth: str, tells_changes: bool = False) -> Element:
        headers = _headers(depth)
        with self._web.asked(
            "REPORT", place, largest=LARGEST, headers=headers, body=_written(body)
        ) as answer:
            if tells_changes and answer.status in _TOKEN_LOST:
                raise TokenLost
            return self._read(answer)

    def _read(self, answer: Answer) -> Element:
        if answer.status != MULTI_STATUS:
            raise self._web.refusal(answer)
        try:
            found = read_answer(answer.blocks)
        except ValueError as error:
            raise Unavailable(
                f"{answer.place.host} does not answer as a calendar server does ({error}); check the address."
            ) from error
        if found.name != f"{DAV}multistatus":
            raise Unavailable(
                f"{answer.place.host} does not answer as a calendar server does; check the address."
            )
        return found


def _path(calendar: Calendar, one: Resource) -> str:
    """Where something in a calendar is; empty for what is elsewhere."""
    found = calendar.place.on(one.href)
    return "" if found is None else found.path


def _headers(depth: str) -> dict[str, str]:
    return {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}


def _written(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode()


def _is_calendar(props: Element) -> bool:
    """Whether it is a calendar, and may hold events; one that does not say what it holds may."""
    if props.first(f"{DAV}resourcetype", f"{CALDAV}calendar") is None:
        return False
    held = props.first(f"{CALDAV}supported-calendar-component-set")
    return held is None or not held.inner or "VEVENT" in held.named()


def _calendar(place: Place, props: Element) -> Calendar:
    named = tidy(props.said(f"{DAV}displayname"))[:_LONGEST_NAME]
    last = tidy(unquote(place.path.rstrip("/").rpartition("/")[2], errors="replace"))[:_LONGEST_NAME]
    can = props.first(f"{DAV}supported-report-set")
    return Calendar(
        place=place,
        name=named or last or "calendar",
        ctag=props.said(f"{CALENDAR_SERVER}getctag"),
        syncs=bool(props.said(f"{DAV}sync-token")) and (can is None or can.has(f"{DAV}sync-collection")),
    )
