"""The words for each channel, and those around them that every rule of the grammar needs."""

import re

from keepwarm.domain.channels import Channel

MEDIA: tuple[tuple[str, Channel], ...] = (
    (
        r"video(?: ?(?:calls?|chats?|calling))?|zoom(?:s|ed|ing)?(?: (?:calls?|meetings?))?"
        r"|(?:ms )?teams(?: (?:calls?|meetings?))?|google meet|face ?tim(?:e|ed|ing)|skyp(?:e"
        r"|ed|ing)",
        Channel.VIDEO,
    ),
    (r"whats ?app(?:s|ed|ing)?|signal|telegram(?:med)?|threema|imessage|chats?|chat messages?", Channel.CHAT),
    (
        r"linked ?in|instagram|insta|facebook|mastodon|bluesky|twitter|messenger|dms?|dm'(?:d"
        r"|ed)|dmed|inmails?",
        Channel.SOCIAL,
    ),
    (
        r"phone calls?|(?:tele)?phone|phon(?:ed|ing)|call(?:s|ed|ing)?|r[iau]ng|ringing|voice"
        r"(?! (?:message|note|mail))",
        Channel.CALL,
    ),
    (r"texts?|text(?:ed|ing)|text messages?|sms", Channel.TEXT),
    (r"e-?mail(?:s|ed|ing)?|mails?|writ(?:e|ing)|written to|wrote", Channel.EMAIL),
    (r"post|letters?|postcards?|cards?", Channel.POST),
    (
        r"in person|face to face|meet(?:ing|ings)?|coffees?|lunch(?:es)?|dinner|breakfast"
        r"|walks?",
        Channel.IN_PERSON,
    ),
)
"""The words for each channel; the first that fits tells."""

MEDIUM = "|".join(f"(?:{words})" for words, _ in MEDIA)
_MEDIA = tuple((re.compile(words), channel) for words, channel in MEDIA)
MEETING = (
    r"coffee|lunch|dinner|breakfast|brunch|drinks?|beers?|tea|walk|hike|catch[- ]?up|pint|meeting|meal"
    r"|one-to-one|one to one|1:1|121"
)

THEM = r"(?:her|him|them)"
"""Whom something was given, told, asked."""


def channel_of(medium: str) -> Channel | None:
    """The channel that a word for a medium names."""
    return next((channel for words, channel in _MEDIA if words.fullmatch(medium)), None)
