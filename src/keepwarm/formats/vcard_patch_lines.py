"""One property of a foreign card changed, put in or taken out."""

from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_hand import rewrite, write_row
from keepwarm.formats.vcard_handle_rows import escape_for
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_sheet import Entry, Sheet, patched, place_for, put_in
from keepwarm.formats.vcard_text import components, tidy, unescape


def set_text(sheet: Sheet, text: str, found: list[Entry], *, name: str, after: tuple[str, ...]) -> bytes:
    """The first of these properties that says something, else a new one of this name."""
    shown = next((entry for entry in found if short(unescape(entry.value))), None)
    if text == ("" if shown is None else short(unescape(shown.value))):
        return sheet.raw
    if not text:
        return patched(sheet, {entry.at: b"" for entry in found if short(unescape(entry.value))}, {})
    value = escape_for(sheet.version, text)
    if found:
        entry = shown or found[0]
        return patched(sheet, {entry.at: rewrite(sheet, entry, value)}, {})
    return insert(sheet, Row(name=name, value=value), name, *after)


def insert(sheet: Sheet, row: Row, *after: str) -> bytes:
    """The card with one more line, behind the last of the first of these names that it has."""
    at = next((place for name in after if sheet.named(name) and (place := place_for(sheet, name))), None)
    at = place_for(sheet) if at is None else at
    ending = sheet.ending if at is None else sheet.ending_of(at)
    return put_in(sheet, at, write_row(sheet, row, ending))


def says(entry: Entry) -> bool:
    """Whether any component says something in one line."""
    return any(tidy(part) for part in components(entry.value))
