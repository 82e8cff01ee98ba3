"""Objects within a JSON file of any size, found one by one; damage to one does not take the others with it.

The file is walked through in chunks: what is kept of it is a chunk, the brackets that are open and the
names of the way in. Only places come out; the bytes of an object are read from there when they are wanted.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from keepwarm.formats.json_tokens import WIDEST_INDENT, tokens_of

Way = tuple[str, ...]
"""The names from the outermost object to a place in it; the numbers of list items are left out."""

_DEEPEST_WAY = 8
_LOST: Way = ("",)

_NO_BRACKETS = (b'"', b"\n")
_BETWEEN = (b",", b"[")
_OPENED_BY = {b"}": ord("{"), b"]": ord("[")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where an object of a list stands, in bytes; `whole` says that its brackets are those of one."""

    begin: int
    end: int
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An object of one of the lists that are looked for."""

    way: Way
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A string outside of these objects, of at most 256 bytes as written; escapes are not resolved."""

    way: Way
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """An object outside of these objects has ended."""

    way: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The file ends before its outermost object does."""


Event = Found | Word | Closed | Cut


def walk(file: BinaryIO, wanted: Container[Way]) -> Iterator[Event]:
    """What stands in the file, in its order: the objects of the lists at the wanted ways, and what is around.

    A string never spans lines. An object is taken to have lost its end where another one begins on a
    line indented no further, or stands where a name would have to; and its beginning where a name stands
    in a list. A list whose objects stand on lines of their own ends on a line that is indented less.
    """
    walker = _Walker(wanted)
    for place, mark, sound in tokens_of(file):
        yield from walker.step(place, mark, sound)
        if walker.done:
            return
    yield from walker.end(file.tell())


def bytes_of(file: BinaryIO, span: Span) -> bytes:
    """The bytes at a place."""
    file.seek(span.begin)
    return file.read(span.end - span.begin)


class _Walker:
    """Where the walk stands: the open brackets, their lines, the ways to them, the object it is in.

    `_lines` holds how far the line of each bracket is indented; `_list` is how many brackets are open with
    that of the wanted list, `_column` how far its objects are indented, -1 where they have no lines of
    their own; `_is_behind` says that the object around it seems to have ended. `_inside` is how many are
    open around the object at hand, 0 outside of any.
    """

    def __init__(self, wanted: Container[Way]) -> None:
        self.done = False
        self._wanted = wanted
        self._opened = bytearray()
        self._lines: list[int] = []
        self._ways: list[Way] = []
        self._name = ""
        self._before = b""
        self._line, self._first_at, self._is_first = 0, 0, False
        self._list, self._column, self._is_behind = 0, -1, False
        self._inside, self._begin, self._indent = 0, 0, -1
        self._behind = 0
        self._whole = True
        self._may_end, self._end = False, (0, 0, False)

    def step(self, place: int, mark: bytes, sound: bool) -> Iterator[Event]:
        """Take one token, which ends at a place."""
        last = mark[-1:] if mark[:1] not in _NO_BRACKETS else mark[:1]
        if last == b"\n":
            self._begin_line(place, len(mark) - 1)
            return
        self._is_first = place - 1 == self._first_at
        if self._may_end:
            yield from self._decide_end(place, last)
        yield from self._take(place, mark, last, sound)
        self._before = last
        if last in _BETWEEN and not self._inside:
            self._behind = place

    def _decide_end(self, place: int, last: bytes) -> Iterator[Event]:
        """Whether a bracket ended the list, by what comes next.

        Behind a list stands the bracket of what is around it, or a comma and a name; behind the outermost
        one, nothing.
        """
        if last == b"," and self._before == b"]":
            return
        at, line, is_likely = self._end
        closes = _OPENED_BY.get(last) == self._opened[self._list - 2] and (
            is_likely or (self._line < self._column if self._is_first else place - 1 == at)
        )
        is_name = self._before == b"," and last != b"{" and (self._line < self._column or self._line == line)
        self._may_end = False
        if self._list > 1 and (closes or is_name):
            yield from self._end_list()
        elif self._inside:
            self._whole = False

    def _end_list(self) -> Iterator[Event]:
        yield from self.lost(self._end[0] - 1)
        self._cut_back(self._list)
        yield from self._pop(self._end[0])

    def _take(self, place: int, mark: bytes, last: bytes, sound: bool) -> Iterator[Event]:
        if last == b'"':
            if self._inside:
                self._whole = self._whole and sound
            else:
                yield from self._string(mark)
        elif last == b"{":
            yield from self._open_object(place - 1, self._line if self._is_first else -1)
        elif last == b"[":
            self._open(b"[")
        elif last in _OPENED_BY:
            yield from self._close(place, last)
        elif last == b":" and not self._inside and self._is_in_list():
            is_known = not self._list or self._column > self._lines[self._list - 1] + 1
            self._begin_object(self._behind, self._column if is_known else WIDEST_INDENT, whole=False)
            self._open(b"{")

    def _begin_line(self, place: int, indent: int) -> None:
        self._line, self._first_at = indent, place
        if self._column < 0 < self._list == len(self._opened) and self._before == b"[":
            self._column = self._lines[-1] + 1  # at least, until an object is seen

    def end(self, place: int) -> Iterator[Event]:
        """Nothing more comes."""
        if self._may_end:
            yield from self._end_list()
        if not self.done:
            yield from self.lost(place)
            yield Cut()

    def lost(self, place: int) -> Iterator[Found]:
        """The object that the walk is in, which has no end of its own; nothing outside of one."""
        if self._inside:
            self._behind = place
            span = Span(begin=self._begin, end=place, whole=False)
            self._cut_back(self._inside)
            self._inside = 0
            yield Found(way=self._ways[-1], span=span)

    def _cut_back(self, depth: int) -> None:
        """Forget the brackets that were opened within so many; ways are known outside of objects alone."""
        del self._opened[depth:], self._lines[depth:], self._ways[depth:]

    def _string(self, mark: bytes) -> Iterator[Word]:
        text = mark.strip(b'"').decode(errors="replace")
        if self._before != b":":
            self._name = text
        elif self._opened[-1:] == b"{" and self._ways[-1] is not _LOST:
            yield Word(way=(*self._ways[-1], self._name), text=text)

    def _open(self, bracket: bytes) -> None:
        if not self._inside:
            way = self._ways[-1] if self._ways else ()
            if self._opened[-1:] == b"{":
                way = (*way, self._name) if len(way) < _DEEPEST_WAY else _LOST
            self._ways.append(way)
            if bracket == b"[" and not self._list and way in self._wanted:
                self._list, self._column = len(self._opened) + 1, -1
        self._opened += bracket
        self._lines.append(self._line)

    def _open_object(self, place: int, indent: int) -> Iterator[Event]:
        if self._is_behind and indent == self._around() < self._column:
            yield from self._leave_list(place)
        if self._inside and self._is_next(indent):
            yield from self.lost(place)
        astray = self._opened[-1:] == b"{" and self._before != b":"
        if self._inside:
            self._whole = self._whole and not astray
        elif self._is_in_list():
            self._learn_column(indent)
            self._begin_object(place, indent if indent >= 0 else self._column, whole=True)
        self._open(b"{")

    def _learn_column(self, indent: int) -> None:
        lowest = self._lines[self._list - 1] + 1 if self._list else 0
        if self._list and indent >= lowest and (self._column <= lowest or indent < self._column):
            self._column = indent

    def _is_in_list(self) -> bool:
        return self._opened[-1:] == b"[" and self._ways[-1] in self._wanted

    def _begin_object(self, place: int, indent: int, *, whole: bool) -> None:
        self._inside, self._begin, self._indent = len(self._opened), place, indent
        self._whole = whole

    def _is_next(self, indent: int) -> bool:
        """Whether an object that begins within another one is the next of the list."""
        if 0 <= indent <= self._indent:
            return True
        return len(self._opened) == self._inside + 1 and self._before != b":"

    def _leave_list(self, place: int) -> Iterator[Event]:
        """The list has lost its end: the object around it ended, and one beside that begins."""
        yield from self.lost(place)
        self._cut_back(self._list)
        yield from self._pop(place)
        yield from self._pop(place)

    def _close(self, place: int, bracket: bytes) -> Iterator[Event]:
        if self._column >= 0:
            is_likely = self._is_first and self._line == self._lines[self._list - 1] < self._column
            is_astray = self._is_astray(bracket)
            if bracket == b"]" and (
                is_likely or (is_astray and not self._inside and self._line <= self._column)
            ):
                self._may_end, self._end = True, (place, self._line, is_likely)
                return
            if is_astray:
                self._whole = False
                self._is_behind = self._is_behind or (self._is_first and self._line == self._around())
                return
        opener = _OPENED_BY[bracket]
        depth = len(self._opened)
        if depth and self._opened[-1] == opener:
            yield from self._pop(place)
        elif depth > self._inside + 1 and self._opened[-2] == opener:
            self._whole = False  # the bracket between the two was never closed
            yield from self._pop(place) if not self._inside else self._drop()
            yield from self._pop(place)
        elif self._inside and depth == self._inside + 1:
            yield from self.lost(place - 1)
            yield from self._pop(place)
        elif self._inside:
            self._whole = False

    def _around(self) -> int:
        """How far the line is indented on which the object around the list begins; -1 where there is none."""
        return self._lines[self._list - 2] if self._list > 1 else -1

    def _is_astray(self, bracket: bytes) -> bool:
        """Whether a closing bracket among the list's objects would close more than one of them."""
        if self._inside:
            return bracket == b"]" and len(self._opened) == self._inside + 1
        return len(self._opened) == self._list

    def _drop(self) -> Iterator[Event]:
        del self._opened[-1:], self._lines[-1:]
        return iter(())

    def _pop(self, place: int) -> Iterator[Event]:
        opened = self._opened.pop()
        self._lines.pop()
        if self._inside:
            if len(self._opened) == self._inside:
                self._inside = 0
                self._behind = place
                span = Span(begin=self._begin, end=place, whole=self._whole)
                yield Found(way=self._ways[-1], span=span)
            return
        way = self._ways.pop()
        if len(self._opened) < self._list:
            self._list, self._column, self._is_behind = 0, -1, False
        if opened == ord("{"):
            yield Closed(way=way)
        self.done = not self._opened
