"""E-mail addresses."""

import re
from urllib.parse import quote

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, HandleKind

_ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+")


def recognise(text: str) -> Handle | None:
    """One address, with or without `mailto:`."""
    plain = text.removeprefix("mailto:")
    return Handle(kind=HandleKind.EMAIL, value=plain) if _ADDRESS.fullmatch(plain) else None


def links(handle: Handle, said: str = "", subject: str = "") -> dict[Channel, str]:
    """A `mailto:` link (RFC 6068), in which the address can start no further header."""
    if handle.kind is not HandleKind.EMAIL or not _ADDRESS.fullmatch(handle.value.strip()):
        return {}
    lines = "\r\n".join(said.splitlines())
    begun = {"subject": " ".join(subject.split()), "body": lines}
    fields = "&".join(f"{name}={quote(text, safe='')}" for name, text in begun.items() if text)
    address = f"mailto:{quote(handle.value.strip(), safe='@+')}"
    return {Channel.EMAIL: f"{address}?{fields}" if fields else address}
