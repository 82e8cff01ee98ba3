"""The places of many objects of a file, in little memory."""

from array import array
from collections.abc import Iterator

from keepwarm.formats.json_stream import Span


class Shelf:
    """The places of the objects of one kind, in the order of the file; sixteen bytes each."""

    def __init__(self) -> None:
        self._begins, self._ends = array("q"), array("q")

    def add(self, span: Span) -> None:
        """Put one more at the end."""
        self._begins.append(span.begin)
        self._ends.append(span.end if span.whole else -span.end)  # the sign says which are not whole

    def extend(self, others: "Shelf") -> None:
        """Put those of another shelf behind."""
        self._begins.extend(others._begins)
        self._ends.extend(others._ends)

    def __len__(self) -> int:
        return len(self._begins)

    def __iter__(self) -> Iterator[Span]:
        for begin, end in zip(self._begins, self._ends, strict=True):
            yield Span(begin=begin, end=abs(end), whole=end > 0)
