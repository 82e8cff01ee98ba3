"""Prepare for somebody: what is known, what to ask, by which channel, and whether that is enough (K2)."""

from dataclasses import dataclass

from keepwarm.domain.brief import Known, Prepared, learned_last, prepare
from keepwarm.domain.channel_advice import Advice
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.facts_told import Told
from keepwarm.domain.people import Handle
from keepwarm.domain.questions import LastTalk, Open
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.pages.brief import BriefPage, brief_page
from keepwarm.storage.pages.known import last_mine_on
from keepwarm.storage.pages.person import PersonPage
from keepwarm.usecases.advise_channel import ChannelAdvice, advise_channel, handles_for, link_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The page, and what follows from it: what they told last, what to ask, and the channel.

    `channel` is None where there is none to use; `channel_reasons` say why it is so either way, `handles`
    serve it, and `link` opens it, empty where nothing can.
    """

    page: BriefPage
    learned: tuple[Told, ...]
    prepared: Prepared
    channel: Channel | None
    channel_reasons: tuple[Reason, ...]
    handles: tuple[Handle, ...]
    link: str


def brief_person(book: Book, person_id: int) -> Brief:
    """Read what one wants before one's eyes before a contact; raises Missing where there is nobody."""
    brief = brief_page(book, person_id)
    told = _advised(book, brief.page)
    first = told.advice.first
    channel = None if first is None else first.channel
    known = _known(brief, told.advice)
    return Brief(
        page=brief,
        learned=learned_last(known.told),
        prepared=prepare(known, book.today),
        channel=channel,
        channel_reasons=told.advice.remarks if first is None else (first.reason, *first.remarks),
        handles=() if channel is None else handles_for(told, channel),
        link="" if channel is None else link_with(told, channel),
    )


def _known(brief: BriefPage, advice: Advice) -> Known:
    page = brief.page
    last = brief.last
    about = brief.about.summary if brief.about is not None and brief.about is last else ""
    needed = [Open(kind=one.kind, text=one.text, on=one.noted_on) for one in brief.needs]
    promised = [Open(kind=one.side, text=one.text, on=one.made_on) for one in page.promises]
    return Known(
        stage=page.tie.stage,
        added_on=brief.known.added_on,
        told=tuple(
            Told(
                kind=one.kind,
                text=one.text,
                learned_on=one.learned_on,
                sensitive=one.sensitive,
                source=one.source,
            )
            for one in page.facts
        ),
        still_open=(*needed, *promised),
        step_placed=page.next_step is not None,
        last=None if last is None else LastTalk(on=last.at.date(), about=about),
        last_mine_on=last_mine_on(page),
        talked=page.tie.conversation_days > 0,
        wished=brief.known.wished,
        standing=page.person.standing,
        proposed=brief.known.bearing.proposed,
        reachable=advice.first is not None,
        rests_until=advice.rests_until,
    )


def _advised(book: Book, page: PersonPage) -> ChannelAdvice:
    """The channels to use now: to form a tie where there was no conversation, else to keep it up."""
    purpose = Purpose.KEEP_UP if page.tie.conversation_days else Purpose.FORM
    return advise_channel(book, page.person_id, purpose)
