"""What makes two handles one, however each was written, and to whom such a handle may belong."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.text import folded

_ROLES_WRITTEN = """
info office team contact kontakt hello hallo hi mail post admin support sales service services hr
jobs press presse billing accounts accounting reception secretary sekretariat buero bureau contacto
contato contatti ufficio kantoor administration enquiries inquiries marketing help webmaster orders
shop store booking reservations bookings studio praxis kanzlei secretaria secretariat comercial
ventas vendas zentrale verwaltung events newsletter noreply no-reply orga vorstand board group
family familie
"""
_ROLES = frozenset(_ROLES_WRITTEN.split())
_NUMBERED = re.compile(r"[._-]?\d+$")
_HOUSEHOLDS = ("family.", "familie.", "familia.", "famille.", "fam.", "family-", "familie-")
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})
_EXTENSION = re.compile(
    r"(?i)[\s,;]*(?:;ext=|ext\.?|extn\.?|x|#|durchwahl|dw\.?|poste|klappe)\s*(\d{1,6})\s*$"
)
_TRUNK = re.compile(r"\(0\)")
_SCHEME = re.compile(r"(?i)^[a-z][a-z0-9+.-]*:(?://)?")
_HOST_PREFIX = re.compile(r"^(?:www|m|mobile|[a-z]{2})\.(?=[^.]+\.[^.]+)")
_OWN_SERVICES = {
    "linkedin.com": "linkedin", "xing.com": "xing", "facebook.com": "facebook", "x.com": "x",
    "instagram.com": "instagram", "github.com": "github", "gitlab.com": "gitlab", "tiktok.com": "tiktok",
    "youtube.com": "youtube", "t.me": "telegram", "threads.net": "threads", "orcid.org": "orcid",
}  # fmt: skip
_HOSTS = {"fb.com": "facebook.com", "twitter.com": "x.com"} | {
    service: host for host, service in _OWN_SERVICES.items() if service != "x"
}
_ONE_EACH = frozenset({"linkedin", "xing"})
_MOBILES = "mobile cell handy mobil iphone portable movil celular cellulare"
_MOBILE = frozenset(_MOBILES.split())
_MOBILE_NUMBERS = """
4915 4916 4917 447 336 337 393 346 347 316 4366 4367 4368 417 467 485 486 487 488 3519 79 861 905 614 9725
8170 8180 8190 916 917 918 919 2126 2127 23470 23480 23481 23490 276 277 278 3247 35385 35386 35387 3620
3630 3670 8210 573 52155
"""
_MOBILE_STARTS = tuple(_MOBILE_NUMBERS.split())
"""How mobile numbers begin in countries where that tells them from landlines, after the country code."""

_SHORTEST_PHONE, _PHONE_TAIL, _LONGEST_COUNTRY_CODE = 6, 8, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleTrait:
    """One handle as it is compared. `key` finds candidates; phones of one key may still be two numbers.

    `own` is a handle that people do not share by its nature, `common` one that an organisation has;
    `service` is set where everybody has one profile; `local` is the own part of an e-mail
    address or of a profile.
    """

    key: str
    kind: HandleKind
    value: str
    own: bool = True
    common: bool = False
    mobile: bool = False
    digits: str = ""
    international: bool = False
    extension: str = ""
    service: str = ""
    local: str = ""


def trait_of(handle: Handle) -> HandleTrait | None:
    """How a handle is compared; None where there is nothing in it to compare."""
    return _READERS[handle.kind](handle)


def _email(handle: Handle) -> HandleTrait | None:
    local, at, domain = "".join(handle.value.split()).casefold().removeprefix("mailto:").rpartition("@")
    if not at or not local or not domain:
        return _as_written(handle, "e")
    local = local.partition("+")[0] or local
    if domain in _GOOGLE:
        local, domain = local.replace(".", ""), "gmail.com"
    role = _NUMBERED.sub("", local) in _ROLES or local.startswith(_HOUSEHOLDS)
    return HandleTrait(
        key=f"e:{local}@{domain}",
        kind=handle.kind,
        value=handle.value,
        own=not role,
        common=role,
        local=local,
    )


def _phone(handle: Handle) -> HandleTrait | None:
    written = _TRUNK.sub("", _SCHEME.sub("", handle.value.strip()))
    extension = ""
    if found := _EXTENSION.search(written):
        written, extension = written[: found.start()], found[1]
    digits = "".join(letter for letter in written if letter.isdecimal())
    international = written.lstrip(" (").startswith("+") or digits.startswith("00")
    digits = digits.lstrip("0")
    if len(digits) < _SHORTEST_PHONE:
        return _as_written(handle, "t")
    return HandleTrait(
        key=f"t:{digits[-_PHONE_TAIL:]}",
        kind=HandleKind.PHONE,
        value=handle.value,
        common=bool(extension),
        own=not extension,
        mobile=handle.label.casefold() in _MOBILE or (international and digits.startswith(_MOBILE_STARTS)),
        digits=digits,
        international=international,
        extension=extension,
    )


def _profile(handle: Handle) -> HandleTrait | None:
    plain = unquote(_SCHEME.sub("", handle.value.strip())).casefold()
    plain = re.split(r"[#]|\?(?!id=)", plain)[0].rstrip("/")
    host, _, path = plain.partition("/")
    if not path and "." not in host and handle.service.casefold() in _HOSTS:
        service = handle.service.casefold()
        host, path = _HOSTS[service], host.lstrip("@")
        path = f"in/{path}" if service == "linkedin" else path
    host = _HOST_PREFIX.sub("", host)
    host = _HOSTS.get(host, host) if "." in host else host
    path = path.lstrip("@")
    if host == "linkedin.com":
        path = "/".join(path.split("/")[:2])
    if not host:
        return None
    service = _OWN_SERVICES.get(host, "")
    own = bool(service and path) and not path.startswith(("company/", "school/", "groups/", "showcase/"))
    return HandleTrait(
        key=f"w:{host}/{path}".rstrip("/"),
        kind=handle.kind,
        value=handle.value,
        own=own,
        common=not own,
        service=service if own and service in _ONE_EACH else "",
        local=path.rpartition("/")[2] if own else "",
    )


def _chat(handle: Handle) -> HandleTrait | None:
    written = _SCHEME.sub("", handle.value.strip()).casefold().removeprefix("//").lstrip("@")
    digits = "".join(letter for letter in written if letter.isdecimal())
    if len(digits) >= _PHONE_TAIL and not any(letter.isalpha() for letter in written):
        return _phone(handle)
    name = written.rstrip("/")
    return HandleTrait(key=f"c:{name}", kind=handle.kind, value=handle.value) if name else None


def _address(handle: Handle) -> HandleTrait | None:
    place = folded(handle.value)
    if not place:
        return None
    return HandleTrait(key=f"a:{place}", kind=handle.kind, value=handle.value, own=False)


def _as_written(handle: Handle, letter: str) -> HandleTrait | None:
    """What is no address of its kind (a number within a house, a word) is compared as it stands."""
    plain = handle.key
    return (
        HandleTrait(key=f"{letter}:{plain}", kind=handle.kind, value=handle.value, own=False)
        if plain
        else None
    )


_READERS = {
    HandleKind.EMAIL: _email,
    HandleKind.PHONE: _phone,
    HandleKind.PROFILE: _profile,
    HandleKind.CHAT: _chat,
    HandleKind.ADDRESS: _address,
}


def are_one(one: HandleTrait, other: HandleTrait) -> bool:
    """Whether two handles of one key are one. Only phones need a closer look.

    Written with the country or without, the shorter must be the end of the longer; two numbers with
    different extensions are two, and one with an extension belongs to the number without.
    """
    if not one.digits or not other.digits:
        return one.key == other.key
    if one.extension and other.extension and one.extension != other.extension:
        return False
    short, long = sorted((one.digits, other.digits), key=len)
    if short == long:
        return True
    if one.international and other.international:
        return False
    return (
        len(short) >= _PHONE_TAIL and long.endswith(short) and len(long) - len(short) <= _LONGEST_COUNTRY_CODE
    )
