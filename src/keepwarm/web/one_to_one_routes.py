"""The addresses of one-to-ones, of the other's half of an agenda, and of the profile."""

from keepwarm.web import one_to_one, profile, their_agenda
from keepwarm.web.visits import Handler

Places = tuple[tuple[str, str, Handler], ...]

PAGES: Places = (
    ("/one-to-ones", "one_to_ones", one_to_one.one_to_ones),
    ("/one-to-ones/guide", "one_to_one_guide", one_to_one.guide),
    ("/one-to-one/{one}", "one_to_one", one_to_one.one_to_one),
    ("/one-to-one/{one}/invitation.ics", "one_to_one_invitation", one_to_one.invitation),
    ("/one-to-one/{one}/held", "one_to_one_held", one_to_one.held),
    ("/person/{person}/one-to-one", "plan_with", one_to_one.plan_with),
    ("/profile", "profile", profile.profile),
    ("/profile.txt", "profile_text", profile.profile_text),
    ("/a/{token}", "their_agenda", their_agenda.their_agenda),
)
CHANGES: Places = (
    ("/one-to-ones", "plan_one_to_one", one_to_one.plan_now),
    ("/one-to-one/{one}/step", "step_one_to_one", one_to_one.step),
    ("/one-to-one/{one}/how", "arrange_one_to_one", one_to_one.arrange_it),
    ("/one-to-one/{one}/agenda", "one_to_one_agenda", one_to_one.agenda),
    ("/one-to-one/{one}/page", "one_to_one_page", one_to_one.their_page),
    ("/one-to-one/{one}/sent/{sent}", "one_to_one_sent", one_to_one.sent),
    ("/one-to-one/{one}/held", "one_to_one_held_now", one_to_one.held_now),
    ("/profile", "profile_now", profile.profile_now),
    ("/a/{token}", "leave_their_agenda", their_agenda.leave),
    ("/a/{token}/back", "their_agenda_back", their_agenda.take_back),
)
