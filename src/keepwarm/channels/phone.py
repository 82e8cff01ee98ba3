"""Phone numbers, which serve calls and texts."""

import re

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


def links(handle: Handle) -> dict[Channel, str]:
    """`tel:` and `sms:` links with digits alone."""
    if handle.kind is not HandleKind.PHONE:
        return {}
    digits = "".join(letter for letter in handle.value if letter in "+0123456789*#")
    return {Channel.CALL: f"tel:{digits}", Channel.TEXT: f"sms:{digits}"} if digits else {}
