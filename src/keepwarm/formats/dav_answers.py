"""What a DAV server answers (RFC 4918, 13): XML within bounds, and what it says of each resource.

No DTD, no entity beyond XML's own, nothing fetched (by defusedxml); no more depth, elements and text than any
honest answer has, of which no reader of the standard library keeps count.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import DefusedXMLParser

DAV, CALDAV, CALENDAR_SERVER = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}", "{http://calendarserver.org/ns/}"

MOST_DEPTH = 40
MOST_ELEMENTS = 400_000


@dataclass(slots=True)
class Element:
    """An element by its name with its namespace in braces; `label` is its attribute `name`."""

    name: str
    label: str = ""
    pieces: list[str] = field(default_factory=list)
    inner: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in it, without the blanks around."""
        return "".join(self.pieces).strip()

    def all(self, name: str) -> Iterator["Element"]:
        """The elements of a name directly within."""
        return (one for one in self.inner if one.name == name)

    def first(self, *names: str) -> "Element | None":
        """The first element down a path of names, or None."""
        found: Element | None = self
        for name in names:
            found = None if found is None else next(found.all(name), None)
        return found

    def has(self, name: str) -> bool:
        """Whether an element of this name stands anywhere within."""
        return any(one.name == name or one.has(name) for one in self.inner)

    def named(self) -> set[str]:
        """The `name` of each element directly within that has one."""
        return {one.label for one in self.inner if one.label}

    def said(self, *names: str) -> str:
        """The text down a path of names, empty where there is none."""
        found = self.first(*names)
        return "" if found is None else found.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What is said of one resource: its properties, or by `status` that there is none."""

    href: str
    status: int
    props: Element


def read_answer(blocks: Iterable[bytes]) -> Element:
    """The outermost element of an answer. Raises ValueError for what is no XML within the bounds."""
    tree = _Tree()
    parser = DefusedXMLParser(target=tree, forbid_dtd=True)
    try:
        for block in blocks:
            parser.feed(block)
        parser.close()
    except (ParseError, LookupError) as error:
        raise ValueError(str(error)) from error
    if tree.root is None:
        raise ValueError("empty")
    return tree.root


def resources(answer: Element) -> Iterator[Resource]:
    """Each resource of a multistatus, with those properties that it has."""
    for response in answer.all(f"{DAV}response"):
        status = _number(response.said(f"{DAV}status")) or 200
        props = Element(name=f"{DAV}prop")
        for stat in response.all(f"{DAV}propstat"):
            if _number(stat.said(f"{DAV}status")) in (0, 200) and (found := stat.first(f"{DAV}prop")):
                props.inner += found.inner
        for href in response.all(f"{DAV}href"):
            yield Resource(href=href.text, status=status, props=props)


def _number(status: str) -> int:
    """The number in `HTTP/1.1 200 OK`, 0 where there is none."""
    words = status.split()
    return int(words[1]) if len(words) > 1 and len(words[1]) == 3 and words[1].isdecimal() else 0


class _Tree:
    """Takes what the parser tells, and puts elements into one another."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= MOST_DEPTH:
            raise ValueError("more elements, or deeper ones, than any calendar has")
        element = Element(name=name, label=attributes.get("name", ""))
        if self._open:
            self._open[-1].inner.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        """The innermost element ends."""
        self._open.pop()

    def data(self, text: str) -> None:
        """Text within the innermost element."""
        if self._open:
            self._open[-1].pieces.append(text)

    def close(self) -> None:
        """Nothing more comes."""
