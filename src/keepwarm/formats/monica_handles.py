"""How Monica's contacts are reached: contact fields by their types, and addresses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, HandleKind
from keepwarm.domain.text import folded
from keepwarm.formats.contact_cells import find_cell_handle, find_postal_handle, postal_of
from keepwarm.formats.json_fields import Fields, fields_of, line_of, text_of
from keepwarm.formats.vcard_handles import property_of_service

_WEB = re.compile(r"https?://([^/]+)", re.IGNORECASE)
_SAYS_NOTHING = frozenset({"email", "phone", "e mail", "mail"})
_CHANNELS = {
    HandleKind.EMAIL: Channel.EMAIL,
    HandleKind.PHONE: Channel.TEXT,
    HandleKind.PROFILE: Channel.SOCIAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """What a type of contact fields reaches, None where it reaches nobody.

    `scheme` is what Monica puts before the value to make a link of it, `service` the type's name in
    lower case where it is a service's.
    """

    name: str = ""
    scheme: str = ""
    kind: HandleKind | None = None
    service: str = ""

    @property
    def channel(self) -> Channel:
        """The channel of a conversation by it; what is written back and forth and is nothing else is chat."""
        return Channel.CHAT if self.kind is None else _CHANNELS.get(self.kind, Channel.CHAT)


UNKNOWN_TYPE = FieldType()


def field_type(fields: Fields) -> FieldType:
    """Read a contact field type: mail and phone say so; services are known by name, others by scheme."""
    said = fields_of(fields, "properties")
    name, scheme = line_of(said, "name"), line_of(said, "protocol").lower()
    service = folded(name).replace(" ", "")
    kind = _kind(line_of(said, "type").lower(), service, scheme)
    known = kind in (HandleKind.CHAT, HandleKind.PROFILE) and not folded(name).startswith("web")
    return FieldType(name=name, scheme=scheme, kind=kind, service=service if known else "")


def _kind(written: str, service: str, scheme: str) -> HandleKind | None:
    if written == "email" or scheme.startswith("mailto:"):
        return HandleKind.EMAIL
    if written == "phone" or scheme.startswith("tel:"):
        return HandleKind.PHONE
    for kind in (HandleKind.CHAT, HandleKind.PROFILE):
        if property_of_service(kind, service):
            return kind
    if scheme.startswith(("http:", "https:")):
        return HandleKind.PROFILE
    return HandleKind.CHAT if scheme else None


def find_field_handle(fields: Fields, types: Mapping[str, FieldType]) -> Handle | None:
    """The handle in a contact field; None where its type reaches nobody and the value is no page."""
    said = fields_of(fields, "properties")
    value = line_of(said, "data")
    of_type = types.get(line_of(said, "type"), UNKNOWN_TYPE)
    if of_type.kind is None:
        if "@" in value:
            return find_cell_handle(HandleKind.EMAIL, value, label=of_type.name)
        is_page = _WEB.match(value) is not None
        return find_cell_handle(HandleKind.PROFILE, value, label=of_type.name) if is_page else None
    if of_type.kind is HandleKind.PROFILE:
        value = _page(value, of_type.scheme)
    label = "" if of_type.service or folded(of_type.name) in _SAYS_NOTHING else of_type.name
    return find_cell_handle(of_type.kind, value, label=label, service=of_type.service)


def _page(value: str, scheme: str) -> str:
    """The whole address of a profile, of which owners write as much as they like: `ann`, `@ann`, the page."""
    host = _WEB.match(scheme)
    if not value or host is None or _WEB.match(value):
        return value
    site = host[1].removeprefix("www.")
    if value.lower().removeprefix("www.").startswith(site):
        return f"https://{value}"
    return f"{scheme}{value.lstrip('@/')}"


def find_address_handle(fields: Fields) -> Handle | None:
    """The address in its parts and in one line; None where it is empty."""
    said = fields_of(fields, "properties")
    postal = postal_of(
        street=[text_of(said, "street")],
        locality=line_of(said, "city"),
        region=line_of(said, "province"),
        code=line_of(said, "postal_code"),
        country=line_of(said, "country"),
    )
    return find_postal_handle(postal, label=line_of(said, "name"))
