"""What is said of the picture of the network: its rings, its groups, and who holds two of them together."""

from collections.abc import Mapping

from keepwarm.domain.network_groups import Group, GroupKind
from keepwarm.domain.network_picture import Layer
from keepwarm.translations.values import Sentences, Values

LAYERS: Mapping[int, str] = {
    Layer.CLOSE: "Close",
    Layer.CONNECTION: "Connections",
    Layer.CONVERSATION: "In conversation",
    Layer.QUIET: "Gone quiet",
    Layer.NEW: "No talk yet",
}
"""The rings around the owner, from the middle."""

LAYERS_MEAN: Mapping[int, str] = {
    Layer.CLOSE: "You want to be close, or you help each other.",
    Layer.CONNECTION: "You talk, and both of you carry it.",
    Layer.CONVERSATION: "You have talked; it is no connection yet.",
    Layer.QUIET: "Once there was more; it is quiet now.",
    Layer.NEW: "On your list, or one of you wrote.",
}
"""What puts somebody on a ring."""

SURENESS: Mapping[int, str] = {0: "Sure", 1: "Likely", 2: "Perhaps"}
"""The rings around somebody else: how sure it is that the two know each other."""

NO_GROUP = "Everybody else"


def group_in_words(kind: int, name: str) -> str:
    """What a group is called, as a title; one without a name is what somebody has in common with others."""
    match GroupKind(kind):
        case GroupKind.FAMILY:
            return f"The family of {name}" if name else "Family"
        case GroupKind.AROUND:
            return f"Around {name}" if name else "Said by you"
        case GroupKind.TALKS:
            return "Seen together"
        case _:
            return name


def title_of(group: Group | None) -> str:
    """The same of a group, or of those who are in none."""
    return NO_GROUP if group is None else group_in_words(group.kind, group.name)


def _within(kind: int, name: str) -> str:
    """A group within a sentence."""
    words = {GroupKind.FAMILY: "the family of", GroupKind.AROUND: "the people around"}
    return f"{words[GroupKind(kind)]} {name}" if GroupKind(kind) in words else name


def _two(v: Values) -> str:
    return (
        f"{_within(v.count('one_kind'), v.text('one'))} and {_within(v.count('other_kind'), v.text('other'))}"
    )


SENTENCES: Sentences = {
    "bridge_one": lambda v: f"Only {v.text('person')} links {_two(v)}.",
    "bridge_two": lambda v: (
        f"Only {v.text('person')} and {v.text('friend')}, who know each other, link {_two(v)}."
    ),
}
