"""Edits of a foreign card: exactly the lines that a change concerns are written anew."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_dates import date_row, find_date
from keepwarm.formats.vcard_hand import is_param, joined, rewrite, segments, write_row
from keepwarm.formats.vcard_handle_rows import escape_for
from keepwarm.formats.vcard_patch_handles import add_handle, remove_handle, replace_handle
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_sheet import Entry, Sheet, lay_out, patched, place_for, put_in
from keepwarm.formats.vcard_text import components, plain, raw_components, tidy, unescape


@dataclass(frozen=True, slots=True, kw_only=True)
class AddHandle:
    """One more handle; nothing where the card has it already."""

    handle: Handle


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveHandle:
    """Every line that holds this handle, and the label that is for it alone."""

    handle: Handle


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceHandle:
    """Another value, label or preference, on every line that holds the handle."""

    old: Handle
    new: Handle


@dataclass(frozen=True, slots=True, kw_only=True)
class SetName:
    """The name as it is said, and its two parts; prefixes, middle names and suffixes stay."""

    name: str
    given: str
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOrganization:
    """The organisation; its departments stay, unless it is emptied."""

    organization: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTitle:
    """The title, or the role where the card says only that; emptied, both go."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBirthday:
    """The birthday; None for none."""

    birthday: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNote:
    """The whole note. Several NOTE lines become one."""

    note: str


Change = (
    AddHandle | RemoveHandle | ReplaceHandle | SetName | SetOrganization | SetTitle | SetBirthday | SetNote
)


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
            return partial(_set_name, change=change)
        case SetOrganization(organization=organization):
            return partial(_set_organization, organization=short(organization))
        case SetTitle(title=title):
            return partial(_set_title, title=short(title))
        case SetBirthday(birthday=birthday):
            return partial(_set_birthday, birthday=birthday)
        case SetNote(note=note):
            return partial(_set_note, note=plain(note))


def _set_name(sheet: Sheet, change: SetName) -> bytes:
    name, given, family = short(change.name), short(change.given), short(change.family)
    if not name:
        raise Invalid("a card cannot be without a name; say what the person is called.")
    raw = _set_text(sheet, name, ("FN",), after=("N", "VERSION"))
    return _set_parts(lay_out(raw), given, family)


def _set_parts(sheet: Sheet, given: str, family: str) -> bytes:
    """Family and given name in N, its other components as they stand."""
    names = sheet.named("N")
    shown = next(filter(_says, names), None)
    parts = [] if shown is None else [short(part) for part in components(shown.value)]
    if [*parts, "", ""][:2] == [family, given]:
        return sheet.raw
    written = [escape_for(sheet.version, part, structured=True) for part in (family, given)]
    old = raw_components((shown or names[0]).value) if names else [""] * 5
    value = ";".join(written + (old + [""] * 5)[2 : max(len(old), 5)])
    if not any(map(short, components(value))):
        return patched(sheet, {entry.at: b"" for entry in names if _says(entry)}, {})
    if names:
        entry = shown or names[0]
        return patched(sheet, {entry.at: rewrite(sheet, entry, value)}, {})
    return _insert(sheet, Row(name="N", value=value), "FN", "VERSION")


def _set_organization(sheet: Sheet, organization: str) -> bytes:
    organizations = sheet.named("ORG")
    shown = next(filter(_says, organizations), None)
    written = escape_for(sheet.version, organization, structured=True)
    if shown is None:
        if not organization:
            return sheet.raw
        if organizations:
            entry = organizations[0]
            return patched(sheet, {entry.at: rewrite(sheet, entry, written)}, {})
        return _insert(sheet, Row(name="ORG", value=written), "TITLE", "N", "FN", "VERSION")
    if not organization:
        return patched(sheet, {entry.at: b"" for entry in organizations if _says(entry)}, {})
    parts = [short(part) for part in components(shown.value)]
    first = next(at for at, part in enumerate(parts) if part)
    if parts[first] == organization:
        return sheet.raw
    old = raw_components(shown.value)
    value = ";".join((*old[:first], written, *old[first + 1 :]))
    return patched(sheet, {shown.at: rewrite(sheet, shown, value)}, {})


def _set_title(sheet: Sheet, title: str) -> bytes:
    titled = any(short(unescape(entry.value)) for entry in sheet.named("TITLE"))
    names: tuple[str, ...] = (
        ("TITLE",) if titled or not any(_says(entry) for entry in sheet.named("ROLE")) else ("ROLE",)
    )
    if not title:
        names = ("TITLE", "ROLE")
    return _set_text(sheet, title, names, after=("ORG", "N", "FN", "VERSION"))


def _set_text(sheet: Sheet, text: str, names: tuple[str, ...], *, after: tuple[str, ...]) -> bytes:
    """The first of these properties that says something, else a new one."""
    found = sheet.named(*names)
    shown = next((entry for entry in found if short(unescape(entry.value))), None)
    if text == ("" if shown is None else short(unescape(shown.value))):
        return sheet.raw
    if not text:
        return patched(sheet, {entry.at: b"" for entry in found if short(unescape(entry.value))}, {})
    value = escape_for(sheet.version, text)
    if found:
        entry = shown or found[0]
        return patched(sheet, {entry.at: rewrite(sheet, entry, value)}, {})
    return _insert(sheet, Row(name=names[0], value=value), *names, *after)


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
        return _insert(
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
        return _insert(sheet, Row(name="NOTE", value=value))
    entry = (said or notes)[0]
    return patched(sheet, changed | {entry.at: rewrite(sheet, entry, value)}, {})


def _insert(sheet: Sheet, row: Row, *after: str) -> bytes:
    """The card with one more line, behind the last of the first of these names that it has."""
    at = next((place for name in after if sheet.named(name) and (place := place_for(sheet, name))), None)
    at = place_for(sheet) if at is None else at
    ending = sheet.ending if at is None else sheet.ending_of(at)
    return put_in(sheet, at, write_row(sheet, row, ending))


def _says(entry: Entry) -> bool:
    """Whether any component says something in one line."""
    return any(tidy(part) for part in components(entry.value))


def _date_of(entry: Entry) -> PartialDate | None:
    as_text = "text" in map(str.lower, entry.head.values("VALUE"))
    return find_date(unescape(entry.value), as_text=as_text)
