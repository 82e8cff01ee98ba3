"""The fates of an import in little room: each is packed, and unpacked when it is looked at."""

import marshal
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, overload

from keepwarm.domain.arrivals import Arrival, Fate
from keepwarm.domain.likeness import Judgement
from keepwarm.domain.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FileArrival:
    """One item of one file, and what becomes of it."""

    file: str
    arrival: Arrival


class PackedFates(Sequence[FileArrival]):
    """What becomes of each item, in their order, without its steps."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._files: dict[str, int] = {}
        self._names: list[str] = []
        self.counts: Counter[Fate] = Counter()

    @property
    def files(self) -> Sequence[str]:
        """The names of all files, in the order in which they came."""
        return self._names

    def append(self, file: str, arrival: Arrival) -> None:
        """Take one more."""
        if file not in self._files:
            self._files[file] = len(self._names)
            self._names.append(file)
        self._packed.append(self._pack(file, arrival))
        self.counts[arrival.fate] += 1

    def mark_unsure(self, judgements: Iterable[tuple[int, int, Judgement]]) -> None:
        """Say of each new person in one of these pairs, the likeliest first, that the owner decides."""
        likeliest: dict[int, Judgement] = {}
        for one, other, judgement in judgements:
            likeliest.setdefault(one, judgement)
            likeliest.setdefault(other, judgement)
        for place, packed in enumerate(self._packed if likeliest else ()):
            _, _, fate, _, person_id, _, _ = marshal.loads(packed)  # noqa: S302 (only this module packs it)
            if fate == Fate.NEW.value and (found := likeliest.get(person_id)) is not None:
                item = self[place]
                unsure = replace(item.arrival, fate=Fate.UNSURE, reason=found.reasons[0], score=found.score)
                self._packed[place] = self._pack(item.file, unsure)
                self.counts[Fate.NEW] -= 1
                self.counts[Fate.UNSURE] += 1
        self.counts += Counter()  # none of nothing

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, place: int) -> FileArrival: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[FileArrival]: ...
    def __getitem__(self, place: int | slice) -> FileArrival | Sequence[FileArrival]:
        if isinstance(place, slice):
            return [self._unpacked(packed) for packed in self._packed[place]]
        return self._unpacked(self._packed[place])

    def _pack(self, file: str, arrival: Arrival) -> bytes:
        reason: Any = None if arrival.reason is None else (arrival.reason.code, *_plain(arrival.reason))
        said = (arrival.place, arrival.fate.value, arrival.person, arrival.person_id, arrival.score)
        return marshal.dumps((self._files[file], *said, reason))

    def _unpacked(self, packed: bytes) -> FileArrival:
        number, place, fate, person, person_id, score, reason = marshal.loads(packed)  # noqa: S302 (as above)
        arrival = Arrival(
            place=place,
            fate=Fate(fate),
            person=person,
            person_id=person_id,
            score=score,
            reason=None if reason is None else _reason(*reason),
        )
        return FileArrival(file=self._names[number], arrival=arrival)


def _plain(reason: Reason) -> Iterable[tuple[str, Any, bool]]:
    """The values of a reason, and of each whether it is a day."""
    for name, value in reason.values:
        is_day = isinstance(value, date)
        yield name, value.isoformat() if isinstance(value, date) else value, is_day


def _reason(code: str, *values: tuple[str, Any, bool]) -> Reason:
    return Reason(
        code, tuple((name, date.fromisoformat(value) if is_day else value) for name, value, is_day in values)
    )
