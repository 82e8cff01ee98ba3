"""Ways to reach somebody: which lines of a card hold one, and what they say."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.formats.vcard_head import Head
from keepwarm.formats.vcard_postal import read_postal
from keepwarm.formats.vcard_text import tidy, unescape

LONGEST_HANDLE = 600
"""Characters; what is longer is no handle. Indexes of databases end a little above."""

_KINDS = {
    "TEL": HandleKind.PHONE,
    "X-MS-TEL": HandleKind.PHONE,
    "EMAIL": HandleKind.EMAIL,
    "ADR": HandleKind.ADDRESS,
    "IMPP": HandleKind.CHAT,
    "X-MS-IMADDRESS": HandleKind.CHAT,
    "X-KADDRESSBOOK-X-IMADDRESS": HandleKind.CHAT,
    "URL": HandleKind.PROFILE,
    "SOCIALPROFILE": HandleKind.PROFILE,
    "X-SOCIALPROFILE": HandleKind.PROFILE,
}
_CHATS = (
    "jabber",
    "skype",
    "aim",
    "icq",
    "msn",
    "yahoo",
    "qq",
    "gtalk",
    "gadugadu",
    "groupwise",
    "sip",
    "telegram",
    "whatsapp",
    "signal",
    "matrix",
    "wechat",
    "line",
    "threema",
    "viber",
    "discord",
    "zoom",
)
_PROFILES = (
    "twitter",
    "facebook",
    "linkedin",
    "instagram",
    "github",
    "mastodon",
    "xing",
    "flickr",
    "youtube",
    "tiktok",
    "bluesky",
)
_SERVICES = {
    **{f"X-{service.upper()}": (HandleKind.CHAT, service) for service in _CHATS},
    **{f"X-{service.upper()}": (HandleKind.PROFILE, service) for service in _PROFILES},
    "X-GOOGLE-TALK": (HandleKind.CHAT, "gtalk"),
    "X-SKYPE-USERNAME": (HandleKind.CHAT, "skype"),
}
_KDE_CHAT = re.compile(r"X-MESSAGING/(\w+)-ALL")
# What a line is made for or how it is sent, which says nothing about the place that it reaches.
_NO_LABELS = frozenset({"pref", "internet", "voice", "msg", "text", "postal", "parcel", "intl", "dom", "uri"})
_PLACES = frozenset({"home", "work", "other"})
_BUILT_IN_LABEL = re.compile(r"_?\$!<(.*)>!\$_?")
_NEW_WORD = re.compile("(?<=[a-z])(?=[A-Z])")
_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!//)(.+)")
_WEB = ("http", "https")
_IN_ANGLES = re.compile(r"<([^<>\s]+@[^<>\s@]+)>")
_MAIL = re.compile(r"[^@\s:;]+@[^@\s:;]+\.[^@\s:;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the head of a line says of the handle in its value.

    `rank` is PREF of vCard 4.0, 1 to 100, the lowest of a kind preferred; None where there is none.
    """

    kind: HandleKind
    label: str = ""
    service: str = ""
    preferred: bool = False
    rank: int | None = None
    user: str = ""


def property_of_service(kind: HandleKind, service: str) -> str:
    """The property that programs use for one service alone (`X-SKYPE`), empty where there is none."""
    name = f"X-{service.upper()}"
    return name if _SERVICES.get(name) == (kind, service) else ""


def chat_service_of(name: str) -> str | None:
    """The service of a property that is for chat alone, empty where it is for any; None for other names."""
    kind, service = _SERVICES.get(name, (None, ""))
    if kind is HandleKind.CHAT:
        return service
    if name in ("X-MS-IMADDRESS", "X-KADDRESSBOOK-X-IMADDRESS"):
        return ""
    kde = _KDE_CHAT.fullmatch(name)
    return None if kde is None else kde[1].lower()


