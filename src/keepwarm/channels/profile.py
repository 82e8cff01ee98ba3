"""Profiles and pages on the web."""

import re

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, HandleKind

_PAGE = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def recognise(text: str) -> Handle | None:
    """An address that begins with https:// or http://."""
    return Handle(kind=HandleKind.PROFILE, value=text) if _PAGE.fullmatch(text) else None


def links(
    handle: Handle,
    said: str = "",  # noqa: ARG001 (the same for every kind)
    subject: str = "",  # noqa: ARG001 (the same for every kind)
) -> dict[Channel, str]:
    """The page itself, where it is one: other schemes could run something (TRUST.md, C25)."""
    if handle.kind is not HandleKind.PROFILE or not _PAGE.fullmatch(handle.value.strip()):
        return {}
    return {Channel.SOCIAL: handle.value.strip()}
