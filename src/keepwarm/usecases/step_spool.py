"""The steps of a plan, on disk until they are carried out: in an unnamed file that goes with the process."""

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from operator import attrgetter
from typing import IO, Any

from keepwarm.domain.arrivals import AddDetails, AddInteraction, AddPerson, CompletePerson, KeepCard, Step
from keepwarm.domain.details import Details, Role
from keepwarm.domain.errors import Unavailable
from keepwarm.domain.interactions import Interaction
from keepwarm.domain.people import Handle, Person
from keepwarm.domain.postal import Postal

_FREQUENT = (
    *(AddPerson, AddDetails, AddInteraction, CompletePerson, KeepCard),
    *(Details, Handle, Interaction, Person, Postal, Role),
)
"""What steps are made of most; the standard library takes dataclasses with slots apart in a slow way."""


class StepSpool:
    """Takes steps, and gives them back in their order. Raises Unavailable where there is no room."""

    def __init__(self) -> None:
        with _room_for_plans():
            self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the plan; see close)
        self._pickler = pickle.Pickler(self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._pickler.dispatch_table = _TAKEN_APART
        self._stored = 0

    def add(self, file: str, steps: tuple[Step, ...]) -> None:
        """Take the steps of an item of a file."""
        with _room_for_plans():
            self._pickler.dump((file, steps))
        self._pickler.clear_memo()
        self._stored += 1

    def __iter__(self) -> Iterator[tuple[str, tuple[Step, ...]]]:
        with _room_for_plans():
            self._file.seek(0)
        for _ in range(self._stored):
            yield pickle.load(self._file)  # noqa: S301 (an unnamed file that only this process has written)

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # what a full disk would not take is not needed any more
            self._file.close()


@contextmanager
def _room_for_plans() -> Iterator[None]:
    """Say in a sentence that a plan found no room, which may be on another disk than the book's."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"The plan of the import cannot be kept in a temporary folder ({error.strerror}); nothing was "
            "changed. Free some space there, or name another folder in TMPDIR."
        ) from error


_FIELDS = {kind: tuple(kind.__dataclass_fields__) for kind in _FREQUENT}
_VALUES = {kind: attrgetter(*fields) for kind, fields in _FIELDS.items()}


def _taken_apart(one: Any) -> tuple[Any, ...]:
    kind = type(one)
    values = _VALUES[kind](one)
    return _put_together, (kind, *(values if len(_FIELDS[kind]) > 1 else (values,)))


def _put_together(kind: Any, *values: Any) -> Any:
    return kind(**dict(zip(_FIELDS[kind], values, strict=True)))


_TAKEN_APART = dict.fromkeys(_FREQUENT, _taken_apart)
