"""What is said of first meetings: the owner's own feeling, never a grade of the other."""

from keepwarm.domain.meeting import Opinion
from keepwarm.translations.values import Sentences

GOT_ON = {Opinion.YES: "Yes", Opinion.UNSURE: "Not sure", Opinion.NO: "Not really"}
"""Answers to "did we get on?"."""

AGAIN = {Opinion.YES: "Yes", Opinion.UNSURE: "Not sure", Opinion.NO: "Leave it"}
"""Answers to "would I talk to them again?"."""

_FELT = {
    Opinion.YES: "you got on",
    Opinion.UNSURE: "you were not sure how you got on",
    Opinion.NO: "you did not really get on",
}
_WISHED = {
    Opinion.YES: "you would talk to them again",
    Opinion.UNSURE: "you were not sure about talking again",
    Opinion.NO: "you left it at that",
}


def felt_in_words(got_on: Opinion | None, again: Opinion | None) -> str:
    """What was felt about a meeting, in half a sentence; empty where nothing was said."""
    said = [] if got_on is None else [_FELT[got_on]]
    said += [] if again is None else [_WISHED[again]]
    return ", and ".join(said)


SENTENCES: Sentences = {
    # who somebody just captured may be
    "same_handle": lambda v: f"{v.text('handle')} is theirs.",
}
