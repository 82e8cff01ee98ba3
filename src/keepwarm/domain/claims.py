"""What sources claim of one field of a person, and which of them is shown.

Each field shows one value. What another source says, and what was there before, is kept as a claim with
its source and time, so that nothing is lost and the owner can choose. What the owner typed is never
overwritten by a source; a source may correct itself.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from keepwarm.domain.text import folded


class ClaimState(StrEnum):
    """What became of a claim: shown, waiting for the owner's choice, kept beside, or taken away."""

    SHOWN = "shown"
    ASKED = "asked"
    KEPT = "kept"
    GONE = "gone"


FIELDS = (
    "name", "given", "family", "prefix", "middle", "suffix", "nickname", "phonetic",
    "organization", "title", "birthday",
)  # fmt: skip
"""The fields of a person of which sources may disagree; notes are joined, and standing is the owner's."""

ASKED_FIELDS = frozenset({"name", "nickname", "organization", "title", "birthday"})
"""Where the owner is asked to choose; the parts of a name are kept beside it without a question."""

OWNER_SAID = "you"
"""The source of what the owner typed."""

HANDLE = "handle"
"""The field of a claim about a handle that the owner took away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a further value does to a field: its state as a claim; `SHOWN` takes the field over."""

    field: str
    value: str
    state: ClaimState


def settle(
    shown: Mapping[str, str],
    said: Mapping[str, str],
    *,
    corrects: Collection[str],
    claimed: Collection[tuple[str, str]],
) -> Iterator[Settled]:
    """What becomes of each value that a source says, beside what the fields show.

    `corrects` are the fields that show what this very record said before, which may so be corrected;
    `claimed` are the (field, value) pairs that were said before, about which nothing is asked twice.
    """
    for field, value in said.items():
        if not value or folded(value) == folded(shown[field]):
            continue
        if not shown[field] or field in corrects:
            yield Settled(field=field, value=value, state=ClaimState.SHOWN)
        elif (field, value) not in claimed:
            state = ClaimState.ASKED if field in ASKED_FIELDS else ClaimState.KEPT
            yield Settled(field=field, value=value, state=state)
