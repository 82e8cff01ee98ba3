"""The lines of a handle, in any version of vCard."""

import re
from urllib.parse import quote

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.postal import Postal
from keepwarm.formats.vcard_handles import property_of_service
from keepwarm.formats.vcard_postal import settled_postal
from keepwarm.formats.vcard_rows import AnyVersion, Row
from keepwarm.formats.vcard_text import escape, tidy

_PLACES = frozenset({"home", "work"})
_PHONES = _PLACES | {"cell", "fax", "pager"}
# What RFC 6350 took out of RFC 2426's lists, and `other`, which address books write all the same.
_OLDER_PHONES = _PHONES | {"car", "main"}
_OLDER_PLACES = _PLACES | {"other"}
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def handle_rows(handle: Handle, version: AnyVersion, group: str) -> list[Row]:
    """The property of a handle, and its label in a row of its own, in that group, where no TYPE says it.

    The rows are escaped for the version; in 2.1 a value may hold what only quoted-printable can write.
    """
    label = tidy(handle.label)
    words = types_that_say(handle.kind, label, version)
    row = _property(handle, version).having(*_types(handle, words or [], version))
    if not label or words is not None:
        return [row]
    grouped = Row(name=row.name, value=row.value, group=group, params=row.params)
    return [grouped, Row(name="X-ABLabel", value=escape_for(version, label), group=group)]


def types_that_say(kind: HandleKind, label: str, version: AnyVersion) -> list[str] | None:
    """The TYPE words that read as this label, None where none do."""
    words = label.split()
    if kind is HandleKind.PHONE:
        known = _PHONES if version == "4.0" else _OLDER_PHONES
    else:
        known = _PLACES if version == "4.0" else _OLDER_PLACES
    return words if len(set(words)) == len(words) and known.issuperset(words) else None


def escape_for(version: AnyVersion, text: str, *, structured: bool = False) -> str:
    r"""Text as a value. vCard 2.1 knows no escape but `\;`; a lone backslash would read as one."""
    if version != "2.1":
        return escape(text)
    text = text.replace("\\", "\\\\")
    return text.replace(";", "\\;") if structured else text


def postal_value(postal: Postal, version: AnyVersion) -> str:
    """The seven components of an ADR."""
    parts = settled_postal(postal).parts
    return ";".join(escape_for(version, part, structured=True) for part in parts)


def is_uri(text: str) -> bool:
    """Whether a text can stand where a URI must."""
    return _URI.fullmatch(text) is not None


def chat_uri(name: str, service: str) -> str:
    """The value of an IMPP: `x-apple` is what address books use where a service has no scheme."""
    scheme = service.lower()
    known = scheme.isascii() and scheme.isalpha() and scheme not in ("http", "https")
    return f"{scheme if known else 'x-apple'}:{quote(name, safe='@+')}"


def _types(handle: Handle, words: list[str], version: AnyVersion) -> list[tuple[str, str]]:
    if version == "4.0":
        preferred = [("PREF", "1")] if handle.preferred else []
        return [*(("TYPE", word) for word in words), *preferred]
    internet = ["INTERNET"] if handle.kind is HandleKind.EMAIL else []
    preferred_type = ["PREF"] if handle.preferred else []
    return [("TYPE", word) for word in (*internet, *(word.upper() for word in words), *preferred_type)]


def _property(handle: Handle, version: AnyVersion) -> Row:
    """The name of the property with the service, and the value as it is written."""
    text = tidy(handle.value)
    if handle.kind is HandleKind.PHONE:
        return Row(name="TEL", value=escape_for(version, text))
    if handle.kind is HandleKind.EMAIL:
        return Row(name="EMAIL", value=escape_for(version, text))
    if handle.kind is HandleKind.ADDRESS:
        return Row(name="ADR", value=postal_value(handle.postal or Postal(street=text), version))
    service = tidy(handle.service)
    # vCard 2.1 has no property for services but those of the programs.
    if version == "2.1" and (own := property_of_service(handle.kind, service)):
        return Row(name=own, value=escape_for(version, text))
    said = "SERVICE-TYPE" if version == "4.0" or handle.kind is HandleKind.PROFILE else "X-SERVICE-TYPE"
    params = ((said, service),) if service else ()
    if handle.kind is HandleKind.CHAT:
        return Row(name="IMPP", value=chat_uri(text, service), params=params)
    return _profile(text, params, version)


def _profile(text: str, params: tuple[tuple[str, str], ...], version: AnyVersion) -> Row:
    # A URI is not escaped but for what would read as an escape or end the line.
    url = text.replace("\\", "\\\\")
    if not params:
        return Row(name="URL", value=url)
    if version != "4.0":
        return Row(name="X-SOCIALPROFILE", value=url, params=params)
    if is_uri(text):
        return Row(name="SOCIALPROFILE", value=url, params=params)
    return Row(name="SOCIALPROFILE", value=escape(text), params=(*params, ("VALUE", "text")))
