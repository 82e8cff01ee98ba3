"""Names from their parts, as they are said."""

from keepwarm.domain.people import LONGEST_NAME
from keepwarm.formats.vcard_text import tidy

LONGEST_TEXT = LONGEST_NAME
"""Characters of a name or another short text; the bytes of a source keep what is longer."""

_FIRST_EASTERN, _LAST_EASTERN = "\u3040", "\ud7a3"


def full_name(*, given: str, family: str, prefix: str = "", middle: str = "", suffix: str = "") -> str:
    """The whole name in one line: the family first in China, Japan and Korea."""
    if _is_eastern(family):
        given, family = family, given
    return short(" ".join((prefix, given, middle, family, suffix)))


def sounded_name(*, given: str, family: str, middle: str = "", written: str) -> str:
    """How a name sounds, in one line and in the order of the name, whose family is `written`."""
    if _is_eastern(written or family):
        given, family = family, given
    return short(" ".join((given, middle, family)))


def short(text: str) -> str:
    """One line of at most LONGEST_TEXT characters."""
    return tidy(text)[:LONGEST_TEXT].rstrip()


def _is_eastern(family: str) -> bool:
    return _FIRST_EASTERN <= family[:1] <= _LAST_EASTERN
