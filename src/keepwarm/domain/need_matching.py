"""Which offer meets a need: by words, by their likeness, by tags, and by meaning where the owner adds it.

Each way ranks the offers by itself, and the rankings are fused by reciprocal rank (Cormack, Clarke & Büttcher
2009, whose constant it is). A rank says nothing of how good the best one is; `Match.share` does: how much of
what is looked for the offer speaks of, or how near it is in meaning.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, log, sqrt

from keepwarm.domain.word_stems import likeness, telling, trigrams

Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""What an owner may supply: of each text its place in a space of meanings, all of one length.

It is asked for all offers at once and for each need; `asked_once` makes one that is asked a single time.
Nothing of ours brings one.
"""


def asked_once(embed: Embed | None, texts: Iterable[str]) -> Embed | None:
    """The same for these texts, all asked for now: to ask may take seconds each time."""
    if embed is None:
        return None
    wanted = list(dict.fromkeys(texts))
    known = dict(zip(wanted, embed(wanted), strict=True)) if wanted else {}
    return lambda said: [known[one] for one in said]


Same = Mapping[str, frozenset[str]]
"""By stem, the stems that mean the same."""

NOTHING_SAME: Same = {}

_RANK_CONSTANT = 60
_IMAGINED = 100
"""So many offers of other words are imagined, that in a book of three no word says little for being there."""

_OF_MEANING = 10
"""So many of the nearest in meaning are ranked; every text is near every other somehow."""

_MOST = 30
"""So many of the first are looked at closely and returned."""

_NEAR = 0.5
"""From this likeness on two words may be one, misspelt or in another form; below, it is chance too often."""

_A_LITTLE_NEAR = 0.3
"""From this likeness on it counts for the order: Klavierlehrer, Klavierunterricht."""

_SAME_MEANING = 0.9
"""What a word that means the same counts, beside the word itself."""

GOOD_SHARE = 0.5
"""The share from which an offer is shown unasked: it speaks of half of what is looked for."""

