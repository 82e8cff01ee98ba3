"""What is said of a way to somebody: how the owner stands with whom to ask, and who knows whom."""

from keepwarm.domain.details import RelationKind
from keepwarm.translations.values import Sentences, Values, plural

_RELATED = {
    RelationKind.SPOUSE: "{one} is married to {other}",
    RelationKind.PARTNER: "{one} and {other} are a couple",
    RelationKind.PARENT: "{other} is a parent of {one}",
    RelationKind.CHILD: "{one} is a parent of {other}",
    RelationKind.SIBLING: "{one} is a sister or brother of {other}",
    RelationKind.RELATIVE: "{one} is related to {other}",
    RelationKind.FRIEND: "{one} is a friend of {other}",
    RelationKind.COLLEAGUE: "{one} works with {other}",
    RelationKind.MANAGER: "{one} works for {other}",
    RelationKind.REPORT: "{other} works for {one}",
    RelationKind.ASSISTANT: "{other} assists {one}",
    RelationKind.ASSISTS: "{one} assists {other}",
    RelationKind.INTRODUCED_BY: "{other} introduced {one} to you",
    RelationKind.INTRODUCED: "{one} introduced {other} to you",
    RelationKind.MEMBER: "{other} belongs to {one}",
    RelationKind.MEMBER_OF: "{one} belongs to {other}",
    RelationKind.OTHER: "{one} and {other} know each other",
}
"""By what the other is to the one."""


def _related(v: Values) -> str:
    return f"{_RELATED[RelationKind(v.text('kind'))].format(one=v.text('one'), other=v.text('other'))}."


def _both(v: Values) -> str:
    return f"{v.text('one')} and {v.text('other')}"


def _asked(v: Values) -> str:
    count = v.count("count")
    times = {1: "once", 2: "twice"}.get(count, f"{count:,} times")
    return f"You have asked them for something {times} within {v.span('days')}; it is somebody else's turn."


SENTENCES: Sentences = {
    # whom to ask
    "introducer_talked": lambda v: f"You two were last in touch {v.day('on')}.",
    "introducer_asked": _asked,
    # who knows whom
    "know_by_relation": _related,
    "know_by_talks": lambda v: (
        f"{_both(v)} were in {plural(v.count('times'), 'talk, mail or meeting', 'talks, mails or meetings')} "
        "together."
    ),
    "know_by_event": lambda v: (
        f"You met {_both(v)} at {v.text('name')}"
        + (f" and {plural(v.count('others'), 'other event')}." if v.has("others") else ".")
    ),
    "know_by_circle": lambda v: f"{_both(v)} both belong to {v.text('name')}.",
    "know_by_workplace": lambda v: (
        f"{_both(v)} are, or were, at {v.text('name')} at the same time, and may know each other."
    ),
    # to whom nobody is asked
    "introduce_died": "They have died.",
    "introduce_leave_be": "You decided to leave them be.",
    "introduce_wish_no": "They said that they want no contact.",
    "introduce_never": "You said never to propose them.",
}
