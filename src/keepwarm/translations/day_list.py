"""What is said of the day's list: why somebody is on it, and how to begin."""

from keepwarm.translations.values import Sentences

SENTENCES: Sentences = {
    "burst": lambda v: (
        f"{v.count('count')} of your {v.count('of')} days of contact this year fell into two weeks, from "
        f"{v.day('began')} on; a steady rhythm carries further."
    ),
    "only_with_asks": lambda v: (
        f"The last {v.count('count')} times you were in touch first, you asked for something. "
        "A word without an ask would be welcome."
    ),
    "occasion": lambda v: f"{v.text('label')}: {v.day('on')}.",
    "thanks_due": lambda v: (
        f"They helped you {v.day('on')} ({v.text('text')}), and thanks are still to be said."
    ),
    "need_can_be_met": lambda v: (
        f"They are looking for {v.text('text')}, and {v.text('other')} may have it: {v.text('offer')}."
    ),
    "need_you_can_meet": lambda v: (
        f"They are looking for {v.text('text')}, and you may have it: {v.text('offer')}."
    ),
    "can_meet_need": lambda v: (
        f"{v.text('other')} is looking for {v.text('text')}, and they may have it: {v.text('offer')}."
    ),
    "your_question": lambda v: f"You wanted to ask: {v.text('text')}",
    # one talk away
    "one_talk_after_long": "Your last talks are too long ago; one talk now would do.",
    "one_talk_by_voice": "You have only written so far; one talk by voice or face to face would do.",
    "one_talk_on_another_day": "You have spoken on one day; one more talk would do.",
    "one_talk_more": "One more talk would do.",
    "chosen_and_never_spoken": "You want to be close to them, and have never spoken.",
}
