"""Who of those whom a source names is the owner: by their addresses, or by what a chat calls them."""

from dataclasses import dataclass, field

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.sources import Whom
from keepwarm.domain.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What the owner is recognised by: addresses and numbers as `Handle.key` writes them, and names."""

    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, name: str, addresses: tuple[str, ...]) -> "Own":
        """The owner of this name; what they said of themselves holds addresses, numbers and other names."""
        numbers = (Handle(kind=HandleKind.PHONE, value=address).key for address in addresses)
        return cls(
            addresses=frozenset((*addresses, *numbers)),
            names=frozenset(map(folded, (name, *addresses))) - {""},
        )

    def is_me(self, whom: Whom) -> bool:
        """Whether this is the owner: by a handle where a source gives one of ours, else by the name."""
        if any(handle.key in self.addresses for handle in whom.handles):
            return True
        return folded(whom.words) in self.names
