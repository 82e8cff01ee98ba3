"""By which channel to reach somebody, for a purpose, now: the ranking, and what opens each channel."""

from dataclasses import dataclass

from keepwarm import channels
from keepwarm.channels.numbers import as_dialled
from keepwarm.domain.bearings import Wish
from keepwarm.domain.channel_advice import Advice, advise
from keepwarm.domain.channels import Channel, Purpose
from keepwarm.domain.peace import Peace, peace_of
from keepwarm.domain.people import Handle, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.storage.book import Book
from keepwarm.storage.pages.reach import ReachPage, reach_page
from keepwarm.usecases.show_person import home_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAdvice:
    """The ranking for a purpose, the page that it rests on, and the handles as they are dialled.

    `asks_how` says that the next thing is to ask how they like to be reached.
    """

    page: ReachPage
    advice: Advice
    opened: tuple[Handle, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing is advised: they said no, or the owner leaves them in peace."""
        return peace_of(self.page.standing, self.page.wish) is not None

    @property
    def asks_how(self) -> bool:
        """Whether nothing was told yet by somebody who may be asked: it is asked of no one who said no."""
        may_be_asked = self.page.standing is Standing.ORDINARY and self.page.wish is not Wish.NO
        return may_be_asked and not self.advice.is_told


def advise_channel(book: Book, person_id: int, purpose: Purpose = Purpose.KEEP_UP) -> ChannelAdvice:
    """Rank the channels of one person; raises Missing where there is nobody."""
    page = reach_page(book, person_id)
    home = home_of(book)
    in_order = sorted(page.handles, key=lambda handle: not handle.preferred)
    return ChannelAdvice(
        page=page,
        advice=_advice(book, page, purpose),
        opened=tuple(as_dialled(handle, home) for handle in in_order),
    )


def _advice(book: Book, page: ReachPage, purpose: Purpose) -> Advice:
    """The ranking; none for who is left in peace or said no, and why."""
    peace = peace_of(page.standing, page.wish)
    if peace is None:
        return advise(page.reach, purpose, book.today, book.days)
    why = Reason.of("wants_no_contact") if peace is Peace.SAID_NO else Reason.of("left_in_peace")
    return Advice(purpose=purpose, ranking=(), remarks=(why,))


def handles_for(told: ChannelAdvice, channel: Channel) -> tuple[Handle, ...]:
    """The handles that serve a channel, as they are written, the preferred one first."""
    held = sorted(told.page.handles, key=lambda handle: not handle.preferred)
    return tuple(handle for handle in held if channel in handle.kind.channels)


def link_with(told: ChannelAdvice, channel: Channel, said: str = "", subject: str = "") -> str:
    """What opens a channel with the first handle that can, and begins with `said`; empty where none can."""
    found = (channels.links(handle, said, subject).get(channel, "") for handle in told.opened)
    return next(filter(None, found), "")
