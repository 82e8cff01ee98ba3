"""Names of a card: their parts, what friends say, and how they sound."""

import re
from collections.abc import Iterable, Iterator, Sequence

from keepwarm.formats.spoken_names import full_name, short, sounded_name
from keepwarm.formats.vcard_head import Head
from keepwarm.formats.vcard_properties import IRMC_NAME, Gathered
from keepwarm.formats.vcard_text import components, unescape

NICKNAME_ON_ANDROID = "vnd.android.cursor.item/nickname"

_PARTS = ("X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME")
_MARKS = re.compile("[;,]")
_KANA = (("\u3040", "\u30ff"), ("\uff66", "\uff9f"))


def name_parts(found: Gathered) -> list[str]:
    """Family, given, additional, prefix, suffix; each may be empty."""
    for reading, value in found.get("N", ()):
        if reading.head.params and is_phonetic(reading.head):
            continue
        parts = [short(part) if part else "" for part in components(value)[:5]]
        if any(parts):
            return parts + [""] * (5 - len(parts))
    return [""] * 5


def said_name(parts: Sequence[str]) -> str:
    """The parts of N as they are said."""
    family, given, additional, prefix, suffix = parts
    return full_name(given=given, family=family, prefix=prefix, middle=additional, suffix=suffix)


def is_phonetic(head: Head) -> bool:
    """Whether an N only says how another one sounds (RFC 9554, 4.6)."""
    return bool(head.values("PHONETIC"))


def nickname(found: Gathered) -> str:
    """What friends say, of every line."""
    if "NICKNAME" not in found and "X-ANDROID-CUSTOM" not in found:
        return ""
    written = [short(unescape(value)) for _, value in found.get("NICKNAME", ())]
    on_android = (nickname_on_android(value) for _, value in found.get("X-ANDROID-CUSTOM", ()))
    return joined_nicknames((*written, *on_android))


def joined_nicknames(names: Iterable[str]) -> str:
    """Several nicknames as one text, each once."""
    return short(", ".join(filter(None, dict.fromkeys(names))))


def nickname_on_android(value: str) -> str:
    """The nickname in a custom row of Android's, empty where it is another row."""
    kind, *rest = components(value)
    return short(rest[0]) if rest and kind.strip().lower() == NICKNAME_ON_ANDROID else ""


def phonetic(found: Gathered, names: Sequence[str]) -> str:
    """How the name sounds, in the order of the name; the first of the ways to say so that a card knows."""
    spelled = found.get("N", ())
    if "phonetic" not in found and (not spelled or (len(spelled) == 1 and not spelled[0][0].head.params)):
        return ""
    return next(filter(None, _ways(found, names)), "")


def _ways(found: Gathered, names: Sequence[str]) -> Iterator[str]:
    rows = found.get("phonetic", ())
    said = {reading.head.name: text for reading, value in rows if (text := short(unescape(value)))}
    family, given, middle = (said.get(name, "") for name in _PARTS)
    yield sounded_name(family=family, given=given, middle=middle, written=names[0])
    spelled = found.get("N", ())
    for reading, value in spelled:
        if is_phonetic(reading.head):
            yield _of_components(components(value), names[0])
    for reading, value in rows:
        if IRMC_NAME in reading.head.types():
            yield _of_components(components(value), names[0])
    # Japanese programs sort by the sound; a name in other letters is sorted by something else.
    yield _kana(said.get("SORT-STRING", ""))
    for reading, _ in spelled:
        yield _kana(" ".join(reading.head.values("SORT-AS")))


def _of_components(parts: Iterable[str], family_written: str) -> str:
    family, given, middle, *_ = (*map(short, parts), "", "", "")
    return sounded_name(family=family, given=given, middle=middle, written=family_written)


def _kana(text: str) -> str:
    """The text where it is Japanese syllables, else nothing; a mark may part the names."""
    letters = [char for char in text if char.isalpha()]
    in_kana = all(any(first <= char <= last for first, last in _KANA) for char in letters)
    return short(_MARKS.sub(" ", text)) if letters and in_kana else ""
