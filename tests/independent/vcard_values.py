"""What a vCard says, as a multiset of values: written from the standards, sharing no line with the product.

vCard 2.1 (versit), 3.0 (RFC 2425, 2426), 4.0 (RFC 6350, 9554) and the habits of programs that FORMATS names:
escapes that need none, base64 without indents, values that go on in lines without a name. Two cards of
different versions say the same where their multisets are equal; empty values say nothing.
"""

import base64
import quopri
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes

Value = tuple[str, ...]

_NAME = re.compile(r"^(?:([^.:;]*)\.)?([\w/+-]+)$")
_PROPERTY = re.compile(rb"^[\w\x80-\xff/.+-]+[ \t]*[;:]")
_TEXTS = frozenset(
    ("FN", "TITLE", "ROLE", "NOTE", "PRODID", "EMAIL", "UID", "CLASS", "MAILER", "NAME", "PROFILE",
     "LABEL", "SORT-STRING", "URL", "X-ABLABEL", "X-ABADR")
)  # fmt: skip
_CHATS = frozenset(
    ("JABBER", "SKYPE", "AIM", "ICQ", "MSN", "YAHOO", "QQ", "GTALK", "GADUGADU", "GROUPWISE", "SIP",
     "TELEGRAM", "WHATSAPP")
)  # fmt: skip
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_SAME = {
    "X-ADDRESSBOOKSERVER-KIND": "KIND",
    "X-ADDRESSBOOKSERVER-MEMBER": "MEMBER",
    "X-ANNIVERSARY": "ANNIVERSARY",
    "X-EVOLUTION-ANNIVERSARY": "ANNIVERSARY",
    "X-MS-ANNIVERSARY": "ANNIVERSARY",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "ANNIVERSARY",
    "X-CLASS": "CLASS",
    "X-MAILER": "MAILER",
    "X-NAME": "NAME",
    "X-PROFILE": "PROFILE",
    "X-SORT-STRING": "SORT-STRING",
    "X-SOCIALPROFILE": "SOCIALPROFILE",
}
_SPOUSES = ("X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-MS-SPOUSE")
_MEDIA = ("PHOTO", "LOGO", "SOUND", "KEY")
_SAID_TWICE = ("pref", "internet")


class Property(NamedTuple):
    """A content line: name and parameters' names in upper case, the value decoded, its escapes in place."""

    group: str
    name: str
    params: tuple[tuple[str, str], ...]
    value: str
    base64: bool

    def of(self, name: str) -> list[str]:
        return [value for key, value in self.params if key == name]

    def types(self) -> set[str]:
        return {word.strip().lower() for value in self.of("TYPE") for word in value.split(",")} - {""}


def values(raw: bytes) -> Counter[Value]:
    """Every value that the card says: the property, and the value or one of its components."""
    return Counter(value for value in _values(raw) if any(part.strip() for part in value[1:]))


def types(raw: bytes) -> Counter[Value]:
    """Every word of TYPE of what reaches somebody, with what it is said of; the preference left out."""
    old = _version(raw) == "2.1"
    return Counter(
        (prop.name, word, said[-1])
        for prop in _lexed(raw)
        if isinstance(prop, Property) and prop.name in ("TEL", "EMAIL", "ADR", "URL")
        for word in prop.types() - set(_SAID_TWICE)
        for said in list(_said(prop, {}, old=old))[:1]
        if said[-1].strip()
    )


def _values(raw: bytes) -> Iterator[Value]:
    old = _version(raw) == "2.1"
    found = _lexed(raw)
    labels = {
        prop.group: re.sub(r"[\W_]", "", prop.value).lower()
        for prop in found
        if isinstance(prop, Property) and prop.name == "X-ABLABEL"
    }
    for prop in found:
        if isinstance(prop, bytes):
            yield from (("AGENT", *value) for value in values(prop).elements())
        else:
            yield from _said(prop, labels, old=old)


# From bytes to content lines


def _version(raw: bytes) -> str:
    found = re.search(rb"(?im)^VERSION[^:\r\n]*:[ \t]*([0-9.]+)", raw.replace(b"\r", b"\n"))
    return found[1].decode() if found else "3.0"


@lru_cache(maxsize=8)
def _lexed(raw: bytes) -> tuple[Property | bytes, ...]:
    return tuple(_properties(raw))


def _properties(raw: bytes) -> Iterator[Property | bytes]:
    """The properties between BEGIN and END; a nested card as its bytes."""
    rows = list(_logical(raw))[1:]
    while rows:
        row = rows.pop(0)
        mark = re.sub(rb"\s", b"", row).upper()
        if mark == b"END:VCARD":
            return
        if mark in (b"BEGIN:VCARD", b"AGENT:BEGIN:VCARD"):
            yield _nested(rows)
        elif (prop := _property(row)) is not None and prop.name != "VERSION":
            yield prop


def _nested(rows: list[bytes]) -> bytes:
    inner, depth = [b"BEGIN:VCARD"], 1
    while rows and depth:
        row = rows.pop(0)
        mark = re.sub(rb"\s", b"", row).upper()
        depth += mark.endswith(b"BEGIN:VCARD") and b"BEGIN:VCARD" in mark[:17]
        depth -= mark == b"END:VCARD"
        inner.append(row)
    return b"\r\n".join(inner)


