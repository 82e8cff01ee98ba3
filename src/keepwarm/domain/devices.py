"""The devices that are logged in, each in a few words, from what its browser says of itself."""

from dataclasses import dataclass
from datetime import datetime

_DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android phone"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows computer"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux computer"),
)
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""In the order in which they are looked for, as most browsers claim to be others too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is logged in on a device; `digest` is that of the token in their cookie."""

    digest: str
    account_id: int
    name: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime


def device_name(user_agent: str) -> str:
    """Like "iPhone, Safari"; "a device" where nothing is known."""
    device = next((words for sign, words in _DEVICES if sign in user_agent), "")
    browser = next((words for sign, words in _BROWSERS if sign in user_agent), "")
    return ", ".join(filter(None, (device, browser))) or "a device"