ASKED_SHARE = 0.4
"""The share from which it is shown to whoever asks: it has one of two words of what is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A need or an offer, by a key of the caller's; `tags` are those of who can provide it."""

    key: int
    text: str
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An offer that may meet a need, and why.

    `met` are words of the need that the offer has too, `same` those for which it has another of the same
    meaning, `near` those that it has nearly; of these two with the offer's word. `tags` are met by tags.
    """

    key: int
    score: float
    share: float
    met: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()


class Offers:
    """Offers made ready, once for many needs."""

    def __init__(self, offers: Iterable[Said], same: Same = NOTHING_SAME, embed: Embed | None = None) -> None:
        self._offers = list(offers)
        self._same = same
        self._words = [by_stem(one.text) for one in self._offers]
        self._tags = [{held for tag in one.tags for held in by_stem(tag)} for one in self._offers]
        self._holding = _places(self._words)
        self._tagged = _places(self._tags)
        self._weights = {held: self._weight_of(len(places)) for held, places in self._holding.items()}
        self._weight_of_none = self._weight_of(0)
        self._stems_with = _places_of_trigrams(self._holding)
        self._lengths = [sqrt(sum(self._weight(held) ** 2 for held in words)) for words in self._words]
        self._near: dict[str, dict[str, float]] = {}
        self._embed = embed
        self._meanings = list(embed([one.text for one in self._offers])) if embed and self._offers else []

    def matches(self, text: str) -> list[Match]:
        """The thirty offers at most that may best meet a need, in order; of equals, the earlier given."""
        needed, meant = by_stem(text), self._by_meaning(text)
        fused: dict[int, float] = {}
        for ranking in self.rankings(text, meant).values():
            for rank, place in enumerate(ranking, start=1):
                fused[place] = fused.get(place, 0.0) + 1.0 / (_RANK_CONSTANT + rank)
        best = sorted(fused, key=lambda place: (-fused[place], place))[:_MOST]
        found = [(place, self._match(needed, place, fused[place], meant.get(place, 0.0))) for place in best]
        found.sort(key=lambda one: (-one[1].score, -one[1].share, one[0]))
        return [match for _, match in found]

    def rankings(self, text: str, meant: Mapping[int, float] | None = None) -> dict[str, list[int]]:
        """By each way, the places of the offers that it finds, the best first; `meant` is by how near."""
        needed = by_stem(text)
        return {
            "words": _ranked(self._by_words(needed)),
            "trigrams": _ranked(self._by_likeness(needed)),
            "tags": _ranked(self._by_tags(needed)),
            "meaning": _ranked(meant or {})[:_OF_MEANING],
        }

    def _weight(self, held: str) -> float:
        """How much a word says: the more, the fewer offers have it (inverse document frequency)."""
        return self._weights.get(held, self._weight_of_none)

    def _weight_of(self, count: int) -> float:
        return log(1.0 + (len(self._offers) + _IMAGINED) / (count + 1.0))

    def _by_words(self, needed: Mapping[str, str]) -> dict[int, float]:
        """The cosine of need and offer, of their words weighted so."""
        found: dict[int, float] = {}
        for wanted in needed:
            for other in (wanted, *self._others(wanted)):
                worth = 1.0 if other == wanted else _SAME_MEANING
                for place in self._holding.get(other, ()):
                    part = worth * self._weight(wanted) * self._weight(other) / self._lengths[place]
                    found[place] = found.get(place, 0.0) + part
        return found

    def _by_likeness(self, needed: Mapping[str, str]) -> dict[int, float]:
        """Of each word of the need the likest of the offer, weighted by what the former says."""
        found: dict[int, float] = {}
        for wanted in needed:
            best: dict[int, float] = {}
            for held, how_near in self._nearly(wanted).items():
                for place in self._holding[held]:
                    best[place] = max(best.get(place, 0.0), how_near)
            for place, how_near in best.items():
                found[place] = found.get(place, 0.0) + self._weight(wanted) * how_near
        return found

    def _by_tags(self, needed: Mapping[str, str]) -> dict[int, float]:
        found: dict[int, float] = {}
        for wanted in needed:
            for place in self._tagged.get(wanted, ()):
                found[place] = found.get(place, 0.0) + 1.0
        return found

    def _by_meaning(self, text: str) -> dict[int, float]:
        if self._embed is None or not self._meanings:
            return {}
        (wanted,) = self._embed([text])
        found = {place: _cosine(wanted, one) for place, one in enumerate(self._meanings)}
        return {place: how_near for place, how_near in found.items() if how_near > 0.0}

    def _others(self, wanted: str) -> list[str]:
        return sorted(self._same.get(wanted, frozenset()) - {wanted})

    def _nearly(self, wanted: str) -> dict[str, float]:
        """The words of offers that are a little like one, itself among them; looked for once."""
        if wanted not in self._near:
            shared: dict[str, int] = {}
            for gram in trigrams(wanted):
                for held in self._stems_with.get(gram, ()):
                    shared[held] = shared.get(held, 0) + 1
            own = len(trigrams(wanted))
            likely = (one for one, count in shared.items() if count * 2 >= _A_LITTLE_NEAR * own)
            found = {held: likeness(wanted, held) for held in likely}
            self._near[wanted] = {
                one: how_near for one, how_near in found.items() if how_near >= _A_LITTLE_NEAR
            }
        return self._near[wanted]

    def _likest(self, wanted: str, words: Iterable[str]) -> str:
        """The word of an offer that is so near that it may be the same; none where there is no such."""
        near = self._nearly(wanted)
        return max((one for one in words if near.get(one, 0.0) >= _NEAR), key=near.__getitem__, default="")

    def _match(self, needed: Mapping[str, str], place: int, score: float, meant: float) -> Match:
        words, tags, spoken_of = self._words[place], self._tags[place], 0.0
        met: list[str] = []
        same: list[tuple[str, str]] = []
        nearly: list[tuple[str, str]] = []
        tagged: list[str] = []
        for wanted, written in needed.items():
            worth = 0.0
            if wanted in words:
                met.append(written)
                worth = 1.0
            elif others := [one for one in self._others(wanted) if one in words]:
                same.append((written, words[others[0]]))
                worth = _SAME_MEANING
            elif wanted in tags:
                tagged.append(written)
                worth = 1.0
            elif likest := self._likest(wanted, words):
                nearly.append((written, words[likest]))
                worth = self._nearly(wanted)[likest]
            spoken_of += worth * self._weight(wanted)
        whole = sum(map(self._weight, needed)) or 1.0
        return Match(
            key=self._offers[place].key,
            score=score,
            share=max(spoken_of / whole, meant),
            met=tuple(met),
            same=tuple(same),
            near=tuple(nearly),
            tags=tuple(tagged),
        )


def by_stem(text: str) -> dict[str, str]:
    """The telling words of a text by their stems, in their order; of two with one stem the first."""
    found: dict[str, str] = {}
    for word, one in telling(text):
        found.setdefault(one, word)
    return found


def _places(held: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, stems in enumerate(held):
        for one in stems:
            found.setdefault(one, []).append(place)
    return found


def _places_of_trigrams(stems: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in stems:
        for gram in trigrams(one):
            found.setdefault(gram, set()).add(one)
    return found


def _ranked(found: Mapping[int, float]) -> list[int]:
    return sorted(found, key=lambda place: (-found[place], place))


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    first, second = hypot(*one), hypot(*other)
    if not first or not second:
        return 0.0
    # Each is divided by its length first: a product of two large numbers would have no end.
    return sum((left / first) * (right / second) for left, right in zip(one, other, strict=True))
