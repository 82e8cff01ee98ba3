"""Edits of the tags in a foreign card: the lines of CATEGORIES, which are lists parted by commas."""

from collections.abc import Set

from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_details import by_key, find_tag, shown_tags
from keepwarm.formats.vcard_hand import rewrite
from keepwarm.formats.vcard_handle_rows import escape_for
from keepwarm.formats.vcard_patch_lines import insert
from keepwarm.formats.vcard_rows import AnyVersion, Row
from keepwarm.formats.vcard_sheet import Sheet, patched
from keepwarm.formats.vcard_text import list_items


def set_tags(sheet: Sheet, tags: tuple[str, ...]) -> bytes:
    """Tags that go are taken out of their lists, new ones stand at the end of the last list.

    Tags are told apart without their case. A line that held nothing else goes too.
    """
    asked = by_key(tag for text in tags if (tag := short(text)))
    lines = sheet.named("CATEGORIES")
    held = by_key(shown_tags(entry.value for entry in lines)).keys()
    new = [tag for key, tag in asked.items() if key not in held]
    if not new and held == asked.keys():
        return sheet.raw
    lists = [_left(list_items(entry.value), asked.keys()) for entry in lines]
    written = [_item(tag, sheet.version) for tag in new]
    if not lines:
        return insert(
            sheet, Row(name="CATEGORIES", value=",".join(written)), "NICKNAME", "N", "FN", "VERSION"
        )
    lists[-1] += written
    changed = {
        entry.at: rewrite(sheet, entry, ",".join(items)) if items else b""
        for entry, items in zip(lines, lists, strict=True)
        if items != list_items(entry.value)
    }
    return patched(sheet, changed, {})


def _left(items: list[str], asked: Set[str]) -> list[str]:
    """The items that stay, with their escapes; what is no tag to a reader stays too."""
    return [item for item in items if not (tag := find_tag(item)) or tag.casefold() in asked]


def _item(tag: str, version: AnyVersion) -> str:
    """A tag in a list; a comma is escaped in 2.1 too, where every reader takes it for the end of one."""
    written = escape_for(version, tag)
    return written.replace(",", "\\,") if version == "2.1" else written
