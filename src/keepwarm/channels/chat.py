"""Chat addresses: those of WhatsApp, Signal and Telegram are opened by links of these services."""

import re
from urllib.parse import quote

from keepwarm.channels.numbers import dialled
from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, HandleKind

_TYPED = re.compile(r"(?P<service>whatsapp|signal|telegram):\s*(?P<value>\S.*)", re.IGNORECASE)
_INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_TELEGRAM_NAME = re.compile(r"@?(?P<name>[A-Za-z]\w{3,31})", re.ASCII)


def recognise(text: str) -> Handle | None:
    """An address with the name of its service: `whatsapp:+44 …`, `signal:+44 …`, `telegram:@ada`."""
    typed = _TYPED.fullmatch(text)
    if typed is None:
        return None
    handle = Handle(kind=HandleKind.CHAT, value=typed["value"], service=typed["service"].lower())
    return handle if links(handle) else None


def links(
    handle: Handle,
    said: str = "",
    subject: str = "",  # noqa: ARG001 (the same for every kind)
) -> dict[Channel, str]:
    """The service's own link, with the message begun where it takes one (Signal's does not).

    A number needs its country code; a name is taken only in the form that Telegram gives names.
    """
    if handle.kind is not HandleKind.CHAT:
        return {}
    begun = f"?text={quote(said, safe='')}" if said else ""
    number, name = dialled(handle.value, ""), _TELEGRAM_NAME.fullmatch(handle.value.strip())
    is_number = _INTERNATIONAL.fullmatch(number) is not None
    match handle.service.casefold():
        case "whatsapp" if is_number:
            return {Channel.CHAT: f"https://wa.me/{number.removeprefix('+')}{begun}"}
        case "signal" if is_number:
            return {Channel.CHAT: f"https://signal.me/#p/{number}"}
        case "telegram" if name is not None:
            return {Channel.CHAT: f"https://t.me/{name['name']}{begun}"}
        case "telegram" if is_number:
            return {Channel.CHAT: f"https://t.me/{number}{begun}"}
    return {}
