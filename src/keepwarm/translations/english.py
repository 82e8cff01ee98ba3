"""English: what the doors say of reasons, stages and fates. Another language is another such module."""

from collections.abc import Mapping
from datetime import date
from math import ceil

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.channels import Channel
from keepwarm.domain.claims import OWNER_SAID
from keepwarm.domain.details import FavourState, RelationKind
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Side, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.domain.recognition import FROM_HISTORY
from keepwarm.domain.submissions import SWAP
from keepwarm.translations import (
    advice,
    bringing,
    day_list,
    events,
    first_meetings,
    introducing,
    introductions,
    known,
    ledger,
    network,
    one_to_ones,
    period_review,
    referrals,
    tie_figures,
)
from keepwarm.translations.deeds import VERBS as VERBS
from keepwarm.translations.values import CHANNELS as CHANNELS
from keepwarm.translations.values import Sentences, Values
from keepwarm.translations.values import day_in_words as day_in_words
from keepwarm.translations.values import plural as plural
from keepwarm.translations.values import span_in_words as span_in_words

STANDINGS = {
    Standing.ORDINARY: "ordinary",
    Standing.JUST_AN_ADDRESS: "just an address",
    Standing.LEAVE_BE: "leave be",
    Standing.DIED: "died",
    Standing.BY_RELATION: "known by relation",
    Standing.CORRESPONDENT: "not in your book",
}
RHYTHMS = {
    Rhythm.IN_RHYTHM: "in its rhythm",
    Rhythm.SLIPPING: "slipping",
    Rhythm.AT_RISK: "at risk",
    Rhythm.DORMANT: "gone quiet",
}
FACTS = {
    FactKind.FAMILY: "family",
    FactKind.OCCUPATION: "occupation",
    FactKind.RECREATION: "recreation",
    FactKind.MOTIVATION: "motivation",
    FactKind.GOALS: "goals",
    FactKind.ACCOMPLISHMENTS: "accomplishments",
    FactKind.INTERESTS: "interests",
    FactKind.NETWORKS: "networks",
    FactKind.SKILLS: "skills",
    FactKind.DOES: "what they do",
    FactKind.FOR_WHOM: "for whom they do it",
    FactKind.SEND_THEM: "whom to send them",
    FactKind.SAYS_I_DO: "what they would say that I do",
    FactKind.LIKES: "likes",
    FactKind.DISLIKES: "does not like",
    FactKind.DO_NOT_MENTION: "better not mentioned",
    FactKind.REASON: "a reason to talk",
    FactKind.CAN_HELP: "I can be of value",
    FactKind.IN_COMMON: "in common",
    FactKind.GOOD_TALK: "a good conversation",
    FactKind.IN_MY_LIFE: "somebody I want in my life",
    FactKind.QUESTION: "a good question",
}
FIELDS = {
    "name": "name",
    "given": "given name",
    "family": "family name",
    "prefix": "prefix",
    "middle": "middle name",
    "suffix": "suffix",
    "nickname": "nickname",
    "phonetic": "how it sounds",
    "organization": "organization",
    "title": "title",
    "birthday": "birthday",
    "handle": "address",
    "role": "other work",
    "tag": "tag",
    "relation": "relation",
    "occasion": "date",
    "favour": "favour",
    "fact": "fact",
    "card": "all that came with it, word for word",
}
"""The fields of a person, and the other kinds of what is kept of one."""

RELATIONS = {
    RelationKind.SPOUSE: "spouse",
    RelationKind.PARTNER: "partner",
    RelationKind.PARENT: "parent",
    RelationKind.CHILD: "child",
    RelationKind.SIBLING: "sister or brother",
    RelationKind.RELATIVE: "relative",
    RelationKind.FRIEND: "friend",
    RelationKind.COLLEAGUE: "works with",
    RelationKind.MANAGER: "works for",
    RelationKind.REPORT: "manager of",
    RelationKind.ASSISTANT: "assisted by",
    RelationKind.ASSISTS: "assists",
    RelationKind.INTRODUCED_BY: "introduced by",
    RelationKind.INTRODUCED: "introduced",
    RelationKind.MEMBER: "member",
    RelationKind.MEMBER_OF: "member of",
    RelationKind.OTHER: "related to",
}
"""What the other is, read from the person, with the other's name behind it."""

FAVOURS = {
    FavourState.IDEA: "an idea",
    FavourState.OFFERED: "offered",
    FavourState.WANTED: "wanted",
    FavourState.DECLINED: "declined",
    FavourState.DONE: "done",
    FavourState.THANKED: "done, and thanked for",
}
WHO_SPOKE = {Direction.OUT: "you", Direction.IN: "they", Direction.MUTUAL: "both of you"}


