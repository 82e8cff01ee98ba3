"""The events and time zones of a calendar (RFC 5545, 3.6), one at a time.

An event begins at its BEGIN:VEVENT, and each is counted from 1. It ends at its END:VEVENT, whatever was
left open within it; where another begins before, it has no end. Tasks, notes and the like are told by name.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

from keepwarm.formats.ics_lines import Line, raw_lines, read_line

EVENT, ZONE, CALENDAR = "VEVENT", "VTIMEZONE", "VCALENDAR"

LARGEST_EVENT = 1024 * 1024
"""Bytes of the properties of one event that are kept; a thousand guests take a fifth of it."""

_DEEPEST = 50
"""How many components may be open in one another; those within are only counted."""

_MARK = re.compile(rb"[ \t]*(BEGIN|END)[ \t]*:[ \t]*([A-Za-z0-9-]+)[ \t\x00\x1a]*", re.IGNORECASE)
_NAME = re.compile(rb"[A-Za-z0-9-]+")
_OF_A_ZONE = frozenset({"STANDARD", "DAYLIGHT"})
_OTHERS = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY"})


class Flaw(StrEnum):
    """Why an event could not be taken out of the file whole."""

    NO_BEGIN = "no begin"
    NO_END = "no end"
    TOO_LARGE = "too large"


@dataclass(slots=True, kw_only=True)
class Component:
    """A component with its lines in their order; `parts` are those of a time zone.

    `number` counts the events of the file; `method` is what the calendar says it was sent for.
    """

    name: str
    number: int = 0
    method: str = ""
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        """Every line of this name."""
        return [line for line in self.lines if line.head.name == name]

    def first(self, name: str) -> Line | None:
        """The first line of this name, or None."""
        return next((line for line in self.lines if line.head.name == name), None)

    def said(self, name: str) -> str:
        """The value of the first line of this name, empty where there is none."""
        line = self.first(name)
        return "" if line is None else line.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An event that is not whole; without a begin, `number` is that of the event before it."""

    number: int
    flaw: Flaw


def components(file: BinaryIO, wanted: Collection[str]) -> Iterator[Component | Broken]:
    """The components of a file in the order of their ends, with their properties of the wanted names.

    Never raises for what the bytes are; holds one component at a time.
    """
    splitter = _Splitter(frozenset(name.encode() for name in wanted))
    for raw in raw_lines(file):
        mark = _MARK.fullmatch(raw) if raw[0] in b"BbEe \t" else None
        if mark is None:
            splitter.take(raw)
        elif mark[1].upper() == b"BEGIN":
            yield from splitter.begin(mark[2].decode().upper())
        else:
            yield from splitter.end(mark[2].decode().upper())
    yield from splitter.give_up()


class _Splitter:
    """The component at hand, and what is open within it."""

    def __init__(self, wanted: frozenset[bytes]) -> None:
        self._wanted = wanted
        self._count = 0
        self._method = ""
        self._component: Component | None = None
        self._size = 0
        self._open: list[str] = []
        self._deeper = 0

    def take(self, raw: bytes) -> None:
        """A property: the component's own, that of a part of it, or the calendar's."""
        found = _NAME.match(raw)
        name = found[0].upper() if found else b""
        component = self._component
        if component is None:
            if name == b"METHOD" and not self._open and (line := read_line(raw)) is not None:
                self._method = line.value.strip().upper()
        elif name in self._wanted and (not self._open or self._in_a_part()):
            line = read_line(raw) if self._size <= LARGEST_EVENT else None
            self._size += len(raw)
            if line is not None:
                (component.parts[-1] if self._open else component).lines.append(line)

    def begin(self, name: str) -> Iterator[Component | Broken]:
        """Something begins: a component, or a part of the one at hand."""
        if name in (EVENT, ZONE, CALENDAR):
            yield from self.give_up()
            self._close()
            if name == CALENDAR:
                self._method = ""
                return
            self._count += name == EVENT
            number = self._count if name == EVENT else 0
            self._component = Component(name=name, number=number, method=self._method)
            self._size = 0
            return
        if self._component is None and name in _OTHERS:
            yield Component(name=name)
        elif self._component is not None and self._component.name == ZONE and name in _OF_A_ZONE:
            self._component.parts.append(Component(name=name))
        if len(self._open) < _DEEPEST:
            self._open.append(name)
        else:
            self._deeper += 1

    def end(self, name: str) -> Iterator[Component | Broken]:
        """Something ends, and what is open within it too."""
        component = self._component
        if component is not None and name == component.name:
            whole = self._size <= LARGEST_EVENT
            yield component if whole else Broken(number=component.number, flaw=Flaw.TOO_LARGE)
            self._component = None
            self._close()
        elif name == EVENT:
            yield Broken(number=self._count, flaw=Flaw.NO_BEGIN)
        elif name == CALENDAR:
            yield from self.give_up()
            self._close()
        elif self._deeper:
            self._deeper -= 1
        elif name in self._open:
            del self._open[self._open.index(name) :]

    def give_up(self) -> Iterator[Broken]:
        """What is at hand does not end."""
        component, self._component = self._component, None
        if component is not None and component.name == EVENT:
            yield Broken(number=component.number, flaw=Flaw.NO_END)

    def _close(self) -> None:
        self._open.clear()
        self._deeper = 0

    def _in_a_part(self) -> bool:
        component = self._component
        return (
            component is not None
            and len(self._open) == 1
            and self._open[0] in _OF_A_ZONE
            and (component.name == ZONE)
        )