def find_form(head: Head) -> Form | None:
    """The form of the handle that a line holds, None where it holds none."""
    kind, service = _SERVICES.get(head.name, (_KINDS.get(head.name), ""))
    if kind is None:
        if (kde := _KDE_CHAT.fullmatch(head.name)) is None:
            return None
        kind, service = HandleKind.CHAT, kde[1].lower()
    types = head.types()
    words = [word.removeprefix("x-") for word in dict.fromkeys(types) if word not in _NO_LABELS]
    named = [*head.values("X-SERVICE-TYPE"), *head.values("SERVICE-TYPE")]
    if named:
        service = tidy(named[0]).lower()
    elif head.name in ("X-SOCIALPROFILE", "SOCIALPROFILE"):
        service = next((word for word in words if word not in _PLACES), "")
        words = [word for word in words if word != service]
    return Form(
        kind=kind,
        label=tidy(" ".join(words))[:LONGEST_HANDLE],
        service=service[:LONGEST_HANDLE],
        preferred="pref" in types,
        rank=_rank(head),
        user=next(iter([*head.values("USERNAME"), *head.values("X-USER")]), ""),
    )


def find_handle(form: Form, value: str, *, label: str = "") -> Handle | None:
    """The handle in a line's value, escapes still in place; None where nothing in it reaches anybody.

    `label` is the group's X-ABLabel; where there is one it counts more than the TYPE.
    """
    kind, service, postal = form.kind, form.service, None
    if kind is HandleKind.ADDRESS:
        text, postal = read_postal(value)
    elif kind is HandleKind.CHAT:
        text, service = _chat(unescape(value), service)
    elif kind is HandleKind.PROFILE:
        text = _profile(unescape(value), form.user)
    elif kind is HandleKind.EMAIL:
        text = _email(unescape(value))
    else:
        kind, text, service = _phone(unescape(value))
    if not text or len(text) > LONGEST_HANDLE or not (text[-1].isalnum() or any(map(str.isalnum, text))):
        return None
    return Handle(
        kind=kind,
        value=text,
        label=label or form.label,
        service=service,
        preferred=form.preferred,
        postal=postal,
    )


def clean_label(value: str) -> str:
    """The words of an X-ABLabel: `_$!<HomePage>!$_` is `home page`, the owner's own stay as written."""
    words = tidy(unescape(value))[:LONGEST_HANDLE].rstrip()
    built_in = _BUILT_IN_LABEL.fullmatch(words)
    return words if built_in is None else tidy(_NEW_WORD.sub(" ", built_in[1]).lower())


def _rank(head: Head) -> int | None:
    for value in head.values("PREF"):
        if value.isascii() and value.isdigit() and 1 <= len(value) <= 3:
            return int(value)
    return None


def _email(value: str) -> str:
    if "<" in value and (found := _IN_ANGLES.search(value)):
        return tidy(found[1])
    value = tidy(value)
    if ":" in value and value[:7].lower() == "mailto:":
        return value[7:].strip()
    return value


def _phone(value: str) -> tuple[HandleKind, str, str]:
    """The number without `tel:`; a TEL may hold a SIP address or, of a pager, a mail address too."""
    text = tidy(value)
    if (":" in text) and (found := _URI.fullmatch(text)):
        scheme = found[1].lower()
        if scheme in ("sip", "sips", "xmpp"):
            return HandleKind.CHAT, found[2].strip(), scheme
        if scheme in ("tel", "callto"):
            number, _, extras = found[2].partition(";")
            extension = re.search(r"(?:^|;)ext=([^;]+)", extras)
            text = f"{number.strip()} ext. {extension[1].strip()}" if extension else number.strip()
    elif "@" in text and _MAIL.fullmatch(text):
        return HandleKind.EMAIL, text, ""
    return HandleKind.PHONE, text, ""


def _chat(value: str, service: str) -> tuple[str, str]:
    """The name on a service, and the service: the scheme says it where nothing else does."""
    text = tidy(value)
    found = _URI.fullmatch(text)
    if found is None or found[1].lower() in _WEB:
        return text, service
    name = tidy(unquote(found[2]))
    return name, service or ("" if found[1].lower() in ("im", "x-apple") else found[1].lower())


def _profile(value: str, user: str) -> str:
    text = tidy(value)
    if text[:8].lower() == "x-apple:":
        text = text[8:].strip()
    return text or tidy(user)
