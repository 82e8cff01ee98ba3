"""Who takes part in LinkedIn's messages: by profile, or by name where a file has none; and who the owner is.

Profiles are joined by commas, names by a comma and a space, which stands within names too ("Ann Lee, PhD").
Which name is whose is said by how many there are, and by who has written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from keepwarm.domain.sources import Whom
from keepwarm.domain.text import folded
from keepwarm.formats.linkedin_cells import HIDDEN_NAME, find_slug, own_id, plain_name, profiles
from keepwarm.formats.spoken_names import short

_MOST_REMEMBERED = 300_000
_MOST_READERS = 100

Cells = Mapping[str, str]
"""One row by the names of its columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a conversation; `slug` is the member's own part of the address of a profile, or empty."""

    name: str
    slug: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether nothing says who it is."""
        return not self.slug and self.name in ("", HIDDEN_NAME)

    def is_same(self, other: "Member") -> bool:
        """Whether it is one member: by the profiles where both have one, else by the name."""
        if self.slug and other.slug:
            return own_id(self.slug) == own_id(other.slug)
        return not self.is_hidden and folded(self.name) == folded(other.name)

    def whom(self) -> Whom:
        """The member, as a source names somebody."""
        name = "" if self.name == HIDDEN_NAME else self.name
        return Whom(words=name or self.slug, handles=tuple(profiles(self.slug)), uid=own_id(self.slug))


def sender_of(cells: Cells) -> Member:
    """Who wrote a message."""
    return Member(name=plain_name(cells["from"]), slug=find_slug(cells["senderprofileurl"]))


@dataclass(slots=True, kw_only=True)
class _Presence:
    """In how many conversations each has been seen; `said` is how each is written."""

    said: dict[str, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    talks: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)

    def note(self, talk: str, people: Mapping[str, str]) -> None:
        """Somebody is seen in a conversation."""
        if len(self.seen) >= _MOST_REMEMBERED:
            return
        self.talks.add(hash(talk))
        for one, said in people.items():
            if (place := hash((talk, one))) not in self.seen:
                self.seen.add(place)
                self.times[one] += 1
                self.said.setdefault(one, said)

    def everywhere(self) -> dict[str, str]:
        """Those who are in most conversations, if that is nearly all: a row may be damaged."""
        most = max(self.times.values(), default=0)
        if most * 4 < len(self.talks) * 3:
            return {}
        return {one: said for one, said in self.said.items() if self.times[one] == most}


@dataclass(slots=True, kw_only=True)
class Members:
    """What a first reading of the file tells: the name of each profile, who wrote where, who the owner is."""

    _name_of: dict[str, str] = field(default_factory=dict)
    _slug_of: dict[int, str] = field(default_factory=dict)
    _writers: set[str] = field(default_factory=set)
    _ids: _Presence = field(default_factory=_Presence)
    _names: _Presence = field(default_factory=_Presence)

    def learn(self, cells: Cells) -> None:
        """Take in a row."""
        talk = cells["conversationid"]
        sender, slugs, names = sender_of(cells), _slugs_in(cells), _names_in(cells)
        if len(self._slug_of) < _MOST_REMEMBERED and sender.slug and not sender.is_hidden:
            self._name_of[own_id(sender.slug)] = sender.name
            self._slug_of[_place_of(cells, sender.name)] = sender.slug
        if sender.slug and slugs:
            self._ids.note(talk, {own_id(slug): slug for slug in (sender.slug, *slugs)})
        if sender.name and names:
            if len(self._writers) < _MOST_REMEMBERED:
                self._writers.add(folded(sender.name))
            self._names.note(talk, {folded(name): name for name in (sender.name, *names)})

    def owner(self) -> Member | None:
        """The one who is in all conversations; None where that is nobody, or two: in a file of one alone."""
        name = self._name_everywhere()
        if not self._ids.talks:
            return Member(name=name) if name and name != HIDDEN_NAME else None
        everywhere = self._ids.everywhere()
        if len(everywhere) != 1:
            return None
        ((uid, slug),) = everywhere.items()
        return Member(name=self._name_of.get(uid, name), slug=slug)

    def _name_everywhere(self) -> str:
        """The one name in all conversations; a degree may be there beside it, which nobody writes under."""
        names = self._names.everywhere()
        written = [name for one, name in names.items() if one in self._writers]
        few = written or [name for name in names.values() if " " in name or len(names) == 1]
        return few[0] if len(few) == 1 else ""

    def readers(self, cells: Cells) -> tuple[Member, ...]:
        """To whom a message went, without those of whom nothing says who they are."""
        slugs, names = _slugs_in(cells), list(self._whole_names(cells))
        if not slugs:
            found = (Member(name=name, slug=self._slug_of.get(_place_of(cells, name), "")) for name in names)
        else:
            paired = names if len(names) == len(slugs) else names[:1] if len(slugs) == 1 else []
            found = (
                Member(name=self._name_of.get(own_id(slug), paired[place] if paired else ""), slug=slug)
                for place, slug in enumerate(slugs)
            )
        return tuple(one for one in found if not one.is_hidden)

    def _whole_names(self, cells: Cells) -> Iterator[str]:
        """The names without the degrees between them: a single word that is none of who has written."""
        for place, name in enumerate(_names_in(cells)):
            if place == 0 or " " in name or _place_of(cells, name) in self._slug_of:
                yield name


def _slugs_in(cells: Cells) -> Sequence[str]:
    urls: Iterable[str] = cells.get("recipientprofileurls", "").split(",")[:_MOST_READERS]
    return [slug for url in urls if (slug := find_slug(url.strip()))]


def _names_in(cells: Cells) -> Sequence[str]:
    names = (short(name) for name in cells["to"].split(",")[:_MOST_READERS])
    return [name for name in names if name and name != HIDDEN_NAME]


def _place_of(cells: Cells, name: str) -> int:
    """A name within a conversation, in little room."""
    return hash((cells["conversationid"], folded(name)))
