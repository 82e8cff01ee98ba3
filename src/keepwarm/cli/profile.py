"""`keepwarm profile`: what you do, for whom, whom to send you; to keep, and as a text to send."""

from datetime import datetime

import click

from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.translations.english import day_in_words
from keepwarm.translations.one_to_ones import PROFILE_TITLES, profile_in_words
from keepwarm.usecases.own_profile import OwnProfile, TellProfile, own_profile, tell_profile

_OWN_TITLES = {"pitch": "Your introduction", "goals": "What you want at the moment"}


@click.command("profile")
@click.option("--does", help="What you do, in a sentence; '' takes it back, here and below.")
@click.option("--for-whom", help="For whom you do it.")
@click.option("--send-me", help="Whom to send to you: good examples, a line each.")
@click.option("--not-for-me", help="What not to send.")
@click.option("--how-to-send", help="How to hand somebody over.")
@click.option("--pitch", help="Your introduction in half a minute, about 75 words.")
@click.option("--goals", help="What you want at the moment, a line each.")
@click.option("--one-to-ones-a-week", metavar="NUMBER", help="For how many one-to-ones a week has room.")
@click.option("--text", "as_text", is_flag=True, help="Write the text to send, and nothing else.")
@at_option
@json_option
@book_option
def profile_command(
    as_text: bool, at: datetime | None, as_json: bool, book: str | None, **said: str | None
) -> None:
    """What you say of yourself, and who would say by now what you do. Without an option it shows it.

    \b
    keepwarm profile --does "I frame pictures" --for-whom "people who have just moved"
    keepwarm profile --text
    """
    command = TellProfile(**said)
    writing = command != TellProfile()
    with open_book(book, at, writing=writing) as opened:
        if writing:
            tell_profile(opened, command)
        own, today = own_profile(opened), opened.today
    if as_json:
        write_json(_as_data(own))
    elif as_text:
        say(profile_in_words(own.name, own.said))
    else:
        _show(own)
        for one in own.understand:
            say(f"  {one.name}: “{one.text}” ({day_in_words(one.on, today)})")
        for other in own.silent:
            say(f"  {other.name}: not known yet")


def _show(own: OwnProfile) -> None:
    for name, title in (PROFILE_TITLES | _OWN_TITLES).items():
        text = own.said.get(name, "nothing yet")
        say(f"{title}: " + ("; ".join(text.splitlines())))
    say(f"One-to-ones a week: {own.a_week}")
    if own.understand or own.silent:
        say()
        say(bold("What they would say that you do"))


def _as_data(own: OwnProfile) -> dict[str, object]:
    return {
        "name": own.name,
        **{name: own.said.get(name, "") for name in PROFILE_TITLES | _OWN_TITLES},
        "one_to_ones_a_week": own.a_week,
        "understand": [
            {"person": one.name, "person_id": public_id(one.person_id), "says": one.text, "on": one.on}
            for one in own.understand
        ],
        "not_yet": [{"person": one.name, "person_id": public_id(one.person_id)} for one in own.silent],
    }
