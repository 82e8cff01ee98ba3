"""What the templates of one-to-ones and the profile need to put data into words."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from keepwarm.domain.channels import VOICE_OR_FACE, Channel
from keepwarm.domain.meeting import OneToOneState
from keepwarm.translations.one_to_ones import (
    FORMAT_CHOICES,
    FORMATS,
    STATES,
    THEIR_LABELS,
    moved_in_words,
    time_in_words,
    when_in_words,
)

_VOICED = {Channel.IN_PERSON: "In person", Channel.VIDEO: "Video", Channel.CALL: "Call"}


def mail_query(subject: str, body: str) -> str:
    """What comes behind an address in a mailto link (RFC 6068): lines end with CR LF."""
    lines = "\r\n".join(body.splitlines())
    return f"subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


FILTERS: dict[str, Callable[..., Any]] = {
    "moment": time_in_words,
    "moved": moved_in_words,
    "when": when_in_words,
}
NAMES: dict[str, Any] = {
    "AGREED": OneToOneState.AGREED,
    "FORMAT_CHOICES": FORMAT_CHOICES,
    "FORMAT_WORDS": FORMATS,
    "ONE_STATES": STATES,
    "VOICED": {channel.value: _VOICED[channel] for channel in _VOICED if channel in VOICE_OR_FACE},
    "mail_query": mail_query,
    "their_labels": THEIR_LABELS,
}
