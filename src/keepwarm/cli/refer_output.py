"""What `keepwarm refer` writes."""

from collections.abc import Sequence
from datetime import date

from keepwarm.cli.output import bold, say
from keepwarm.domain.ids import public_id
from keepwarm.domain.referrals import MOVES
from keepwarm.storage.pages.referrals import ReferralLine
from keepwarm.storage.pages.who_knows import WhoKnowsPage
from keepwarm.translations.english import day_in_words, sentence
from keepwarm.translations.referrals import QUESTION, STATES


def say_part(head: str, lines: Sequence[ReferralLine], today: date) -> None:
    """Some of them under a head, or under none."""
    if lines and head:
        say(bold(head))
    for line in lines:
        one = line.referral
        way = "to" if one.is_given else "from"
        when = f"{STATES[one.side][one.state]}, {day_in_words(one.changed_on, today)}"
        say(f"  {way} {line.name}: {one.text} ({when})")
        for reason in line.turn.reasons if line.turn else ():
            say(f"    {sentence(reason, today)}")
        if one.outcome:
            say(f"    {one.outcome}")


def say_who_knows(page: WhoKnowsPage) -> None:
    """Who could say what the owner does, and whom the owner could send to whom."""
    say(
        f"You say: {page.does}" if page.does else "You have not said yet what you do: keepwarm profile --does"
    )
    say(f"To hear whether somebody understands it, ask: “{QUESTION}”")
    groups = (
        ("They have said it in their words", [(one.name, f": “{one.text}”") for one in page.says]),
        ("You talked one to one, but not about it", [(one.name, "") for one in page.talked]),
        ("They have not heard it yet", [(one.name, "") for one in page.unheard]),
        ("You know whom to send to them", [(one.name, f": {one.text}") for one in page.sendable]),
        ("You do not know whom to send to them", [(one.name, "") for one in page.unknown]),
    )
    for head, lines in groups:
        if lines:
            say()
            say(bold(head))
        for name, said in lines:
            say(f"  {name}{said}")


def referral_as_data(line: ReferralLine) -> dict[str, object]:
    """A referral for programs."""
    one = line.referral
    return {
        "id": public_id(one.referral_id),
        "person": line.name,
        "person_id": public_id(one.person_id),
        "side": one.side,
        "about": line.about,
        "about_id": None if one.about_id is None else public_id(one.about_id),
        "text": one.text,
        "state": one.state,
        "noted_on": one.noted_on,
        "changed_on": one.changed_on,
        "outcome": one.outcome,
        "thanked_on": one.thanked_on,
        "turn": None if line.turn is None else line.turn.whose,
        "reasons": [] if line.turn is None else list(line.turn.reasons),
        "may_become": list(MOVES[one.side][one.state]),
    }


def knowing_as_data(page: WhoKnowsPage) -> dict[str, object]:
    """Who knows what, for programs."""
    return {
        "you_say": page.does,
        "say_what_you_do": [
            {"person": one.name, "person_id": public_id(one.person_id), "text": one.text, "on": one.on}
            for one in page.says
        ],
        "talked_not_about_it": [_named(one.name, one.person_id) for one in page.talked],
        "have_not_heard": [_named(one.name, one.person_id) for one in page.unheard],
        "know_whom_to_send": [_named(one.name, one.person_id) | {"text": one.text} for one in page.sendable],
        "do_not_know_whom_to_send": [_named(one.name, one.person_id) for one in page.unknown],
    }


def _named(name: str, person_id: int) -> dict[str, object]:
    return {"person": name, "person_id": public_id(person_id)}