def _logical(raw: bytes) -> Iterator[bytes]:
    """Content lines without their folds; what goes on in a line without a name is joined by a line break."""
    spaced = b" " if _version(raw) == "2.1" else b""
    raw = re.sub(rb"(?i)(END:VCARD)(BEGIN:VCARD)", rb"\1\n\2", raw.removeprefix(b"\xef\xbb\xbf"))
    held: bytes | None = None
    for line in re.split(rb"\r{0,2}\n|\r", raw):
        marks = re.fullmatch(rb"(?i)\s*(AGENT[^:]*:\s*)?(BEGIN|END)\s*:\s*VCARD\s*", line) is not None
        if held is None:
            held = line
        elif _quoted(held) and held.rstrip(b" \t").endswith(b"=") and not marks:
            held = held.rstrip(b" \t")[:-1] + line
        elif line[:1] in (b" ", b"\t") and not marks:
            held += (b"" if _coded(held) else spaced) + line[1:]
        elif held.strip() and line.strip() and not _PROPERTY.match(line) and not line.startswith(b"#"):
            held += b"" if _coded(held) else b"\n"
            held += line
        else:
            yield held
            held = line
    if held is not None:
        yield held


def _quoted(row: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in row.partition(b":")[0].upper()


def _coded(row: bytes) -> bool:
    front = row.partition(b":")[0].upper()
    return b"BASE64" in front or b"ENCODING=B" in front.split(b";")


def _property(row: bytes) -> Property | None:
    """A row at the colon that stands in no quotes; a quote that is never closed quotes nothing."""
    found = re.match(rb'((?:[^":]|"[^"]*")*):', row) or re.match(rb"([^:]*):", row)
    if found is None:
        return None
    front, data = _decoded(found[1], ""), row[found.end() :]
    pieces = [piece[1:] for piece in re.findall(r';(?:[^;"]|"[^"]*"|")*', front)]
    named = _NAME.match(front.partition(";")[0].strip())
    if named is None:
        return None
    params = tuple(_params(pieces))
    encodings = {value.upper() for key, value in params if key == "ENCODING"}
    charset = next((value for key, value in params if key == "CHARSET"), "")
    coded = bool(encodings & {"B", "BASE64"})
    if "QUOTED-PRINTABLE" in encodings:
        data = quopri.decodestring(data)
    value = re.sub(r"\r\n?", "\n", _decoded(data, charset))
    return Property(named[1] or "", named[2].upper(), params, value, coded)


def _params(pieces: list[str]) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        name, equals, written = piece.partition("=")
        if not equals:
            bare = name.strip().upper()
            yield ("ENCODING" if bare in ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT") else "TYPE"), bare
            continue
        for value in re.findall(r'(?:[^,"]|"[^"]*"|")+', written):
            value = re.sub(r'^"(.*)"$', r"\1", value.strip(), flags=re.DOTALL)
            yield name.strip().upper(), re.sub(r"\^([n'^])", lambda found: _CARETS[found[1]], value)


def _decoded(data: bytes, charset: str) -> str:
    wider = {"shift_jis": "cp932", "gb2312": "gb18030"}.get(charset.lower(), charset)
    order = [wider, "utf-8"] if charset.lower().startswith("iso-2022") else ["utf-8", wider]
    for codec in (*order, "cp1252"):
        try:
            return data.decode(codec)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


# What a property says


def _said(prop: Property, labels: dict[str, str], *, old: bool) -> Iterator[Value]:
    name = _SAME.get(prop.name, prop.name)
    if name == "X-ABDATE" and labels.get(prop.group) == "anniversary":
        name = "ANNIVERSARY"
    if name in ("N", "ADR"):
        yield from _structured(prop, name, old=old)
        yield from (("LABEL", _text(label)) for label in prop.of("LABEL") if name == "ADR")
        sorting = prop.of("SORT-AS") if name == "N" else []
        yield from [("SORT-STRING", ",".join(sorting))] if sorting else []
    elif name == "ORG":
        parts = re.findall(r"((?:\\.|[^;\\])*)(?:;|$)", prop.value, re.DOTALL)
        yield from (("ORG", str(at), _text(part)) for at, part in enumerate(parts) if part)
    elif name in ("NICKNAME", "CATEGORIES"):
        yield from ((name, item) for item in _items(prop.value))
    elif name == "AGENT" or (name == "RELATED" and "agent" in prop.types()):
        yield from _agent(prop)
    else:
        yield _single(prop, name, labels)


def _single(prop: Property, name: str, labels: dict[str, str]) -> Value:
    value = prop.value.strip() if name not in ("NOTE", "FN") else prop.value
    if prop.base64 or name in _MEDIA or value[:5].lower() == "data:":
        return (name, *_media(prop, value))
    if name in ("BDAY", "ANNIVERSARY", "DEATHDATE"):
        return name, _day(prop, value)
    if name in _SPOUSES or name in ("RELATED", "X-ABRELATEDNAMES"):
        spouse = name in _SPOUSES or "spouse" in prop.types() or labels.get(prop.group) == "spouse"
        return "RELATED", "spouse" if spouse and value else "", _text(value)
    chat = _chat(prop, name, value)
    if chat is not None:
        return chat
    if name == "SOCIALPROFILE":
        services = prop.of("SERVICE-TYPE") or sorted(prop.types() - {"home", "work", "pref"})
        users = prop.of("X-USER") + prop.of("USERNAME")
        return name, *(one.lower() for one in services[:1]), _text(value), *users
    return name, _simple(name, value)


def _simple(name: str, value: str) -> str:
    if name == "TEL":
        number = re.sub(r"^tel:", "", value, flags=re.IGNORECASE)
        return _text(re.sub(r";ext=", " ext. ", number) if number != value else number)
    if name == "GEO":
        return ";".join(str(float(part)) for part in re.findall(r"[+-]?\d+(?:\.\d+)?", value))
    if name == "TZ":
        offset = re.fullmatch(r"([+-]?)(\d{1,2}):?(\d\d)", value)
        return f"{offset[1] or '+'}{int(offset[2])}:{offset[3]}" if offset else _text(value)
    if name == "REV":
        return re.sub(r"(?<=\d)[-:](?=\d)", "", value)
    if name == "KIND":
        return value.lower()
    if name in _TEXTS:
        return _text(value)
    return re.sub(r"\\([:,;])", r"\1", value.replace("\\n", "\n"))


def _structured(prop: Property, name: str, *, old: bool) -> Iterator[Value]:
    """Components, each a list but in 2.1, where a comma is text."""
    parts = re.findall(r"((?:\\.|[^;\\])*)(?:;|$)", prop.value, re.DOTALL)
    for at, part in enumerate(parts):
        items = [_text(part)] if old else list(_items(part))
        if any(items):
            yield name, str(at), *items


def _items(value: str) -> Iterator[str]:
    found = re.findall(r"((?:\\.|[^,\\])*)(,|$)", value, re.DOTALL)
    for item, comma in found:
        if item or comma:
            yield _text(item)


def _text(value: str) -> str:
    return re.sub(r'\\([nN\\,;:"\n])', lambda found: "\n" if found[1] in "nN" else found[1], value)


def _media(prop: Property, value: str) -> Value:
    """Base64 without spaces and padding, or an address."""
    data = re.fullmatch(r"data:[^,]*?(;base64)?,(.*)", value, re.IGNORECASE | re.DOTALL)
    if data and not data[1]:
        return "data", base64.b64encode(unquote_to_bytes(data[2])).decode().rstrip("=")
    if data or prop.base64:
        return "data", re.sub(r"\s", "", data[2] if data else value).rstrip("=")
    packed = re.sub(r"\s", "", value)
    if len(packed) > 50 and re.fullmatch(r"[A-Za-z0-9+/]+=*", packed):
        return "data", packed.rstrip("=")
    return ("at", _text(value)) if value else ("",)


def _day(prop: Property, value: str) -> str:
    text = _text(value)
    if "text" in [said.lower() for said in prop.of("VALUE")]:
        return text
    found = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]([\d:]+)(?:\.0+)?(Z|[+-][\d:]+)?)?", text)
    if found is None:
        return re.sub(r"(?<=\d)-(?=\d)", "", text) if text.startswith("--") else text
    if found[1] in ("1604", "0000", *prop.of("X-APPLE-OMIT-YEAR")):
        return f"--{found[2]}{found[3]}"
    time = f"T{found[4]}{found[5] or ''}".replace(":", "") if found[4] else ""
    return f"{found[1]}{found[2]}{found[3]}{time}"


