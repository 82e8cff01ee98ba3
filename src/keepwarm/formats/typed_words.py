"""The typed view of a person as words, in the form by which a source's cells are looked up in it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Details, Favour, FoundPromise, FoundStep, LearnedFact
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.formats.vcard_text import tidy

_Told = LearnedFact | Favour | FoundPromise | FoundStep
_DATED_LINE = re.compile(r"^[^:\n]+: (.*\d{4}.*)$", re.MULTILINE)  # Connected on LinkedIn: 3 févr. 2026
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWords:
    """What is shown of somebody, each text in the form of `compared`.

    `whole` are texts on their own, `listed` those of them that a cell may have side by side (tags,
    relations), `labelled` pairs of a label and the text it stands by, `lines` the lines of texts of
    several lines, `days` dates in their ISO form, `addresses` the words of each postal address, sorted.
    """

    whole: frozenset[str]
    listed: frozenset[str]
    labelled: frozenset[tuple[str, str]]
    lines: tuple[tuple[str, ...], ...]
    days: frozenset[str]
    addresses: frozenset[tuple[str, ...]]
    phonetic: str
    birthday: PartialDate | None


def compared(text: str) -> str:
    """A text without what is forgiven: case, spaces and line ends, commas, the mark of a primary value."""
    plain = tidy(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()))
    return " ".join(plain.replace(",", " ").split()).removeprefix("* ")


def compared_lines(text: str) -> tuple[str, ...]:
    """The lines that say something, each in the form of `compared`."""
    return tuple(filter(None, map(compared, text.splitlines())))


def typed_words(person: Person, handles: Sequence[Handle], details: Details) -> TypedWords:
    """All that the typed view shows."""
    listed = {compared(text) for text in (*details.tags, *(one.name for one in details.relations))}
    texts = (person.note, *(one.text for one in _told(details)))
    return TypedWords(
        whole=frozenset(
            {
                *map(compared, _texts(person, details)),
                *(form for handle in handles for form in _forms(handle)),
                *(compared(day) for text in texts for day in _DATED_LINE.findall(text)),
                *listed,
            }
            - {""}
        ),
        listed=frozenset(listed - {""}),
        labelled=frozenset(_labelled(handles, details)),
        lines=tuple(map(compared_lines, texts)),
        days=frozenset(_days(person, details, texts)),
        addresses=frozenset(
            tuple(sorted(compared(one.value).split())) for one in handles if one.kind is HandleKind.ADDRESS
        ),
        phonetic=f" {compared(person.phonetic)} ",
        birthday=person.birthday,
    )


def _told(details: Details) -> tuple[_Told, ...]:
    """What has a text of its own; each may be several lines."""
    return (*details.facts, *details.favours, *details.promises, *details.steps)


def _texts(person: Person, details: Details) -> Iterator[str]:
    yield from (person.name, person.given, person.family, person.prefix, person.middle, person.suffix)
    yield from (person.nickname, person.phonetic, person.organization, person.title, person.note)
    for role in details.roles:
        yield from (role.organization, role.department, role.title)
    yield from (relation.uid for relation in details.relations)
    yield from (one.text for one in _told(details))
    yield from details.members


def _forms(handle: Handle) -> Iterator[str]:
    """A handle, and the parts of a postal address: its lines of the street one by one too."""
    yield compared(handle.value)
    if handle.postal:
        yield from map(compared, handle.postal.parts)
        yield from compared_lines(handle.postal.street)
    elif handle.kind is HandleKind.ADDRESS:
        yield from map(compared, handle.value.split(", "))


def _labelled(handles: Sequence[Handle], details: Details) -> Iterator[tuple[str, str]]:
    for handle in handles:
        for form in _forms(handle):
            yield compared(handle.label), form
            yield compared(handle.service), form
    for relation in details.relations:
        yield compared(relation.label), compared(relation.name)
        yield compared(relation.kind.value.replace("-", " ")), compared(relation.name)
    for occasion in details.occasions:
        yield compared(occasion.label), str(occasion.on)


def _days(person: Person, details: Details, texts: Iterable[str]) -> Iterator[str]:
    yield from map(str, filter(None, (person.birthday, *(one.on for one in details.occasions))))
    yield from (str(day) for role in details.roles for day in (role.began, role.ended) if day)
    dated = (
        *(one.learned_on for one in details.facts),
        *(one.noted_on for one in details.favours),
        *(day for one in details.promises for day in (one.due_on, one.made_on, one.done_on)),
        *(one.due_on for one in details.steps),
    )
    yield from map(str, filter(None, dated))
    for text in texts:
        yield from _DAY.findall(text)
