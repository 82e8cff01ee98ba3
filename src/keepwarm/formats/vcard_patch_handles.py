"""Edits of the handles of a foreign card: the lines that hold one, and the label that is for it alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.postal import Postal
from keepwarm.formats.vcard_hand import (
    is_param,
    joined,
    rewrite,
    segments,
    type_param,
    without_types,
    write_row,
)
from keepwarm.formats.vcard_handle_rows import escape_for, handle_rows, types_that_say
from keepwarm.formats.vcard_handles import find_form, find_handle
from keepwarm.formats.vcard_head import find_head
from keepwarm.formats.vcard_postal import postal_line, read_postal, settled_postal
from keepwarm.formats.vcard_rows import Row, parameter
from keepwarm.formats.vcard_sheet import (
    Entry,
    Sheet,
    handle_of,
    key_of,
    label_lines,
    lay_out,
    new_group,
    patched,
    place_for,
    put_in,
)
from keepwarm.formats.vcard_text import components, raw_components, tidy, unescape

_TEL_URI = re.compile(r"tel:", re.IGNORECASE)
_IN_TEL_URI = re.compile(r"(\+?[0-9A-Fa-f*#().-]+)(?: ext\. ([0-9-]+))?")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*:)(?!//)")
_SORTS = {
    HandleKind.PHONE: ("TEL",),
    HandleKind.EMAIL: ("EMAIL",),
    HandleKind.ADDRESS: ("ADR",),
    HandleKind.CHAT: ("IMPP",),
    HandleKind.PROFILE: ("URL", "SOCIALPROFILE", "X-SOCIALPROFILE"),
}


def add_handle(sheet: Sheet, handle: Handle) -> bytes:
    """The handle in lines of its own, behind those of its kind."""
    handle = _settled(handle)
    if _held(sheet, handle):
        return sheet.raw
    names = _SORTS[handle.kind]
    at = place_for(sheet, *names)
    ending = sheet.ending if at is None else sheet.ending_of(at)
    rows = _fresh(sheet, handle)
    # A label belongs behind its property; no line of a group needs to stand beside the other.
    return put_in(sheet, at, b"".join(write_row(sheet, row, ending) for row in rows))


def remove_handle(sheet: Sheet, handle: Handle) -> bytes:
    """The card without the lines of a handle."""
    held = _get_held(sheet, handle)
    gone = {entry.at for entry in held}
    for group in {entry.head.group for entry in held} - {""}:
        others = [one for one in sheet.entries if one.head.group == group and one.at not in gone]
        # Address books write X-ABLabel and X-ABADR of a property in its group.
        if all(one.head.name.startswith("X-AB") for one in others):
            gone |= {one.at for one in others}
    return patched(sheet, dict.fromkeys(gone, b""), {})


def replace_handle(sheet: Sheet, old: Handle, new: Handle) -> bytes:
    """The card with another handle on the lines of the old one."""
    held = _get_held(sheet, old)
    if new.kind is not old.kind:
        return add_handle(lay_out(remove_handle(sheet, old)), new)
    shown = handle_of(sheet, held[0])
    if shown is not None and shown.postal is not None:
        # The parts that the card has say nothing new: then the value counts.
        same = not new.postal or settled_postal(new.postal) == shown.postal
        new = replace(new, postal=None) if same else _settled(new)
    lowest = _lowest_rank(sheet, old.kind)
    preferred = any(_is_preferred(entry, lowest) for entry in held)
    changed: dict[int, bytes] = {}
    for entry in held:
        head, value = entry.line.head, entry.value
        if new.preferred != preferred:
            head = _with_preference(sheet, head, lowest if new.preferred else "")
        if key_of(new) != key_of(old) or new.postal is not None:
            head, value = _saying(sheet, entry, head, new)
        if (head, value) != (entry.line.head, entry.value):
            kept = None if head != entry.line.head else head
            changed[entry.at] = rewrite(sheet, entry, value, head=None if kept else head)
    raw = patched(sheet, changed, {})
    if shown is not None and tidy(new.label) != shown.label:
        again = lay_out(raw)
        return _labelled(again, next(one for one in again.entries if one.at == held[0].at), tidy(new.label))
    return raw


def _settled(handle: Handle) -> Handle:
    """A postal address with the value that its parts make."""
    if handle.kind is not HandleKind.ADDRESS or not handle.postal:
        return replace(handle, postal=None)
    postal = settled_postal(handle.postal)
    return replace(handle, value=postal_line(postal), postal=postal)


def _held(sheet: Sheet, handle: Handle) -> list[Entry]:
    """The lines that hold a handle; the view shows it once."""
    sought = key_of(handle)
    return [entry for entry in sheet.entries if (one := handle_of(sheet, entry)) and key_of(one) == sought]


def _get_held(sheet: Sheet, handle: Handle) -> list[Entry]:
    held = _held(sheet, handle)
    if not held:
        raise Missing(
            f"the card has no {handle.kind} {tidy(handle.value)[:80]!r};"
            " it may have been changed elsewhere: look at the card again."
        )
    return held


def _fresh(sheet: Sheet, handle: Handle) -> list[Row]:
    """Rows of the card's version, checked to read as the handle."""
    rows = handle_rows(handle, sheet.version, new_group(sheet))
    if handle.preferred and sheet.version == "4.0":
        rank = ("PREF", _lowest_rank(sheet, handle.kind))
        rows[0] = replace(rows[0], params=(*rows[0].without("PREF").params, rank))
    head = joined(rows[0].name, _params(pair for pair in rows[0].params if pair[0] != "PREF"))
    if not _reads_as(head, rows[0].value, handle):
        raise Invalid(
            f"{tidy(handle.value)[:80]!r} does not read as a {handle.kind} in a vCard;"
            " give a value that does, or another kind."
        )
    return rows


