"""The page behind a card, in English."""

from keepwarm.domain.channels import Channel
from keepwarm.domain.submissions import Flaw, Hours
from keepwarm.translations.swap_words import SwapWords

WORDS = SwapWords(
    save="Save to contacts",
    photo="Photo",
    leave="Leave my details",
    leave_why="Only if you like. {name} looks at them and decides whether to keep them.",
    your_name="Your name",
    phone="Phone",
    email="E-mail",
    other="Or another way: a page, a chat name",
    one_is_enough="One way to reach you is enough.",
    prefer="How do you like to be reached?",
    no_matter="No matter how",
    channels={
        Channel.CALL: "A call",
        Channel.TEXT: "A text message",
        Channel.CHAT: "A chat (WhatsApp, Signal, Telegram)",
        Channel.EMAIL: "An e-mail",
        Channel.IN_PERSON: "In person",
    },
    when="When?",
    any_time="Any time",
    hours={
        Hours.DAYTIME: "On weekdays, in the daytime",
        Hours.EVENINGS: "On weekdays, in the evening",
        Hours.WEEKENDS: "At weekends",
    },
    when_words="In your own words",
    about="What would you like to stay in touch about?",
    file_title="Or send a contact file from your phone",
    file_label="Contact file (.vcf)",
    file_note="Your name, work, numbers, addresses for messages and pages are taken from it, and nothing "
    "else.",
    consent="I agree that {name} receives what I entered here, to stay in touch with me. Nobody else gets "
    "it. It is deleted after 30 days unless {name} takes it into their address book. On the next page I "
    "can see, correct and withdraw it at any time.",
    send="Send to {name}",
    leave_empty="Leave this field empty",
    receipt_title="It has reached {name}",
    receipt_keep="Keep this page, for instance as a bookmark: its address is the only way back to what "
    "you left.",
    waiting="{name} has not decided yet. Without an answer it is deleted after 30 days.",
    correction="{name} has what you left before; your correction waits. Without an answer it is deleted "
    "after 30 days, and what {name} has stays as it is.",
    tick="It is asked at each sending: without the tick nothing is sent.",
    accepted="{name} has taken it into their address book.",
    you_left="What you left",
    no_more_words="The copy kept here was deleted after 30 days.",
    correct="Correct it",
    withdraw="Withdraw it",
    withdraw_why="What you wrote is deleted here at once. If {name} has taken it into their address book, "
    "they are asked to take it out.",
    withdrawn_title="Withdrawn",
    withdrawn="What you left has been deleted here. If it had been taken into the address book, {name} "
    "now sees that you want it taken out.",
    gone_title="There is nothing here",
    gone="This link leads nowhere. Perhaps it is not complete, its time is over, or it was taken back.",
    many_title="One moment",
    many="More is arriving here than can be taken just now, so nothing was kept. Please try again in an "
    "hour, or give your details in person.",
    flaws={
        Flaw.NAME: "Please write your name.",
        Flaw.WAY: "Please write one way to reach you.",
        Flaw.PHONE: "This is no phone number; it looks like +44 20 7946 0018.",
        Flaw.EMAIL: "This is no e-mail address; it looks like name@example.org.",
        Flaw.LONG: "This is longer than can be taken; please write it shorter.",
        Flaw.CONSENT: "Please tick that you agree; without it nothing is sent.",
        Flaw.FILE: "There is no contact in this file; it ends in .vcf.",
        Flaw.AGAIN: "Please look at it once more, and send it again.",
    },
)
