"""What one can recognise somebody by, made ready for comparison, and how common it is in a book."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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

    `whole_names` and `handle_keys` are as `matching.Known` compares them; `handles` by the key of the
    trait; `initials` tell the holders of one handle from each other.
    """

    names: tuple[Name, ...]
    whole_names: frozenset[str]
    handle_keys: frozenset[tuple[str, str]]
    handles: dict[str, tuple[HandleTrait, ...]]
    kinds: frozenset[HandleKind]
    organization: str
    uids: frozenset[str]
    birthday: PartialDate | None
    only_from_history: bool
    initials: str

    @property
    def given_words(self) -> frozenset[str]:
        """The given names of all names."""
        return frozenset().union(*(name.given for name in self.names))


def traits_of(likeness: Likeness) -> Traits:
    """Take a likeness apart; everything that does not depend on whom it is compared with."""
    names = names_of(likeness.names, likeness.given, likeness.family, likeness.nickname)
    handles: dict[str, tuple[HandleTrait, ...]] = {}
    for handle in likeness.handles:
        if (trait := trait_of(handle)) is not None:
            handles[trait.key] = (*handles.get(trait.key, ()), trait)
    names += tuple(_spoken_by_addresses(names, handles))
    return Traits(
        names=names,
        whole_names=frozenset(filter(None, map(folded, likeness.names))),
        handle_keys=frozenset((handle.kind.value, handle.key) for handle in likeness.handles),
        handles=handles,
        kinds=frozenset(handle.kind for handle in likeness.handles),
        organization=organization_key(likeness.organization),
        uids=likeness.uids,
        birthday=likeness.birthday,
        only_from_history=bool(likeness.sources)
        and all(source.startswith(FROM_HISTORY) for source in likeness.sources),
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
    the people of the book; a small one is taken to be larger than it is.
    """

    people: int = 0
    size: int = LIKENESS.least_people
    _words: Counter[str] = field(default_factory=Counter)
    _names: Counter[str] = field(default_factory=Counter)
    _holders: dict[str, str | set[str]] = field(default_factory=dict)
    _organizations: Counter[str] = field(default_factory=Counter)

    def add(self, likeness: Likeness) -> None:
        """Count somebody."""
        self.add_traits(traits_of(likeness))

    def add_traits(self, traits: Traits, matters: Callable[[str], bool] = lambda _key: True) -> None:
        """Count somebody whose likeness has been taken apart.

        `matters` says of a handle's key or an id whether anybody else may hold it; of the others, which
        are most, nothing needs to be kept.
        """
        self.people += 1
        self.size = max(self.people, LIKENESS.least_people)
        self._words.update({word for name in traits.names for word in name.words})
        self._names.update({name_key(name.words) for name in traits.names})
        if traits.organization:
            self._organizations[traits.organization] += 1
        held_by_others = [key for key in traits.handles if matters(key)]
        held_by_others += [f"u:{uid}" for uid in traits.uids if matters(uid)]
        for key in held_by_others:
            held = self._holders.setdefault(key, traits.initials)
            if isinstance(held, set):
                held.add(traits.initials)
            elif held != traits.initials:
                self._holders[key] = {held, traits.initials}

    def holders(self, key: str) -> int:
        """How many people hold a handle, as far as their initials differ."""
        held = self._holders.get(key)
        return len(held) if isinstance(held, set) else int(held is not None)

    def namesakes(self, words: Iterable[str]) -> int:
        """How many bear a whole name, in any order of its words."""
        return self._names[name_key(words)]

    def bearers(self, word: str) -> int:
        """How many bear a word in one of their names."""
        return self._words[word]

    def colleagues(self, organization: str) -> int:
        """How many are of an organisation."""
        return self._organizations[organization]


def name_key(words: Iterable[str]) -> str:
    """The words of a name without their order."""
    return " ".join(sorted(words))
