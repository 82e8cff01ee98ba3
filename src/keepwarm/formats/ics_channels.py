"""By which channel a meeting was held, as far as its event says. No link is ever opened."""

import re

from keepwarm.domain.channels import Channel
from keepwarm.formats.ics_components import Component
from keepwarm.formats.vcard_text import tidy, unescape

_VIDEO_LINKS = frozenset({
    "X-GOOGLE-CONFERENCE", "X-GOOGLE-HANGOUT", "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
})  # fmt: skip
CHANNEL_PROPERTIES = _VIDEO_LINKS | {"LOCATION", "URL", "CONFERENCE", "DESCRIPTION"}

_VIDEO = re.compile(
    r"https?://(?:[\w-]{1,63}\.){0,5}(?:"
    r"zoom\.(?:us|com)|zoomgov\.com|teams\.(?:microsoft|live)\.com|webex\.com|whereby\.com|jit\.si|8x8\.vc"
    r"|hangouts\.google\.com|gotomeeting\.com|goto\.com|gotomeet\.me|bluejeans\.com|join\.skype\.com"
    r"|facetime\.apple\.com|chime\.aws|(?:meet|jitsi|bbb|talk)\.[\w-]{1,63}(?:\.[\w-]{1,63}){0,4})(?=[/:?#\s\"'>,;)\\]|\Z)",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"(?:microsoft |ms )?teams(?:[- ](?:meeting|besprechung|call))?|zoom(?:[- ](?:meeting|call))?"
    r"|google[- ]?meet(?:ing)?|google hangouts?|skype|(?:cisco )?webex(?: meeting)?|jitsi(?: meet)?"
    r"|facetime|whereby|videokonferenz|video ?conference|visioconf[ée]rence|videollamada|video ?call|online",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:(?:tel|phone|call|telefon|telephone|téléphone|teléfono|anruf):?)?\s*\+?[0-9(). /-]*", re.IGNORECASE
)
_LINK_ALONE = re.compile(r"https?://\S+", re.IGNORECASE)
_FEWEST_DIGITS = 7


def channel_of(event: Component) -> Channel:
    """Face to face, unless the event says otherwise.

    A link, a number or a program's name in place of a place says how; a place that is named is one, whatever
    link stands beside it: calendars add one of their own to every meeting. Without a place, any link counts.
    """
    place = tidy(unescape(event.said("LOCATION")))
    if place and (said := _said_by(place)) is not None:
        return said
    if place:
        return Channel.IN_PERSON
    conferences = [line.value.strip() for line in event.all("CONFERENCE")]
    if any(event.said(name).strip() for name in _VIDEO_LINKS):
        return Channel.VIDEO
    if any(link.casefold().startswith("http") for link in conferences):
        return Channel.VIDEO
    if _VIDEO.search(event.said("URL")) or _VIDEO.search(unescape(event.said("DESCRIPTION"))):
        return Channel.VIDEO
    calls = any(link.casefold().startswith("tel:") for link in (*conferences, event.said("URL").strip()))
    return Channel.CALL if calls else Channel.IN_PERSON


def _said_by(place: str) -> Channel | None:
    """The channel that a LOCATION is instead of a place, None where it is a place."""
    if (
        _VIDEO.search(place)
        or _LINK_ALONE.fullmatch(place)
        or _PROGRAM.fullmatch(place.partition(";")[0].strip(" ."))
    ):
        return Channel.VIDEO
    digits = sum(letter.isdecimal() for letter in place)
    if place.casefold().startswith("tel:") or (digits >= _FEWEST_DIGITS and _CALL.fullmatch(place)):
        return Channel.CALL
    return None
