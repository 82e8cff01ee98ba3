"""The practice in words: how a task is done at the command line, and how it stands with a day."""

from collections.abc import Mapping
from datetime import date

from keepwarm.storage.pages.practice import Since
from keepwarm.translations.values import day_in_words, plural

COMMANDS: Mapping[str, str] = {
    "reason": "note PERSON WORDS --about reason",
    "few": "settings --capacity NUMBER",
    "talk": "log PERSON WORDS",
    "question": "note PERSON WORDS --about question",
    "listen": "log PERSON WORDS --my-share NUMBER",
    "form": "note PERSON WORDS --about family",
    "give": "give PERSON WORDS",
    "offer": "give PERSON WORDS --state offered",
    "capture": "capture NAME",
    "wish": "wish PERSON yes",
    "prefer": "prefer PERSON CHANNEL",
    "voice": "log PERSON WORDS --by call",
    "next": "log PERSON WORDS --next '… on DAY'",
    "follow": "log PERSON WORDS --out",
    "other-channel": "log PERSON WORDS --next '… on DAY'",
    "pitch": "practise --answer pitch WORDS",
    "one-to-one": "one-to-one plan PERSON",
    "not-coffee": "one-to-one plan PERSON --format walk",
    "refer": "practise --answer send-me WORDS",
    "remembered": "note PERSON WORDS --about says-i-do",
    "ask": "ask PERSON WORDS",
    "introduce": "give PERSON WORDS --state offered",
    "event": "event plan EVENT --goal WORDS",
    "guest": "event plan EVENT --meet PERSON --question WORDS",
    "beyond": "note PERSON WORDS --about recreation",
    "unlike": "event add NAME DAY --kind KIND",
    "rhythm": "keep PERSON --every '5 weeks'",
    "thanks": "favour PERSON WORDS thanked",
    "old-friend": "log PERSON WORDS",
    "three-next": "log PERSON WORDS --next '… on DAY'",
}
"""By the word of a task, with which command it is done."""


def done_in_words(on: date | None, today: date) -> str:
    """Whether the task of a day is done."""
    return "Not done yet; your book sees it by itself." if on is None else f"Done {day_in_words(on, today)}."


def since_in_words(since: Since, today: date) -> str:
    """What has happened since the first day; nothing is said of what has not."""
    began = (
        "Since you began today" if since.on == today else f"Since you began, {day_in_words(since.on, today)},"
    )
    people = plural(since.people, "person", "people")
    parts = (
        (since.talks, f"{plural(since.talks, 'conversation')} with {people}"),
        (since.learned, f"{plural(since.learned, 'thing')} that you learned of others"),
        (since.gave, plural(since.gave, "time that you helped", "times that you helped")),
        (since.steps, f"{plural(since.steps, 'next step')} placed"),
    )
    said = [words for count, words in parts if count]
    if not said:
        return ""
    listed = " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    return f"{began} your book has {listed}."