def _lowest_rank(sheet: Sheet, kind: HandleKind) -> str:
    """The PREF that is preferred without taking the preference from others."""
    ranks = [entry.form.rank for entry in sheet.entries if entry.form and entry.form.kind is kind]
    return str(min((rank for rank in ranks if rank), default=1))


def _is_preferred(entry: Entry, lowest: str) -> bool:
    form = entry.form
    return form is not None and (form.preferred or (form.rank is not None and str(form.rank) == lowest))


def _with_preference(sheet: Sheet, head: str, rank: str) -> str:
    """The head with this PREF, in the manner of the version; without any where the rank is empty."""
    front, params = segments(head)
    kept = [segment for segment in without_types(params, ("pref",)) if not is_param(segment, "PREF")]
    if rank:
        kept.append(f"PREF={rank}" if sheet.version == "4.0" else type_param("pref", sheet.version))
    return joined(front, kept)


def _saying(sheet: Sheet, entry: Entry, head: str, new: Handle) -> tuple[str, str]:
    """Head and value of a line that holds another handle: as like to what stands there as still reads so."""
    for tried_head, tried_value in _likenesses(sheet, entry, head, new):
        if _reads_as(tried_head, tried_value, new):
            return tried_head, tried_value
    row = _fresh(sheet, replace(new, label=""))[0]
    front, params = segments(head)
    group, dot, _ = front.rpartition(".")
    said = [(name, value) for name, value in row.params if name not in ("TYPE", "PREF")]
    gone = ("VALUE", "X-USER", "USERNAME", "SERVICE-TYPE", "X-SERVICE-TYPE")
    kept = [segment for segment in params if not is_param(segment, *gone)]
    if entry.form is not None and entry.form.service:
        kept = without_types(kept, (entry.form.service,))
    return joined(group + dot + row.name, (*kept, *_params(said))), row.value


def _params(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}={parameter(value)}" for name, value in pairs]


