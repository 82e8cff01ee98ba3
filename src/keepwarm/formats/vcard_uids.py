"""Ids of cards, in the one form by which a member of a group or a relation finds its card."""

import re

from keepwarm.formats.spoken_names import LONGEST_TEXT
from keepwarm.formats.vcard_handle_rows import is_uri
from keepwarm.formats.vcard_text import plain

_UUID = re.compile(r"(?:urn:uuid:\s*)+", re.IGNORECASE)
_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def bare_uid(text: str) -> str:
    """An id without `urn:uuid:`, which some programs write on one side only; empty where it is too long."""
    uid = plain(text)
    if uid[:9].lower() == "urn:uuid:":
        uid = _UUID.sub("", uid, count=1)
    return uid if len(uid) <= LONGEST_TEXT else ""


def uid_uri(uid: str) -> str:
    """An id as a URI, which MEMBER and RELATED must hold (RFC 6350, 6.6.5)."""
    return uid if is_uri(uid) else f"urn:uuid:{uid}"


def is_uuid(uid: str) -> bool:
    """Whether an id is a UUID, and so a URI with its prefix (RFC 6350, 6.7.6)."""
    return _SHAPE.fullmatch(uid) is not None
