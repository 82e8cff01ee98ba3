"""What the page behind a card says to a stranger: one set of words a language, in a module each."""

from collections.abc import Mapping
from dataclasses import dataclass

from keepwarm.domain.channels import Channel
from keepwarm.domain.submissions import Flaw, Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapWords:
    """Everything that is said in one language; `{name}` is the owner.

    `consent` says who receives what, why and how long: another sentence is another version of
    `domain.submissions.CONSENT`.
    """

    save: str
    photo: str
    leave: str
    leave_why: str
    your_name: str
    phone: str
    email: str
    other: str
    one_is_enough: str
    prefer: str
    no_matter: str
    channels: Mapping[Channel, str]
    when: str
    any_time: str
    hours: Mapping[Hours, str]
    when_words: str
    about: str
    file_title: str
    file_label: str
    file_note: str
    consent: str
    send: str
    leave_empty: str
    receipt_title: str
    receipt_keep: str
    waiting: str
    correction: str
    tick: str
    accepted: str
    you_left: str
    no_more_words: str
    correct: str
    withdraw: str
    withdraw_why: str
    withdrawn_title: str
    withdrawn: str
    gone_title: str
    gone: str
    many_title: str
    many: str
    flaws: Mapping[Flaw, str]
