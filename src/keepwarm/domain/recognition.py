"""What one can recognise somebody by, made ready for comparison, and how common it is in a book."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.handle_keys import HandleTrait, trait_of
from keepwarm.domain.name_likeness import NameLevel, compare_names
from keepwarm.domain.name_parts import Name, names_of, words_of_address
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.policy import LIKENESS
from keepwarm.domain.scripts import is_eastern
from keepwarm.domain.text import folded

FROM_HISTORY = "history: "
"""How a source begins that is no card but a header or a row of history."""

_PARTIAL = frozenset({NameLevel.INITIAL, NameLevel.ONE_WORD, NameLevel.FAMILY_ALONE, NameLevel.INITIALS})
_LEGAL_FORMS_WRITTEN = """
gmbh mbh ag kg kgaa ohg gbr ug se ev inc incorporated llc llp ltd limited plc corp corporation co
company sa sas sarl srl spa sl bv nv ab as asa oy oyj aps kft zrt sro sp zoo doo ltda lda pty pvt
pte the and und et y
"""
_OF_A_HOUSEHOLD = frozenset({HandleKind.PHONE, HandleKind.ADDRESS})
_LEGAL_FORMS = frozenset(_LEGAL_FORMS_WRITTEN.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What one can recognise somebody by.

    `names` is every name that they are known under; `given` and `family` take one of them apart. `sources`
    say where it is from; those of history begin with FROM_HISTORY.
    """

    names: tuple[str, ...] = ()
    given: str = ""
    family: str = ""
    nickname: str = ""
    organization: str = ""
    handles: tuple[Handle, ...] = ()
    uids: frozenset[str] = frozenset()
    birthday: PartialDate | None = None
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """A likeness made ready for comparison, once for all comparisons.

    `handles` by the key of the trait; `initials` tell the holders of one handle from each other.
    """

    likeness: Likeness
    names: tuple[Name, ...]
    handles: dict[str, tuple[HandleTrait, ...]]
    organization: str
    initials: str

    @property
    def uids(self) -> frozenset[str]:
        """The ids by which sources know them."""
        return self.likeness.uids

    @property
    def birthday(self) -> PartialDate | None:
        """As it is known."""
        return self.likeness.birthday

    @property
    def kinds(self) -> frozenset[HandleKind]:
        """What kinds of handles they have."""
        return frozenset(handle.kind for handle in self.likeness.handles)

    @property
    def whole_names(self) -> frozenset[str]:
        """Their names as `matching.Known` compares them."""
        return frozenset(filter(None, map(folded, self.likeness.names)))

    @property
    def handle_keys(self) -> frozenset[tuple[str, str]]:
        """Their handles as `matching.Known` compares them."""
        return frozenset((handle.kind.value, handle.key) for handle in self.likeness.handles)

    @property
    def only_from_history(self) -> bool:
        """Whether no card and no list has named them."""
        sources = self.likeness.sources
        return bool(sources) and all(source.startswith(FROM_HISTORY) for source in sources)

    @property
    def given_words(self) -> frozenset[str]:
        """The given names of all names."""
        return frozenset().union(*(name.given for name in self.names))

    @property
    def words(self) -> set[str]:
        """Every word of all names."""
        return {word for name in self.names for word in name.words}

    @property
    def things(self) -> list[str]:
        """What may be held by others too: the keys of handles, and ids."""
        return [*self.handles, *map(id_key, self.uids)]


def id_key(uid: str) -> str:
    """The key of a source's own id, beside the keys of handles."""
    return f"u:{uid}"


def traits_of(likeness: Likeness) -> Traits:
    """Take a likeness apart; everything that does not depend on whom it is compared with."""
    names = names_of(likeness.names, likeness.given, likeness.family, likeness.nickname)
    handles: dict[str, tuple[HandleTrait, ...]] = {}
    for handle in likeness.handles:
        if (trait := trait_of(handle)) is not None:
            handles[trait.key] = (*handles.get(trait.key, ()), trait)
    names += tuple(_spoken_by_addresses(names, handles))
    return Traits(
        likeness=likeness,
        names=names,
        handles=handles,
        organization=organization_key(likeness.organization),
        initials="".join(sorted(word[0] for word in names[0].words)) if names else "",
    )