def _likenesses(sheet: Sheet, entry: Entry, head: str, new: Handle) -> Iterator[tuple[str, str]]:
    """Ways to write the new value in the manner of the old one."""
    old, text = unescape(entry.value), tidy(new.value)
    front, params = segments(head)
    plainly = joined(front, (segment for segment in params if not is_param(segment, "VALUE")))
    written = escape_for(sheet.version, text)
    if new.kind is HandleKind.PHONE:
        number = _IN_TEL_URI.fullmatch(text)
        if number and _TEL_URI.match(old.strip()):
            yield head, f"tel:{number[1]}" + (f";ext={number[2]}" if number[2] else "")
        yield plainly if sheet.version == "4.0" or _TEL_URI.match(old.strip()) else head, written
    elif new.kind is HandleKind.ADDRESS:
        # What is printed on the envelope (RFC 6350, 6.3.1) would still be the old address.
        head = joined(front, (segment for segment in params if not is_param(segment, "LABEL")))
        if new.postal is not None:
            yield head, _with_parts(sheet, entry.value, new.postal)
        yield from ((head, value) for value in _like_address(sheet, entry.value, text))
    elif new.kind is HandleKind.EMAIL:
        shown = handle_of(sheet, entry)
        if shown is not None and shown.value != old:
            yield head, escape_for(sheet.version, old.replace(shown.value, text))
        yield head, written
    elif scheme := _SCHEME.match(old) if new.kind is HandleKind.CHAT else None:
        yield head, scheme[1] + quote(text, safe="@+")
    else:
        yield head, text.replace("\\", "\\\\")
        yield head, written


def _with_parts(sheet: Sheet, value: str, postal: Postal) -> str:
    """The seven components, those that stay as they stand; none behind them, which would say the old ones."""
    old, said = raw_components(value), read_postal(value)[1].parts
    written = []
    for at, part in enumerate(postal.parts):
        # What went on in lines of words is written as lines of a value.
        stays = at < len(old) and said[at] == part and "\n" not in old[at]
        written.append(old[at] if stays else escape_for(sheet.version, part, structured=True))
    return ";".join(written)


def _like_address(sheet: Sheet, value: str, text: str) -> Iterator[str]:
    """The address with one component changed, where that makes the line; else in the street alone."""
    old = raw_components(value)
    lines = [", ".join(filter(None, map(tidy, part.splitlines()))).rstrip(",") for part in components(value)]
    filled = [at for at, line in enumerate(lines) if line]
    for at in filled:
        before = "".join(f"{lines[other]}, " for other in filled if other < at)
        behind = "".join(f", {lines[other]}" for other in filled if other > at)
        if len(before) + len(behind) < len(text) and text.startswith(before) and text.endswith(behind):
            part = escape_for(sheet.version, text[len(before) : len(text) - len(behind)], structured=True)
            yield ";".join((*old[:at], part, *old[at + 1 :]))
    yield f";;{escape_for(sheet.version, text, structured=True)};;;;"


def _reads_as(head: str, value: str, handle: Handle) -> bool:
    """Whether a line would read as this handle, whatever its label."""
    found = find_head(head)
    form = None if found is None else find_form(found)
    read = None if form is None else find_handle(form, value)
    return (
        read is not None
        and (read.kind, read.value, read.service)
        == (handle.kind, tidy(handle.value), tidy(handle.service).lower())
        and handle.postal in (None, read.postal)
    )


def _labelled(sheet: Sheet, entry: Entry, label: str) -> bytes:
    """The card with another label on one line: in its TYPE where that can say it, else in its group."""
    labels = label_lines(sheet, entry.head.group)
    alone = all(
        one.at == entry.at or one.head.name.startswith("X-AB")
        for one in sheet.entries
        if one.head.group == entry.head.group
    )
    if labels and alone and label:
        changed = {one.at: b"" for one in labels}
        changed[labels[-1].at] = rewrite(sheet, labels[-1], escape_for(sheet.version, label))
        return patched(sheet, changed, {})
    front, params = segments(entry.line.head)
    said = entry.form.label.split() if entry.form else []
    kept = without_types(params, said)
    words = types_that_say(entry.form.kind, label, sheet.version) if entry.form else None
    kept += [type_param(word, sheet.version) for word in words or ()]
    group, name = entry.head.group, front.rpartition(".")[2]
    changed = {one.at: b"" for one in labels} if alone else {}
    if (labels and not alone) or (words is None and not group):
        group = new_group(sheet)
    head = joined(f"{group}.{name}" if group else name, kept)
    line = rewrite(sheet, entry, entry.value, head=head)
    if words is None:
        row = Row(name="X-ABLabel", value=escape_for(sheet.version, label), group=group)
        line += write_row(sheet, row, sheet.ending_of(entry.at))
    return patched(sheet, changed | {entry.at: line}, {})
