"""Edits of a foreign card: exactly the lines that a change concerns are written anew."""

from collections.abc import Callable
from functools import partial

from keepwarm.domain.dates import PartialDate
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_changes import (
    AddHandle,
    Change,
    RemoveHandle,
    ReplaceHandle,
    SetBirthday,
    SetName,
    SetNickname,
    SetNote,
    SetOrganization,
    SetTags,
    SetTitle,
)
from keepwarm.formats.vcard_dates import date_row, find_date
from keepwarm.formats.vcard_hand import is_param, joined, rewrite, segments
from keepwarm.formats.vcard_handle_rows import escape_for
from keepwarm.formats.vcard_patch_handles import add_handle, remove_handle, replace_handle
from keepwarm.formats.vcard_patch_lines import insert, says, set_text
from keepwarm.formats.vcard_patch_names import set_name, set_nickname
from keepwarm.formats.vcard_patch_tags import set_tags
from keepwarm.formats.vcard_roles import groups_of_further
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_sheet import Entry, Sheet, lay_out, patched
from keepwarm.formats.vcard_text import components, plain, raw_components, unescape

__all__ = [
    "AddHandle",
    "Change",
    "RemoveHandle",
    "ReplaceHandle",
    "SetBirthday",
    "SetName",
    "SetNickname",
    "SetNote",
    "SetOrganization",
    "SetTags",
    "SetTitle",
    "patch_card",
]


def patch_card(raw: bytes, *changes: Change) -> bytes:
    """The card with these changes, one after the other.

    All other content lines stay as they are, byte for byte; those that are written anew keep the version,
    the character set and the line ends of the card. A change to what the card says already changes nothing.
    Raises Missing where a handle is to be changed that is not there, and Invalid for a value that would
    not read as what it is meant to be.
    """
    for change in changes:
        raw = _step(change)(lay_out(raw))
    return raw


def _step(change: Change) -> Callable[[Sheet], bytes]:
    match change:
        case AddHandle(handle=handle):
            return partial(add_handle, handle=handle)
        case RemoveHandle(handle=handle):
            return partial(remove_handle, handle=handle)
        case ReplaceHandle(old=old, new=new):
            return partial(replace_handle, old=old, new=new)
        case SetName():
            return partial(set_name, change=change)
        case SetNickname(nickname=nickname):
            return partial(set_nickname, nickname=short(nickname))
        case SetOrganization(organization=organization):
            return partial(_set_organization, organization=short(organization))
        case SetTitle(title=title):
            return partial(_set_title, title=short(title))
        case SetBirthday(birthday=birthday):
            return partial(_set_birthday, birthday=birthday)
        case SetNote(note=note):
            return partial(_set_note, note=plain(note))
        case SetTags(tags=tags):
            return partial(set_tags, tags=tags)


def _set_organization(sheet: Sheet, organization: str) -> bytes:
    organizations = sheet.named("ORG")
    shown = next(filter(says, organizations), None)
    written = escape_for(sheet.version, organization, structured=True)
    if shown is None:
        if not organization:
            return sheet.raw
        if organizations:
            entry = organizations[0]
            return patched(sheet, {entry.at: rewrite(sheet, entry, written)}, {})
        return insert(sheet, Row(name="ORG", value=written), "TITLE", "N", "FN", "VERSION")
    if not organization:
        return patched(sheet, {entry.at: b"" for entry in organizations if says(entry)}, {})
    parts = [short(part) for part in components(shown.value)]
    first = next(at for at, part in enumerate(parts) if part)
    if parts[first] == organization:
        return sheet.raw
    old = raw_components(shown.value)
    value = ";".join((*old[:first], written, *old[first + 1 :]))
    return patched(sheet, {shown.at: rewrite(sheet, shown, value)}, {})


def _set_title(sheet: Sheet, title: str) -> bytes:
    """A title in the group of a further organisation is a title there, and stays."""
    organizations = [entry.head.group for entry in sheet.named("ORG") if says(entry)]
    elsewhere = groups_of_further(organizations)
    titles, roles = (
        [entry for entry in sheet.named(name) if entry.head.group not in elsewhere]
        for name in ("TITLE", "ROLE")
    )
    if not title:
        return patched(sheet, {entry.at: b"" for entry in (*titles, *roles) if _text_of(entry)}, {})
    # The role stands for the title where that says nothing.
    found = roles if any(map(_text_of, roles)) and not any(map(_text_of, titles)) else titles
    return set_text(sheet, title, found, name="TITLE", after=("ORG", "N", "FN", "VERSION"))


def _set_birthday(sheet: Sheet, birthday: PartialDate | None) -> bytes:
    """One BDAY, as the standards allow; what is no date stays where the birthday is emptied."""
    days = sheet.named("BDAY")
    dated = [entry for entry in days if _date_of(entry) is not None]
    if birthday == (_date_of(dated[0]) if dated else None):
        return sheet.raw
    if birthday is None:
        return patched(sheet, {entry.at: b"" for entry in dated}, {})
    params, value = date_row(birthday, sheet.version)
    if not days:
        return insert(
            sheet, Row(name="BDAY", value=value, params=params), "TITLE", "ORG", "N", "FN", "VERSION"
        )
    entry = (dated or days)[0]
    front, written = segments(entry.line.head)
    kept = [segment for segment in written if not is_param(segment, "VALUE", "X-APPLE-OMIT-YEAR", "CALSCALE")]
    head = joined(front, (*kept, *(f"{name}={said}" for name, said in params)))
    changed = {other.at: b"" for other in days} | {entry.at: rewrite(sheet, entry, value, head=head)}
    return patched(sheet, changed, {})


def _set_note(sheet: Sheet, note: str) -> bytes:
    notes = sheet.named("NOTE")
    said = [entry for entry in notes if plain(unescape(entry.value))]
    if note == "\n".join(plain(unescape(entry.value)) for entry in said):
        return sheet.raw
    changed = {entry.at: b"" for entry in said}
    if not note:
        return patched(sheet, changed, {})
    value = escape_for(sheet.version, note)
    if not notes:
        return insert(sheet, Row(name="NOTE", value=value))
    entry = (said or notes)[0]
    return patched(sheet, changed | {entry.at: rewrite(sheet, entry, value)}, {})


def _date_of(entry: Entry) -> PartialDate | None:
    as_text = "text" in map(str.lower, entry.head.values("VALUE"))
    return find_date(unescape(entry.value), as_text=as_text)


def _text_of(entry: Entry) -> str:
    return short(unescape(entry.value))
