"""Phone numbers, which serve calls and texts."""

import re
from urllib.parse import quote

from keepwarm.channels.numbers import dialled
from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle, HandleKind

_NUMBER = re.compile(r"\+?[\d\s().\-/]{5,}")
_FEWEST_DIGITS = 5


def recognise(text: str) -> Handle | None:
    """A number as people write it, with spaces, dots, brackets or dashes."""
    plain = text.removeprefix("tel:")
    if not _NUMBER.fullmatch(plain) or sum(letter.isdigit() for letter in plain) < _FEWEST_DIGITS:
        return None
    return Handle(kind=HandleKind.PHONE, value=plain)


def links(
    handle: Handle,
    said: str = "",
    subject: str = "",  # noqa: ARG001 (the same for every kind)
) -> dict[Channel, str]:
    """`tel:` and `sms:` links (RFC 3966, RFC 5724); a text goes to no extension, and begins with `said`.

    A number in local form is dialled as it is written: with the owner's country at hand, the caller gives
    the handle its `dialled` value first.
    """
    number = quote(dialled(handle.value, ""), safe="+*;=") if handle.kind is HandleKind.PHONE else ""
    if not number:
        return {}
    text = f"sms:{number.partition(';')[0]}"
    begun = f"?body={quote(said, safe='')}" if said else ""
    return {Channel.CALL: f"tel:{number}", Channel.TEXT: text + begun}