def _spoken_by_addresses(
    names: tuple[Name, ...], handles: dict[str, tuple[HandleTrait, ...]]
) -> Iterator[Name]:
    """The whole names that addresses say of somebody whose own name is a part or an initial of it."""
    if names and not all(map(_is_partial, names)):
        return
    spoken = {trait.local for held in handles.values() for trait in held if trait.local}
    written = tuple(sorted(" ".join(words_of_address(local)) for local in spoken))
    for whole in names_of(written, "", "", ""):
        complete = len(whole.words) > 1 and not _is_partial(whole)
        if complete and any(compare_names(name, whole).level in _PARTIAL for name in names):
            yield whole


def _is_partial(name: Name) -> bool:
    return len(name.words) == 1 or any(len(word) == 1 for word in name.words)


def organization_key(written: str) -> str:
    """An organisation folded, without its legal form; the whole where nothing else is there."""
    if not written:
        return ""
    words = folded(written).split()
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words)


def tells(name: str, kind: HandleKind) -> bool:
    """Whether the same folded name with the same handle of a kind is certainly one person.

    A household has one number and one address, and in it several may be "Maria" or "J. Quiroga".
    """
    if kind not in _OF_A_HOUSEHOLD:
        return True
    words = name.split()
    return all(len(word) > 1 for word in words) and (len(words) > 1 or is_eastern(name))


@dataclass(slots=True, kw_only=True)
class Commonness:
    """How common names, handles and organisations are in a book. Add everybody, those compared included.

    Holders of a handle are counted by their initials: three cards of one person are one holder. `size` is
    the people of the book; a small one is taken to be larger than it is. Whole names, handles and ids stand
    here by their hashes; those that only one person has need not be counted.
    """

    people: int = 0
    size: int = LIKENESS.least_people
    _words: Counter[str] = field(default_factory=Counter)
    _names: Counter[int] = field(default_factory=Counter)
    _holders: dict[int, str | set[str]] = field(default_factory=dict)
    _organizations: Counter[str] = field(default_factory=Counter)

    def add(self, likeness: Likeness) -> None:
        """Count somebody."""
        traits = traits_of(likeness)
        self.count_words(traits)
        for name in {hash(name_key(name.words)) for name in traits.names}:
            self.count_name(name)
        for thing in traits.things:
            self.count_holder(hash(thing), traits.initials)

    def count_words(self, traits: Traits) -> None:
        """Count somebody, with the words of their names and their organisation."""
        self.people += 1
        self.size = max(self.people, LIKENESS.least_people)
        for word in traits.words:
            self._words[word] += 1
        if traits.organization:
            self._organizations[traits.organization] += 1

    def count_name(self, name: int) -> None:
        """Count one who bears a whole name, by the hash of its `name_key`."""
        self._names[name] += 1

    def count_holder(self, thing: int, initials: str) -> None:
        """Count one who holds a handle or an id, by the hash of its key."""
        held = self._holders.setdefault(thing, initials)
        if isinstance(held, set):
            held.add(initials)
        elif held != initials:
            self._holders[thing] = {held, initials}

    def holders(self, key: str) -> int:
        """How many people hold a handle, as far as their initials differ."""
        return self._holders_of(hash(key))

    def is_crowd(self, thing: int) -> bool:
        """Whether so many hold a handle or an id, by the hash of its key, that it tells nothing."""
        return self._holders_of(thing) >= LIKENESS.crowd + 2

    def _holders_of(self, thing: int) -> int:
        held = self._holders.get(thing)
        return len(held) if isinstance(held, set) else int(held is not None)

    def namesakes(self, words: Iterable[str]) -> int:
        """How many bear a whole name, in any order of its words; none where it is one alone."""
        return self._names[hash(name_key(words))]

    def bearers(self, word: str) -> int:
        """How many bear a word in one of their names."""
        return self._words[word]

    def colleagues(self, organization: str) -> int:
        """How many are of an organisation."""
        return self._organizations[organization]


def name_key(words: Iterable[str]) -> str:
    """The words of a name without their order."""
    return " ".join(sorted(words))
