"""Edits of the names in a foreign card."""

from keepwarm.domain.errors import Invalid
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_changes import SetName
from keepwarm.formats.vcard_hand import rewrite
from keepwarm.formats.vcard_handle_rows import escape_for
from keepwarm.formats.vcard_names import is_phonetic, joined_nicknames, nickname_on_android
from keepwarm.formats.vcard_patch_lines import insert, says, set_text
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_sheet import Entry, Sheet, lay_out, patched
from keepwarm.formats.vcard_text import components, raw_components, unescape

_FIRST = 5
_FOLDED_INTO = ((0, 5), (4, 6))
"""The family holds the second surname too, the suffix the generation (RFC 9554, 2.2)."""


def set_name(sheet: Sheet, change: SetName) -> bytes:
    """The name as it is said, and the components of N that the change names."""
    name = short(change.name)
    if not name:
        raise Invalid("a card cannot be without a name; say what the person is called.")
    raw = set_text(sheet, name, sheet.named("FN"), name="FN", after=("N", "VERSION"))
    asked = (change.family, change.given, change.middle, change.prefix, change.suffix)
    return _set_parts(lay_out(raw), [None if part is None else short(part) for part in asked])


def _set_parts(sheet: Sheet, asked: list[str | None]) -> bytes:
    """Components of N; those that are None stay as they stand."""
    names = [entry for entry in sheet.named("N") if not is_phonetic(entry.head)]
    shown = next((entry for entry in names if any(map(short, components(entry.value)[:_FIRST]))), None)
    parts = [] if shown is None else [short(part) for part in components(shown.value)]
    parts += [""] * (_FIRST - len(parts))
    changed = [at for at, part in enumerate(asked) if part is not None and part != parts[at]]
    if not changed:
        return sheet.raw
    written = raw_components((shown or names[0]).value) if names else []
    written += [""] * (_FIRST - len(written))
    for at in changed:
        written[at] = escape_for(sheet.version, asked[at] or "", structured=True)
    for first, second in _FOLDED_INTO:
        if first in changed and second < len(written):
            written[second] = ""
    value = ";".join(written)
    if not any(map(short, components(value))):
        return patched(sheet, {entry.at: b"" for entry in names if says(entry)}, {})
    if names:
        entry = shown or names[0]
        return patched(sheet, {entry.at: rewrite(sheet, entry, value)}, {})
    return insert(sheet, Row(name="N", value=value), "FN", "VERSION")


def set_nickname(sheet: Sheet, nickname: str) -> bytes:
    """The first nickname; the others go, as the one that was shown was all of them."""
    lines = sheet.named("NICKNAME", "X-NICKNAME")
    said = [entry for entry in lines if short(unescape(entry.value))]
    rows = [entry for entry in sheet.named("X-ANDROID-CUSTOM") if nickname_on_android(entry.value)]
    if nickname == _shown(said, rows):
        return sheet.raw
    changed = {entry.at: b"" for entry in (*said, *rows)}
    if not nickname:
        return patched(sheet, changed, {})
    value = escape_for(sheet.version, nickname)
    if lines:
        entry = (said or lines)[0]
        return patched(sheet, changed | {entry.at: rewrite(sheet, entry, value)}, {})
    row = Row(name="NICKNAME", value=value)
    return insert(lay_out(patched(sheet, changed, {})), row, "N", "FN", "VERSION")


def _shown(said: list[Entry], rows: list[Entry]) -> str:
    written = [short(unescape(entry.value)) for entry in said]
    return joined_nicknames((*written, *(nickname_on_android(entry.value) for entry in rows)))
