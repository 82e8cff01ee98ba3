"""A whole book of people in little room: each likeness is packed, and unpacked when it is looked at."""

import marshal
from collections.abc import Iterator, MutableMapping

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.recognition import Likeness


class PackedPeople(MutableMapping[int, Likeness]):
    """Likenesses by person id, in the order of their coming; about a fifth of the room of plain ones."""

    def __init__(self) -> None:
        self._packed: dict[int, bytes] = {}

    def __getitem__(self, person_id: int) -> Likeness:
        return _unpacked(self._packed[person_id])

    def __setitem__(self, person_id: int, likeness: Likeness) -> None:
        self._packed[person_id] = _packed(likeness)

    def __delitem__(self, person_id: int) -> None:
        del self._packed[person_id]

    def __iter__(self) -> Iterator[int]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _packed(one: Likeness) -> bytes:
    handles = [
        (handle.kind.value, handle.value, handle.label, handle.service, handle.preferred)
        for handle in one.handles
    ]
    birthday = "" if one.birthday is None else str(one.birthday)
    named = (one.names, one.given, one.family, one.nickname, one.organization)
    return marshal.dumps((named, handles, tuple(one.uids), birthday, tuple(one.sources)))


def _unpacked(packed: bytes) -> Likeness:
    named, handles, uids, birthday, sources = marshal.loads(packed)  # noqa: S302 (only this module packs it)
    names, given, family, nickname, organization = named
    return Likeness(
        names=names,
        given=given,
        family=family,
        nickname=nickname,
        organization=organization,
        handles=tuple(
            Handle(kind=HandleKind(kind), value=value, label=label, service=service, preferred=preferred)
            for kind, value, label, service, preferred in handles
        ),
        uids=frozenset(uids),
        birthday=PartialDate.parse(birthday) if birthday else None,
        sources=frozenset(sources),
    )
