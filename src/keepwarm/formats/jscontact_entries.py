"""The objects of a JSContact card that stand in a collection under an id, each of which is one property.

Both ways are total: what has no form on the other side gives None, and its parts that have none are left
out; whoever calls finds out by going back.
"""

import re
from dataclasses import dataclass

from keepwarm.formats.jcard import kind_of
from keepwarm.formats.jcard_values import sayable
from keepwarm.formats.jscontact_days import find_stamp, find_utc
from keepwarm.formats.jscontact_params import (
    PHONE_WORDS,
    PLACES,
    Entry,
    escaped,
    shared_members,
    shared_params,
    text_in,
    uri_in,
)
from keepwarm.formats.vcard_handle_rows import is_uri
from keepwarm.formats.vcard_rows import Row
from keepwarm.formats.vcard_text import components, escape, unescape


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a property stands in a card: the collection, the member that is its value, and its `kind`.

    `default` says that an object without a kind is this one; `is_text` that the value has escapes.
    """

    name: str
    collection: str
    member: str
    kind: str = ""
    is_text: bool = False
    default: bool = False


def _uris(collection: str, **kinds: str) -> list[Place]:
    return [
        Place(name=name, collection=collection, member="uri", kind=kind)
        for name, kind in ((name.replace("_", "-"), kind) for name, kind in kinds.items())
    ]


_PLACES = (
    Place(name="NICKNAME", collection="nicknames", member="name", is_text=True),
    Place(name="EMAIL", collection="emails", member="address", is_text=True),
    Place(name="TEL", collection="phones", member="number", is_text=True),
    Place(name="TITLE", collection="titles", member="name", kind="title", is_text=True, default=True),
    Place(name="ROLE", collection="titles", member="name", kind="role", is_text=True),
    Place(name="NOTE", collection="notes", member="note", is_text=True),
    Place(name="LANG", collection="preferredLanguages", member="language"),
    Place(name="PRONOUNS", collection="speakToAs/pronouns", member="pronouns", is_text=True),
    Place(name="EXPERTISE", collection="personalInfo", member="value", kind="expertise", is_text=True),
    Place(name="HOBBY", collection="personalInfo", member="value", kind="hobby", is_text=True),
    Place(name="INTEREST", collection="personalInfo", member="value", kind="interest", is_text=True),
    *_uris("links", URL="", CONTACT_URI="contact"),
    *_uris("media", PHOTO="photo", LOGO="logo", SOUND="sound"),
    *_uris("cryptoKeys", KEY=""),
    *_uris("calendars", CALURI="calendar", FBURL="freeBusy"),
    *_uris("schedulingAddresses", CALADRURI=""),
    *_uris("directories", ORG_DIRECTORY="directory", SOURCE="entry"),
)
PLACE_OF = {place.name: place for place in _PLACES}

_LEVELS = {"beginner": "low", "average": "medium", "expert": "high"}
_LEVELS_BACK = {level: word for word, level in _LEVELS.items()}
_DATA_TYPE = re.compile(r"data:([\w.+-]+/[\w.+-]+)[;,]", re.ASCII)
_KNOWN = ("MEDIATYPE", "INDEX", "LEVEL", "CREATED", "AUTHOR", "AUTHOR-NAME", "SERVICE-TYPE", "USERNAME")


def find_entry(row: Row) -> Entry | None:
    """The object of a property that has one place; None where its value is of a kind that has none there."""
    place = PLACE_OF[row.key]
    kind = kind_of(row)
    if not row.value or ((kind == "text") is not place.is_text and row.key != "TEL"):
        return None
    words = PHONE_WORDS if row.key == "TEL" else PLACES
    said = {"kind": place.kind} if place.kind else {}
    value = unescape(row.value) if kind == "text" else row.value
    return {
        **said,
        place.member: value,
        **_media_type(value),
        **_further(row),
        **shared_members(row, *_KNOWN, words=words),
    }


def entry_row(collection: str, entry: Entry) -> Row | None:
    """The property of an object in a collection; None where none says its value."""
    kind = entry.get("kind")
    place = next(
        (
            one
            for one in _PLACES
            if one.collection == collection and (one.kind == (kind or "") or (one.default and kind is None))
        ),
        None,
    )
    if place is None:
        return None
    said: tuple[tuple[str, str], ...] = ()
    value = escaped(entry, place.member) if place.is_text else uri_in(entry, place.member)
    if place.name == "TEL" and is_uri(uri := uri_in(entry, place.member)):
        said, value = (("VALUE", "uri"),), uri
    if not value:
        return None
    words = PHONE_WORDS if place.name == "TEL" else PLACES
    params = (*said, *_further_params(place, entry), *shared_params(entry, *_KNOWN, words=words))
    return Row(name=place.name, value=value, params=params)


def _media_type(uri: str) -> Entry:
    """The media type of what stands in a `data:` URI, which needs no parameter in vCard."""
    found = _DATA_TYPE.match(uri)
    return {"mediaType": found[1]} if found else {}


def _further(row: Row) -> Entry:
    """The members that parameters of some properties say."""
    found: Entry = {}
    for name, value in row.params:
        if name == "MEDIATYPE":
            found["mediaType"] = value
        elif name == "INDEX" and value.isascii() and value.isdigit() and len(value) < 10:
            found["listAs"] = int(value)
        elif name == "LEVEL":
            level = value.lower()
            found["level"] = _LEVELS.get(level, level) if row.key == "EXPERTISE" else level
        elif name == "CREATED":
            found["created"] = find_utc(value)
        elif name in ("AUTHOR", "AUTHOR-NAME"):
            found.setdefault("author", {})["uri" if name == "AUTHOR" else "name"] = value
    return found


def _further_params(place: Place, entry: Entry) -> list[tuple[str, str]]:
    media_type = uri_in(entry, "mediaType")
    own = _media_type(uri_in(entry, "uri")).get("mediaType")
    found = [("MEDIATYPE", media_type)] if media_type and media_type != own else []
    index = entry.get("listAs")
    found += [("INDEX", str(index))] if type(index) is int and 0 <= index < 10**9 else []
    if level := uri_in(entry, "level"):
        found.append(("LEVEL", _LEVELS_BACK.get(level, level) if place.name == "EXPERTISE" else level))
    if created := find_stamp(entry.get("created")) if place.name == "NOTE" else "":
        found.append(("CREATED", created))
    author = entry.get("author")
    if isinstance(author, dict):
        found += [("AUTHOR", uri)] if (uri := uri_in(author, "uri")) else []
        found += [("AUTHOR-NAME", name)] if (name := text_in(author, "name")) else []
    return found


# Organisations


def find_organization(row: Row) -> Entry | None:
    """ORG with its departments, and by what they are sorted."""
    name, *units = components(row.value)
    found: Entry = {"name": name} if name else {}
    if units:
        found["units"] = [{"name": unit} for unit in units]
    sorting = ",".join(row.values("SORT-AS"))
    if sorting:
        own, *of_units = sorting.split(",")
        found["sortAs"] = own
        for unit, text in zip(found.get("units", ()), of_units, strict=False):
            unit["sortAs"] = text
    return {**found, **shared_members(row, "SORT-AS")} if name or any(units) else None


def organization_row(entry: Entry) -> Row | None:
    """An Organization as ORG; None where it has neither a name nor departments."""
    given = entry.get("units")
    units = [one for one in (given if isinstance(given, list) else ()) if isinstance(one, dict)]
    names = [text_in(one, "name") for one in (entry, *units)]
    if not any(names):
        return None
    sorting = ",".join(text_in(one, "sortAs") for one in (entry, *units)).rstrip(",")
    said = (("SORT-AS", sorting),) if sorting else ()
    value = ";".join(map(escape, names))
    return Row(name="ORG", value=value, params=(*said, *shared_params(entry, "SORT-AS")))


# Chats and profiles

_CHAT_SCHEMES = frozenset(
    {"xmpp", "sip", "sips", "skype", "aim", "msnim", "ymsgr", "icq", "irc", "ircs", "gg", "matrix", "im",
     "tg", "whatsapp", "telegram", "signal", "x-apple", "qq"}
)  # fmt: skip


def find_online_service(row: Row) -> Entry | None:
    """IMPP or SOCIALPROFILE as an OnlineService."""
    is_text = kind_of(row) == "text"
    said: Entry = {"user": unescape(row.value)} if is_text else {"uri": row.value}
    for name, member in (("SERVICE-TYPE", "service"), ("USERNAME", "user")):
        for value in row.values(name):
            said[member] = value
    if row.key == "IMPP":
        said["vCardName"] = "impp"
    return {**said, **shared_members(row, *_KNOWN)} if row.value else None


def online_service_row(entry: Entry) -> Row | None:
    """An OnlineService as IMPP, where it says so or its address is of a chat, else as SOCIALPROFILE."""
    uri, user, service = (text_in(entry, member) for member in ("uri", "user", "service"))
    scheme = sayable(uri).partition(":")[0].lower()
    chat = entry.get("vCardName") == "impp" or ("vCardName" not in entry and scheme in _CHAT_SCHEMES)
    params = [("SERVICE-TYPE", service)] if service else []
    params += [("USERNAME", user)] if uri and user else []
    params += [] if uri else [("VALUE", "text")]
    if not uri and not user:
        return None
    value = uri.replace("\n", "") if uri else escape(user)
    name = "IMPP" if chat else "SOCIALPROFILE"
    return Row(name=name, value=value, params=(*params, *shared_params(entry, *_KNOWN)))
