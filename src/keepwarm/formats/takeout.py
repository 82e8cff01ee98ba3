"""Google Takeout's folder of contacts: one folder a label, and in each one file of the label's name."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from keepwarm.domain.sources import Found, FoundPerson

_DIGEST_KEPT = 16

_OF_EVERYBODY = frozenset({
    "all contacts", "my contacts", "other contacts", "starred", "starred in android", "mycontacts",
    "alle kontakte", "meine kontakte", "weitere kontakte", "tous les contacts", "mes contacts",
    "autres contacts", "todos los contactos", "mis contactos", "otros contactos", "todos os contatos",
    "meus contatos", "outros contatos", "tutti i contatti", "i miei contatti", "altri contatti",
    "alle contacten", "mijn contacten", "andere contacten", "alla kontakter", "mina kontakter",
})  # fmt: skip
"""Google's own groups, which say nothing about those in them, in the languages that we are sure of."""

_CONTACTS = frozenset({"contacts", "kontakte", "contactos", "contatos", "contatti", "contacten", "kontakter"})
_ROOT = "takeout"


def is_of_a_label(parts: Sequence[str]) -> bool:
    """Whether the names that lead to a file are a label's: `Takeout/Contacts/Friends/Friends.vcf`."""
    if len(parts) < len(("Contacts", "Friends", "Friends.vcf")):
        return False
    above = {_folded(part) for part in parts[:-2]}
    below_contacts = _ROOT in above or _folded(parts[-3]) in _CONTACTS
    return below_contacts and _folded(parts[-1]) == f"{_folded(parts[-2])}.vcf"


def find_label(parts: Sequence[str]) -> str | None:
    """The label that the cards of a file have; None for any other file, and for Google's own groups."""
    if not is_of_a_label(parts) or _folded(parts[-2]) in _OF_EVERYBODY:
        return None
    return unicodedata.normalize("NFC", parts[-2])


@dataclass(slots=True, kw_only=True)
class Labels:
    """Which labels each card has, by a digest of its bytes: a card is repeated in the file of each label."""

    by_digest: dict[bytes, tuple[str, ...]] = field(default_factory=dict)
    _same: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def add(self, card: bytes, label: str) -> None:
        """Note one more label of a card; cards of the same labels share one tuple."""
        digest = _digest(card)
        held = self.by_digest.get(digest, ())
        if label not in held:
            more = (*held, label)
            self.by_digest[digest] = self._same.setdefault(more, more)

    def of(self, card: bytes) -> tuple[str, ...]:
        """The labels of a card in the order of their files."""
        return self.by_digest.get(_digest(card), ())


def note_labels(labels: Labels, label: str, found: Iterable[Found]) -> None:
    """Learn who is in the file of a label."""
    for item in found:
        if isinstance(item, FoundPerson) and item.raw:
            labels.add(item.raw, label)


def labelled(found: Iterable[Found], labels: Labels) -> Iterator[Found]:
    """The same, each card with the labels of all files that it is in as tags."""
    for item in found:
        if isinstance(item, FoundPerson) and (tags := labels.of(item.raw)):
            both = tuple(dict.fromkeys((*item.details.tags, *tags)))
            yield replace(item, details=replace(item.details, tags=both))
        else:
            yield item


def _digest(card: bytes) -> bytes:
    return hashlib.sha256(card).digest()[:_DIGEST_KEPT]


def _folded(part: str) -> str:
    return unicodedata.normalize("NFC", part).casefold()
