"""Why an offer may meet a need, in words."""

from keepwarm.domain.need_matching import Match


def why_in_words(match: Match) -> str:
    """Which words are in both, and which are as good as that: “both say piano; teacher is like lessons”."""
    said = [f"both say {', '.join(match.met)}"] if match.met else []
    said += [f"{wanted} means the same as {offered}" for wanted, offered in match.same]
    said += [f"{wanted} is written nearly as {offered}" for wanted, offered in match.near]
    said += [f"tagged {', '.join(match.tags)}"] if match.tags else []
    return "; ".join(said) or "near in meaning"
