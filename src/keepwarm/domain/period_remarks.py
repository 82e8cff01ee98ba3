"""What is said of a period, part by part and in data; of what was not, nothing is said."""

from datetime import date

from keepwarm.domain.period_review import Noted, Talked
from keepwarm.domain.reasons import Reason
from keepwarm.domain.review_periods import Period, Span

Remarks = tuple[Reason, ...]


def on_talks(talked: Talked) -> Remarks:
    """How many conversations, with how many people."""
    if not talked.talks:
        return ()
    return (Reason.of("look_talks", talks=talked.talks, people=len(talked.people)),)


def on_people(talked: Talked, period: Period) -> Remarks:
    """The variety of people, and whether they are the same as before."""
    said = []
    if talked.first:
        said.append(Reason.of("look_first", count=len(talked.first)))
    if talked.again:
        said.append(Reason.of("look_again", count=len(talked.again)))
    if talked.kept:
        span = period.span.value
        said.append(Reason.of("look_kept", kept=talked.kept, earlier=talked.earlier, span=span))
    return tuple(said)


def on_steadiness(talked: Talked, period: Period, today: date) -> Remarks:
    """On how many days of a week, or in how many of the weeks so far, there was a conversation."""
    if not talked.talks:
        return ()
    if period.span is Span.WEEK:
        return (Reason.of("look_days", count=talked.days),)
    weeks = sum(monday <= today for monday in period.weeks)
    return (Reason.of("look_weeks", count=talked.weeks, weeks=weeks),)


def on_listening(noted: Noted) -> Remarks:
    """What was learned, and in how many talks the owner listened, as far as they noted it."""
    said = []
    if noted.shares:
        said.append(Reason.of("look_listened", count=noted.listened, talks=noted.shares))
    if noted.learned:
        said.append(Reason.of("look_learned", count=noted.learned, people=noted.learned_of))
    return tuple(said)


def on_giving(noted: Noted) -> Remarks:
    """Gives and asks, introductions and referrals: an ask counts, whatever came of it."""
    said = []
    if noted.gives:
        said.append(Reason.of("look_gives", count=noted.gives))
    if noted.asks:
        said.append(Reason.of("look_asks", count=noted.asks, helped=noted.helped))
    if noted.introductions:
        said.append(Reason.of("look_introductions", count=noted.introductions))
    if noted.referrals:
        said.append(Reason.of("look_referrals", count=noted.referrals))
    return tuple(said)


def on_meeting(noted: Noted) -> Remarks:
    """Whom the owner met, and what followed within two days; the one-to-ones."""
    said = []
    if noted.met:
        said.append(Reason.of("look_met", count=noted.met))
    if noted.followed:
        said.append(Reason.of("look_followed", count=noted.followed))
    if noted.one_to_ones:
        said.append(Reason.of("look_one_to_ones", count=noted.one_to_ones))
    return tuple(said)


def on_keeping(noted: Noted) -> Remarks:
    """Promises that were kept, and days of practice."""
    said = []
    if noted.promises:
        said.append(Reason.of("look_promises", count=noted.promises))
    if noted.practice_days:
        said.append(Reason.of("look_practice", count=noted.practice_days))
    return tuple(said)
