"""Every card of the real address books, and how many of its values a way there and back keeps."""

from collections import Counter
from collections.abc import Callable
from functools import cache

from keepwarm.formats.vcard import Whole, split_cards
from tests.independent.vcard_values import Value, types, values
from tests.real_data import real_data


@cache
def real_cards() -> tuple[bytes, ...]:
    found: list[bytes] = []
    for path in sorted(real_data("vcards").glob("*.vcf")):
        with path.open("rb") as file:
            found += [item.raw for item in split_cards(file) if isinstance(item, Whole)]
    return tuple(found)


def kept_of_real_cards(there_and_back: Callable[[bytes], bytes]) -> tuple[int, int, Counter[Value]]:
    """Values that are kept, values that were said, and those that were lost, judged by a reader not ours."""
    kept = said = 0
    lost: Counter[Value] = Counter()
    for raw in real_cards():
        before, again = values(raw) + types(raw), there_and_back(raw)
        after = values(again) + types(again)
        kept += (before & after).total()
        said += before.total()
        lost += before - after
    return kept, said, lost