SWAPPED = "they gave it to you themselves"


def origin_in_words(source: str, *, by_relation: bool = False) -> str:
    """How a datum came into the book: written by the owner, from a file, from a mailbox, by relation."""
    if source == OWNER_SAID:
        return "you wrote it"
    if source.startswith(SWAP):
        return SWAPPED
    if source.startswith(FROM_HISTORY):
        return f"from your mailbox {source.removeprefix(FROM_HISTORY)}"
    return f"by relation, from the file {source}" if by_relation else f"from the file {source}"


_STRONG, _STEADY, _THIN = 0.75, 0.5, 0.2


def strength_in_words(strength: float) -> str:
    """How likely a word is within three months, in a word; the figure stands under "why"."""
    if strength >= _STRONG:
        return "strong"
    if strength >= _STEADY:
        return "steady"
    return "thin" if strength >= _THIN else "faint"


_CERTAIN, _VERY_LIKELY, _LIKELY = 0.99, 0.9, 0.6


def likeness_in_words(score: float) -> str:
    """How likely it is that two are one person; the figure stands under "why"."""
    if score >= _CERTAIN:
        return "as good as certain"
    if score >= _VERY_LIKELY:
        return "very likely"
    return "likely" if score >= _LIKELY else "possible"


_THINGS = {
    "handles": ("address", "addresses"),
    "facts": ("fact", ""),
    "participants": ("talk", ""),
    "cards": ("card", ""),
    "promises": ("promise", ""),
    "next_steps": ("planned contact", ""),
    "favours": ("favour", ""),
    "needs": ("need or offer", "needs and offers"),
    "occasions": ("date", ""),
    "roles": ("place of work", "places of work"),
    "tags": ("tag", ""),
    "relations": ("relation", ""),
}
"""What belongs to a person, as it is counted; by the tables that keep it."""


def things_in_words(counts: Mapping[str, int]) -> str:
    """3 addresses, 2 facts, 14 talks, 2 cards; what is not counted is left out."""
    found = (plural(counts[noun], *words) for noun, words in _THINGS.items() if counts.get(noun))
    return ", ".join(found)


def month_began_in_words(month: date, connections: int) -> str:
    """How many connections there were before, beside how many there are: 81 as November began."""
    return f"{connections:,} as {month:%B} began"


def sentence(reason: Reason, today: date, *, by_weekday: bool = False) -> str:
    """One reason as a sentence that its reader can check on the person's page.

    A plan says the days of its week `by_weekday`.
    """
    words = _SENTENCES[reason.code]
    return (
        words if isinstance(words, str) else words(Values(dict(reason.values), today, by_weekday=by_weekday))
    )


def _as_others(values: Values) -> str:
    others = values.count("others")
    return "" if not others else f" (and {plural(others, 'other')} like it)"


def _quiet(v: Values, how: str) -> str:
    usual = f"; your usual rhythm is {v.span('usual_days')}" if v.has("usual_days") else ""
    last = f"You were last in touch {v.day('last_on')}" if v.has("last_on") else "It is long ago"
    return f"{last}{usual}: {how}."


def _promise(v: Values) -> str:
    who = "You promised" if v.text("side") == Side.MINE else "They promised you"
    return f"{who}: {v.text('text')} (due {v.day('due')})."


def _step(v: Values) -> str:
    words = v.text("text") or "to be in touch"
    channel = f" {v.channel()}" if v.has("channel") else ""
    return f"You planned{channel}: {words} ({v.day('on')})."


_MINE = {Channel.CALL: "you rang", Channel.VIDEO: "you rang", Channel.IN_PERSON: "you were there"}
"""What the owner did by a channel, where they did not write."""


def _last_spoke(v: Values) -> str:
    days = v.count("days")
    when = "today" if days == 0 else f"{v.span('days')} ago"
    mine = _MINE.get(Channel(v.text("channel")), "you wrote")
    who = {"out": mine, "in": "they were in touch", "mutual": "you spoke"}[v.text("direction")]
    return f"Last, {who} {v.channel()}, {when}."


def _one_way(v: Values) -> str:
    silent = "they" if v.text("side") == "me" else "you"
    return f"For half a year only one of you has been in touch; {silent} have not."


