"""What becomes of people whom a source brings: new, there already, one with somebody, or perhaps one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from keepwarm.domain.arrivals import (
    AbsorbPerson,
    AddDetails,
    AddPerson,
    AddRelation,
    Arrival,
    CompletePerson,
    Fate,
    KeepCard,
    Step,
)
from keepwarm.domain.details import NO_DETAILS, Details, FoundRelation
from keepwarm.domain.matching import Known, Match, digest_of, likeness_of, without_repeats
from keepwarm.domain.people import Person, Standing
from keepwarm.domain.sources import FoundPerson, RawFormat


@dataclass(slots=True, kw_only=True)
class PeoplePlanner:
    """Decides about people in turn; relations and groups wait for the end, when everybody is known."""

    known: Known
    new_id: Callable[[], int]
    _relations: list[tuple[str, int, FoundRelation]] = field(default_factory=list)
    _members: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    _became: dict[int, int] = field(default_factory=dict)

    def arrival(self, item: FoundPerson, source: str) -> Arrival:
        """The fate of one person; `known` learns of them. `source` is the name of what brings them."""
        digest = digest_of(item.raw)
        if item.raw and (person_id := self.known.find_bytes(digest)) is not None:
            return Arrival(place=item.place, fate=Fate.SAME, person=item.person.name, person_id=person_id)
        likeness = likeness_of(item, source)
        matches = self.known.find_same(likeness)
        person_id = self._one_who_stays(matches) if matches else self.new_id()
        steps: list[Step] = [
            self._absorb(one.person_id, person_id) for one in matches if one.person_id != person_id
        ]
        handles = without_repeats(item.handles)
        if matches:
            steps.append(
                CompletePerson(person_id=person_id, person=item.person, handles=handles, uid=item.uid)
            )
        else:
            steps.append(AddPerson(person_id=person_id, person=item.person, handles=handles))
        self.known.learn(person_id, likeness, by_relation=item.person.standing is Standing.BY_RELATION)
        if matches:
            steps += self._whoever_else(person_id)
        steps += self._kept(item, person_id, digest, source)
        return Arrival(
            place=item.place,
            fate=Fate.MERGED if matches else Fate.NEW,
            person=self.known.name_of(person_id),
            person_id=person_id,
            reason=matches[0].reason if matches else None,
            steps=tuple(steps),
        )

    def _one_who_stays(self, matches: list[Match]) -> int:
        """Somebody with a card of their own before who is known from history or as a relation."""
        passing = self.known.from_history | self.known.by_relation
        return min(matches, key=lambda one: one.person_id in passing).person_id

    def _absorb(self, other: int, person_id: int) -> AbsorbPerson:
        self.known.absorb(other, person_id)
        self._became[other] = person_id
        return AbsorbPerson(person_id=person_id, other_id=other)

    def _whoever_else(self, person_id: int) -> Iterator[Step]:
        """With what is known now, others in the book may be certain to be the same."""
        while more := self.known.find_same(self.known.people[person_id], but=person_id):
            yield self._absorb(more[0].person_id, person_id)

    def _kept(self, item: FoundPerson, person_id: int, digest: str, source: str) -> Iterator[Step]:
        """The bytes that they came as, and what else is known of them."""
        if item.raw:
            self.known.note_bytes(digest, person_id)
            yield KeepCard(
                person_id=person_id,
                uid=item.uid,
                other_uids=item.other_uids,
                digest=digest,
                raw=item.raw,
                raw_format=item.raw_format,
            )
        details = item.details
        if details is NO_DETAILS:
            return
        if details.photo and self.known.find_bytes(photo := digest_of(details.photo)) is None:
            self.known.note_bytes(photo, person_id)
            yield KeepCard(
                person_id=person_id, uid="", digest=photo, raw=details.photo, raw_format=RawFormat.PHOTO
            )
        self._relations += [(source, person_id, relation) for relation in details.relations]
        if details.members:
            self._members.append((source, item.person.name, details.members))
        if (rest := replace(details, relations=(), members=(), photo=b"")) != NO_DETAILS:
            yield AddDetails(person_id=person_id, details=rest)

    def rest(self) -> Iterator[tuple[str, Step]]:
        """What could only be said when everybody was known, with its source: relations, members of groups."""
        for source, first, relation in self._relations:
            person_id = self._now(first)
            other = self._related(person_id, relation)
            if other is None and relation.name:
                other = self.new_id()
                yield source, self._by_relation(other, relation.name)
            if other is not None and other != person_id:
                step = AddRelation(
                    person_id=person_id, other_id=other, kind=relation.kind, label=relation.label
                )
                yield source, step
        for source, tag, uids in self._members:
            members = dict.fromkeys(self.known.find_uid(uid) for uid in uids)
            for member in members:
                if member is not None:
                    yield source, AddDetails(person_id=member, details=Details(tags=(tag,)))

    def _now(self, person_id: int) -> int:
        while person_id in self._became:
            person_id = self._became[person_id]
        return person_id

    def _related(self, person_id: int, relation: FoundRelation) -> int | None:
        """Whom a relation names: by the source's id, as the only one of the name, or as one met so before."""
        if relation.uid and (same_id := self.known.find_uid(relation.uid)) is not None:
            return same_id
        others = (
            [one for one in self.known.namesakes(relation.name) if one != person_id] if relation.name else []
        )
        if len(others) == 1:
            return others[0]
        return next((one for one in others if one in self.known.by_relation), None)

    def _by_relation(self, person_id: int, name: str) -> AddPerson:
        person = Person(name=name, standing=Standing.BY_RELATION)
        likeness = likeness_of(FoundPerson(place="", person=person))
        self.known.learn(person_id, likeness, by_relation=True)
        return AddPerson(person_id=person_id, person=person, handles=())
