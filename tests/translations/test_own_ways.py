"""How somebody likes to be reached, from their own words."""

import pytest

from keepwarm.translations.own_ways import hear_ways


@pytest.mark.parametrize(
    ("words", "liked", "never", "hours"),
    [
        ("text me, weekdays after six, never call", ["text"], ["call"], "mon-fri 18:00-24:00"),
        ("text me weekdays after six and never call", ["text"], ["call"], "mon-fri 18:00-24:00"),
        ("never call me", [], ["call"], None),
        ("email is best", ["email"], [], None),
        ("please text, or whatsapp; evenings", ["text"], [], "17:00-22:00"),
        ("she prefers texts", ["text"], [], None),
        ("call me. 6pm-8pm", ["call"], [], "18:00-20:00"),
        ("text me, text me, never text", [], ["text"], None),
        ("weekdays after six", [], [], None),
        ("whatever suits you", [], [], None),
        ("my phone is broken", [], [], None),
        ("", [], [], None),
    ],
)
def test_the_words_say_by_which_channel_and_when(
    words: str, liked: list[str], never: list[str], hours: str | None
) -> None:
    heard = hear_ways(words)
    assert (list(heard.liked), list(heard.never)) == (liked, never)
    assert (None if heard.hours is None else str(heard.hours)) == hours