def _pauses(v: Values) -> str:
    half, most = v.span("half_days"), v.span("most_days")
    lasted = v.span("now_days") if v.has("now_days") else "less than a day"
    return (
        f"By {plural(v.count('count'), 'pause')} so far: half are shorter than {half}, four in five shorter "
        f"than {most}; this one has lasted {lasted}."
    )


def _answers_by(v: Values) -> str:
    hours = float(v.text("hours"))
    if hours <= 1:
        within = "within the hour"
    elif hours <= _HOURS:
        within = f"within {plural(ceil(hours), 'hour')}"
    else:
        within = f"within {plural(ceil(hours / _HOURS), 'day')}"
    return f"They mostly answer {v.channel()} {within} ({plural(v.count('count'), 'answer')})."


_HOURS = 24

_SENTENCES: Sentences = {
    **advice.SENTENCES,
    **bringing.SENTENCES,
    **day_list.SENTENCES,
    **events.SENTENCES,
    **first_meetings.SENTENCES,
    **introducing.SENTENCES,
    **introductions.SENTENCES,
    **known.SENTENCES,
    **ledger.SENTENCES,
    **network.SENTENCES,
    **one_to_ones.SENTENCES,
    **period_review.SENTENCES,
    **referrals.SENTENCES,
    **tie_figures.SENTENCES,
    # why today
    "promise_due": _promise,
    "next_step_due": _step,
    "waiting_for_answer": lambda v: (
        f"You wrote {v.day('since')} and heard nothing yet; an answer usually takes {v.span('usual_days')}."
        if v.has("since")
        else f"Your last message has had no answer for {v.span('days')}."
    ),
    "birthday": lambda v: f"Their birthday is {v.day('on')}.",
    "slipping": lambda v: _quiet(v, "it is beginning to slip"),
    "at_risk": lambda v: _quiet(v, "it may be lost without a word"),
    "dormant": lambda v: _quiet(v, "it has gone quiet, and old ties are worth a word"),
    "noted_and_never_spoken": "You noted a reason and a question, and have never spoken.",
    # the tie
    "no_contact_yet": "Nothing has passed between you yet.",
    "last_spoke": _last_spoke,
    "usual_rhythm": lambda v: f"Your usual rhythm is {v.span('days')}.",
    "one_way": _one_way,
    "contact_days": lambda v: f"You were in touch on {plural(v.count('count'), 'day')}.",
    # what its numbers rest on
    "word_within": lambda v: (
        f"Within {v.count('days')} days: {v.count('percent')} of 100 such ties had a word, "
        f"by {plural(v.count('moments'), 'earlier moment')} in your book."
    ),
    "grown": lambda v: f"It is stronger than {v.span('days')} ago.",
    "faded": lambda v: f"It is weaker than {v.span('days')} ago.",
    "pauses": _pauses,
    "answered_of": lambda v: (
        f"They answered {v.count('answered')} of your {plural(v.count('asked'), 'turn')} within a week."
    ),
    "answers_by": _answers_by,
    "last_words": lambda v: (
        f"You wrote the last {v.count('count')} times."
        if v.text("side") == "me"
        else f"They wrote the last {v.count('count')} times."
    ),
    "who_began": lambda v: (
        f"You began {plural(v.count('mine'), 'time')}, they began {plural(v.count('theirs'), 'time')}."
    ),
    "turns_lately": lambda v: (
        f"In the last three months it was your turn {plural(v.count('mine'), 'time')}, "
        f"theirs {plural(v.count('theirs'), 'time')}."
    ),
    # the stage: what is there
    "reachable": "There is a way to reach them.",
    "reason_noted": "You noted a reason to talk.",
    "question_noted": "You noted a good question.",
    "they_wrote": lambda v: f"They were in touch, last {v.day('on')}.",
    "i_wrote": lambda v: f"You were in touch, last {v.day('on')}.",
    "conversations": lambda v: (
        f"{plural(v.count('count'), 'conversation')} on {plural(v.count('days'), 'day')}, "
        f"last {v.day('last_on')}."
    ),
    "voice_or_face": lambda v: f"You spoke by voice or face to face, last {v.day('on')}.",
    "voice_confirmed": lambda v: f"You said {v.day('on')} that you have spoken.",
    "initiated_by_me": "You were the first to be in touch at least once.",
    "initiated_by_them": "They were the first to be in touch at least once.",
    "gave": "You helped them.",
    "received": "They helped you.",
    "helped_both_ways": "You helped each other.",
    "was_connection": "This has been a connection.",
    # the stage: what is missing
    "no_reason_noted": "Missing: a reason to talk.",
    "no_question_noted": "Missing: one good question.",
    "no_word_yet": "Missing: the first word.",
    "no_answer_from_me": "Missing: your answer.",
    "no_conversation_yet": "Missing: a conversation, both ways.",
    "one_conversation_day": "Missing: a conversation on a second day.",
    "no_voice_or_face": "Missing: one talk by voice or face to face.",
    "never_initiated_by_me": "You have not begun yourself yet.",
    "never_initiated_by_them": "They have not begun by themselves yet.",
    "too_long_ago": "Missing: a conversation lately; the last ones are too long ago.",
    "no_help_both_ways": "You have not helped each other yet.",
    "no_word_lately": "Missing: a word, after a long silence.",
    # imports
    "nested": lambda v: f"stands inside {v.text('inside')}, and is kept with it",
    "unreadable": lambda v: v.text("sentence"),
    "bulk": lambda v: f"{v.text('what')}; no conversation",
    "broadcast": lambda v: f"went to {v.count('recipients')} people; no conversation",
    "not_yours": "none of your own addresses is on it; say which are yours ('keepwarm init --email')",
    "to_yourself": "went to yourself alone",
    "which_is_you": lambda v: (
        f"which of them you are is not known ({v.text('names')}); say it with 'keepwarm init --also-called'"
    ),
    "not_yet": lambda v: f"is still to come{_as_others(v)}",
    "you_declined": lambda v: f"you did not say that you would come{_as_others(v)}",
    "not_your_meeting": lambda v: (
        f"none of your own addresses is on it{_as_others(v)}; say which are yours ('keepwarm init --email')"
    ),
    "nobody_else_came": lambda v: f"nobody else said that they would come{_as_others(v)}",
    "several_of_that_name": lambda v: (
        f"several people are called {v.text('name')}; write an e-mail address instead"
    ),
    "same_name_and_handle": lambda v: f"same name and same {v.text('handle')}",
    "same_address": lambda v: f"same address {v.text('handle')}",
    "same_id": "same id from the same source",
    "named_as_relation": "named before as somebody's relation",
    # one person or two
    "same_email": lambda v: f"same e-mail address {v.text('handle')}",
    "role_address": lambda v: f"same e-mail address {v.text('handle')}, which an office may share",
    "same_phone": lambda v: f"same phone number {v.text('handle')}",
    "same_chat": lambda v: f"same chat address {v.text('handle')}",
    "same_profile": lambda v: f"same profile {v.text('handle')}",
    "same_page": lambda v: f"same page {v.text('handle')}, which several may share",
    "same_postal_address": lambda v: f"same postal address {v.text('handle')}",
    "shared_by_many": lambda v: (
        f"both have {v.text('handle')}, as {plural(v.count('count'), 'person', 'people')} of your book do"
    ),
    "same_organization": lambda v: f"same organization {v.text('organization')}",
    "other_organization": lambda v: f"two organizations: {v.text('one')} and {v.text('other')}",
    "other_profile": lambda v: f"two profiles: {v.text('one')} and {v.text('other')}",
    "same_birthday": lambda v: f"same birthday {v.text('on')}",
    "same_birth_year": lambda v: f"born in the same year, {v.text('year')}",
    "other_birthday": lambda v: f"two birthdays: {v.text('one')} and {v.text('other')}",
    "same_name": lambda v: f"same name {v.text('name')}",
    "same_words_other_order": lambda v: f"same words in another order: {v.text('one')} and {v.text('other')}",
    "name_variant": lambda v: f"one name written in two ways: {v.text('one')} and {v.text('other')}",
    "short_form": lambda v: f"one name may be short for the other: {v.text('one')} and {v.text('other')}",
    "initial_of_name": lambda v: (
        f"one name has the initials of the other: {v.text('one')} and {v.text('other')}"
    ),
    "part_of_name": lambda v: f"one name is part of the other: {v.text('one')} and {v.text('other')}",
    "similar_name": lambda v: f"similar names: {v.text('one')} and {v.text('other')}",
    "other_given_name": lambda v: f"two given names: {v.text('one')} and {v.text('other')}",
    "other_family_name": lambda v: f"two family names: {v.text('one')} and {v.text('other')}",
    "other_name": lambda v: f"two names: {v.text('one')} and {v.text('other')}",
    "other_generation": lambda v: f"parent and child by their names: {v.text('one')} and {v.text('other')}",
}


def known_codes() -> frozenset[str]:
    """Every reason that has a sentence."""
    return frozenset(_SENTENCES)