def _chat(prop: Property, name: str, value: str) -> Value | None:
    """An address on a service: IMPP, or a property that is for one service alone."""
    service = name.removeprefix("X-").lower()
    kde = re.fullmatch(r"X-MESSAGING/(\w+)-ALL", name)
    if kde or service.upper() in _CHATS or name == "X-GOOGLE-TALK":
        service = kde[1].lower() if kde else service.replace("google-talk", "gtalk")
        return "IM", service, _text(re.sub(f"^{service}:", "", value))
    if name in ("X-MS-IMADDRESS", "X-KADDRESSBOOK-X-IMADDRESS"):
        return "IM", "", _text(value)
    if name != "IMPP":
        return None
    scheme, colon, rest = value.partition(":")
    said = [*prop.of("SERVICE-TYPE"), *prop.of("X-SERVICE-TYPE")]
    service = said[0].lower() if said else scheme.lower() if colon and scheme != "x-apple" else ""
    return "IM", service, unquote(rest if colon else value)


def _agent(prop: Property) -> Iterator[Value]:
    text = prop.value
    if text.lower().startswith("data:text/vcard"):
        text = unquote(text.partition(",")[2])
    elif not re.match(r"(?i)[a-z]+:\S+$", text) or text.upper().startswith("BEGIN:"):
        text = _text(text)
    if text.upper().startswith("BEGIN:VCARD"):
        yield from (("AGENT", *value) for value in values(text.encode()).elements())
    else:
        yield "AGENT", text
