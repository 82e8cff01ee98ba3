"""What stories call the channels and the purposes."""

from collections.abc import Iterable

from keepwarm.domain.channels import Channel, Purpose

CHANNELS = {
    "call": Channel.CALL, "calls": Channel.CALL, "phone": Channel.CALL,
    "text": Channel.TEXT, "texts": Channel.TEXT,
    "chat": Channel.CHAT, "chats": Channel.CHAT, "chat message": Channel.CHAT,
    "e-mail": Channel.EMAIL, "video": Channel.VIDEO, "in person": Channel.IN_PERSON,
    "social": Channel.SOCIAL, "social message": Channel.SOCIAL, "letter": Channel.POST,
}  # fmt: skip
SPOKE = {
    "called": Channel.CALL, "met": Channel.IN_PERSON, "saw on video": Channel.VIDEO
}  # fmt: skip
PURPOSES = {
    "form a tie with": Purpose.FORM, "keep up with": Purpose.KEEP_UP, "inform": Purpose.INFORM,
    "ask": Purpose.ASK, "comfort": Purpose.COMFORT, "fix a day with": Purpose.SCHEDULE,
}  # fmt: skip
LIKED_TO = {
    "fix a day": Purpose.SCHEDULE, "be asked": Purpose.ASK, "be told things": Purpose.INFORM,
}  # fmt: skip


def one_of(words: Iterable[str]) -> str:
    """The pattern of one of these words, the longest first, so that none hides another."""
    return "|".join(sorted(words, key=len, reverse=True))
