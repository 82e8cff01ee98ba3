"""In which language a stranger is spoken to: the first that their browser asks for, of those that we have."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from keepwarm.translations import swap_de, swap_en, swap_es, swap_fr, swap_it, swap_nl, swap_pt
from keepwarm.translations.swap_words import SwapWords

SWAP_WORDS: Mapping[str, SwapWords] = MappingProxyType(
    {
        "en": swap_en.WORDS,
        "de": swap_de.WORDS,
        "es": swap_es.WORDS,
        "fr": swap_fr.WORDS,
        "it": swap_it.WORDS,
        "nl": swap_nl.WORDS,
        "pt": swap_pt.WORDS,
    }
)

LANGUAGE_NAMES = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
    "pt": "Português",
}
"""Each language as it calls itself."""

_LONGEST = 1_000
_RANGE = re.compile(r"\s*([A-Za-z]{1,8})[A-Za-z0-9-]*\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*", re.ASCII)


def chosen_language(accepted: str, otherwise: str) -> str:
    """The language of an Accept-Language header (RFC 9110, 12.5.4) that we have, or else another."""
    ranges = filter(None, map(_RANGE.fullmatch, accepted[:_LONGEST].split(",")))
    wanted = [(float(found[2] or 1), found[1].lower()) for found in ranges]
    liked = sorted((pair for pair in wanted if pair[0] > 0), key=lambda pair: -pair[0])
    known = (language for _, language in liked if language in SWAP_WORDS)
    return next(known, otherwise if otherwise in SWAP_WORDS else "en")
