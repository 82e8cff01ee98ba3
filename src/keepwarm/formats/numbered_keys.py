"""Keys of what passed, where two may have been said in the same moment."""

from collections import OrderedDict

_REMEMBERED = 5_000


class NumberedKeys:
    """A key for each item of a file: the second of those that say the same of themselves ends in `:2`.

    The same item again, with the same content, has the same key. Those that share a moment stand near each
    other, so that only the last few thousand need to be remembered.
    """

    def __init__(self) -> None:
        self._contents: OrderedDict[str, list[int]] = OrderedDict()

    def key(self, said: str, *content: object) -> str:
        """The key of an item that says this of itself and holds this."""
        known = self._contents.setdefault(said, [])
        digest = hash(content)
        if digest not in known:
            known.append(digest)
        if len(self._contents) > _REMEMBERED:
            self._contents.popitem(last=False)
        number = known.index(digest) + 1
        return said if number == 1 else f"{said}:{number}"
