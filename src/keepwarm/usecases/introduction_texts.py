"""What a text of an introduction is made of: no more of anybody than may be said to whom it is for now."""

from dataclasses import dataclass

from keepwarm.domain.bringing import Form, Outcome, Role
from keepwarm.domain.called import called
from keepwarm.domain.channels import Purpose
from keepwarm.domain.errors import Invalid
from keepwarm.domain.introduction_words import (
    BEFORE_CONSENT,
    Detail,
    Identity,
    Saying,
    given_away,
    may_tell,
    texts_for,
)
from keepwarm.domain.introductions import Act, Introduction, Move, Party
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.introductions import get_introduction, identities_of
from keepwarm.storage.people import get_person, person_of
from keepwarm.storage.profile import profile_of
from keepwarm.usecases.advise_channel import ChannelAdvice, advise_channel, handles_for
from keepwarm.usecases.leave_in_peace import left_in_peace

_NOBODY = Identity(names=())
_PURPOSES = {
    Saying.ASK: Purpose.ASK,
    Saying.FAVOUR: Purpose.ASK,
    Saying.REMIND: Purpose.ASK,
    Saying.REMIND_INTRODUCER: Purpose.ASK,
    Saying.INTRODUCE: Purpose.INFORM,
    Saying.FORWARD: Purpose.INFORM,
}
_BRINGS_FURTHER = frozenset(_PURPOSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a text may hold. Nothing of anybody is in it that `to` may not know yet.

    `why` is why `to` may like it, `is_other_asked` that the other knows of it too.
    `other` is how the other is named and `other_called` what they are called,
    `way` how they are reached: each empty while it may not be told. `does` is the owner's own.
    `refused` says why no text is made; then nothing else is to be shown.
    """

    introduction_id: int
    form: Form
    move: Move
    saying: Saying
    to: Role
    name: str
    called: str
    own_name: str
    about: str
    why: str
    other: str = ""
    other_called: str = ""
    other_why: str = ""
    is_other_asked: bool = False
    way: str = ""
    does: str = ""
    outcome: Outcome | None = None
    learned: str = ""
    advice: ChannelAdvice
    refused: Reason | None = None


def prepare_texts(book: Book, one: Introduction, move: Move) -> tuple[Prepared, ...]:
    """What the texts of a move are made of; none where somebody is in the book no more."""
    wanted = texts_for(one, move)
    if not one.is_whole or not wanted or _is_too_soon(one, move, book):
        return ()
    known = identities_of(book, {party.person_id for party in one.parties})
    peace = _in_peace(book, one) if _BRINGS_FURTHER & {saying for saying, _ in wanted} else None
    return tuple(_prepared(book, one, move, saying, to, known, peace) for saying, to in wanted)


def roles_in_peace(book: Book, one: Introduction) -> frozenset[Role]:
    """Which of those whom it needs are to be left in peace."""
    left = left_in_peace(book, [party.person_id for party in one.parties])
    return frozenset(party.role for party in one.parties if party.person_id in left)


def _in_peace(book: Book, one: Introduction) -> Reason | None:
    roles = roles_in_peace(book, one)
    left = next((party.person_id for party in one.parties if party.role in roles), None)
    return None if left is None else Reason.of("introduction_in_peace", name=get_person(book, left).name)


def _is_too_soon(one: Introduction, move: Move, book: Book) -> bool:
    """Whether two were introduced on this day, so that there is nothing to ask them yet."""
    return one.form is Form.MADE and move.act in (Act.MEET, Act.OUTCOME) and one.made_on == book.today


def refuse_given_away(book: Book, introduction_id: int, saying: Saying, to: Role, text: str) -> None:
    """Raise Invalid where an edited text says what it must not yet."""
    one = get_introduction(book, introduction_id)
    known = identities_of(book, {party.person_id for party in one.parties})
    found = _found_in(one, saying, to, known, (text,))
    if found:
        raise Invalid(f"“{found}” would tell who is meant, or how to reach them; leave it out of the text.")


def words_given_away(
    book: Book, one: Introduction, about: str, whys: dict[Role, str]
) -> dict[Role | None, str]:
    """By the party to whom it would be said, None for what is said to both, what must not stand there yet."""
    if one.form is Form.RECEIVED or one.have_agreed:
        return {}
    known = identities_of(book, {party.person_id for party in one.parties})
    found: dict[Role | None, str] = {}
    for party in one.parties:
        to = Role.INTRODUCER if one.form is Form.ASKED else party.role
        for place, text in ((None, about), (party.role, whys.get(party.role, ""))):
            if word := _found_in(one, Saying.ASK, to, known, (text,)):
                found.setdefault(place, word)
    return found


def _prepared(
    book: Book,
    one: Introduction,
    move: Move,
    saying: Saying,
    to: Role,
    known: dict[int, Identity],
    peace: Reason | None,
) -> Prepared:
    party, other = one.party(to), _other_of(one, to)
    person, details = person_of(get_person(book, party.person_id)), may_tell(one, to, other.role)
    told = advise_channel(book, party.person_id, _PURPOSES.get(saying, Purpose.KEEP_UP))
    typed = (one.about, *_whys(one, saying, to))
    found = _found_in(one, saying, to, known, typed)
    refused = Reason.of("introduction_gives_away", words=found) if found else None
    if saying in _BRINGS_FURTHER:
        refused = peace or refused
    plain = Prepared(
        introduction_id=one.introduction_id, form=one.form, move=move, saying=saying, to=to,
        name=person.name, called=called(person), own_name=book.owner.name, about="", why="", advice=told,
        refused=refused,
    )  # fmt: skip
    if refused is not None:
        return plain
    them = person_of(get_person(book, other.person_id))
    names_it, profile = Detail.NAME in details, profile_of(book)
    return Prepared(
        **{name: getattr(plain, name) for name in _SAID_OF_ALL},
        about=one.about,
        why=one.party(Role.ONE).why if saying is Saying.FORWARD else party.why,
        other=them.name if names_it else "",
        other_called=called(them) if names_it else "",
        other_why=other.why if names_it else "",
        is_other_asked=other.asked_on is not None,
        way=_way(book, other.person_id) if Detail.WAY in details else "",
        does=profile.does,
        outcome=one.outcome,
        learned=one.learned,
    )


_SAID_OF_ALL = ("introduction_id", "form", "move", "saying", "to", "name", "called", "own_name", "advice")


def _other_of(one: Introduction, to: Role) -> Party:
    if one.form is Form.MADE:
        return one.party(Role.OTHER if to is Role.ONE else Role.ONE)
    return one.party(Role.ONE if to is Role.INTRODUCER else Role.INTRODUCER)


def _whys(one: Introduction, saying: Saying, to: Role) -> tuple[str, ...]:
    if saying is Saying.FORWARD:
        return (one.party(Role.ONE).why,)
    return (one.party(to).why, one.party(Role.ONE).why if one.form is Form.ASKED else "")


def _found_in(
    one: Introduction, saying: Saying, to: Role, known: dict[int, Identity], typed: tuple[str, ...]
) -> str:
    """What of a text must not be said to them yet: of two who do not know of each other the names as well."""
    if saying not in BEFORE_CONSENT:
        return ""
    other = _other_of(one, to)
    who = known.get(other.person_id, _NOBODY)
    return given_away(typed, who, names_too=one.form is Form.MADE)


def _way(book: Book, person_id: int) -> str:
    """How somebody is reached who agreed to it: by the channel that they like, where it has an address."""
    told = advise_channel(book, person_id, Purpose.FORM)
    ranked = [one.channel for one in told.advice.ranking]
    ways = (handles_for(told, channel) for channel in ranked)
    return next((handles[0].value for handles in ways if handles), "")
