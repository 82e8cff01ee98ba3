"""What is understood of a talk that is told in a sentence or two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.people import Side
from keepwarm.domain.talk import Talk
from keepwarm.translations.talk_grammar import read_talk

SUNDAY = date(2026, 11, 22)


def understood(talk: Talk) -> str:
    """The pieces in one line, in a fixed order; days as so many from today."""

    def day(on: date | None, joint: str = " by ") -> str:
        return "" if on is None else f"{joint}{(on - SUNDAY).days:+d}"

    pieces = []
    for name, piece in (("who", talk.who), ("", talk.channel), ("", talk.direction)):
        pieces += [f"{name} {piece.value}".strip()] if piece else []
    pieces[1:1] = [f"and {one.value}" for one in talk.others]
    pieces += [f"{talk.minutes.value}m"] if talk.minutes else []
    pieces += [f"on{day(talk.on.value, '')}"] if talk.on else []
    pieces += [f"at {talk.at.value:%H:%M}"] if talk.at else []
    pieces += [f"me {talk.my_share.value}"] if talk.my_share else []
    for fact in talk.facts:
        private = "!" if fact.value.sensitive else ""
        pieces.append(f"{fact.value.kind}{private}: {fact.value.text}")
    for promise in talk.promises:
        who = "I" if promise.value.side is Side.MINE else "they"
        pieces.append(f"{who} promised: {promise.value.text}{day(promise.value.due_on)}")
    if talk.next_step:
        step = talk.next_step.value
        by = f" ({step.channel})" if step.channel else ""
        pieces.append(f"next{by}: {step.text}{day(step.due_on, ' on ')}")
    for favour in talk.favours:
        giver = "I" if favour.value.side is Side.MINE else "they"
        pieces.append(f"{giver} give {favour.value.state}: {favour.value.text}")
    for one in (piece.value for piece in talk.preferences):
        hours = f" {one.hours}" if one.hours else ""
        pieces.append(f"{'never' if one.never else 'likes'} {one.channel}{hours}")
    return "; ".join(pieces)


EVENTS = [
    ("called A. 20 min", "who A.; call; mutual; 20m"),
    ("called Ada for half an hour", "who Ada; call; mutual; 30m"),
    ("rang Ada Lovelace yesterday", "who Ada Lovelace; call; mutual; on-1"),
    ("phoned her about the boat", "call; mutual"),
    ("spoke to Ada on the phone, 45 minutes", "who Ada; call; mutual; 45m"),
    ("Ada called me this morning", "who Ada; call; mutual; on+0"),
    ("she called me, an hour and a half", "call; mutual; 90m"),
    ("got a call from Ada", "who Ada; call; mutual"),
    ("missed a call from Ada", "who Ada; call; in"),
    ("called Ada, no answer", "who Ada; call; out"),
    ("called Ada and left a message", "who Ada; call; out"),
    ("tried to call him but he didn't pick up", "call; out"),
    ("she left me a voicemail", "call; in"),
    ("texted Ada", "who Ada; text; out"),
    ("Ada texted", "who Ada; text; in"),
    ("got a text from her last night", "text; in; on-1"),
    ("we texted back and forth", "text; mutual"),
    ("wrote to Ada", "who Ada; email; out"),
    ("e-mailed Dr. Lovelace on friday", "who Dr. Lovelace; email; out; on-2"),
    ("emailed her 3 days ago", "email; out; on-3"),
    ("he wrote", "email; in"),
    ("she emailed me back", "email; in"),
    ("had an email from Ada on monday", "who Ada; email; in; on-6"),
    ("met Ada", "who Ada; in-person; mutual"),
    ("met with Ada Lovelace at the fair last tuesday", "who Ada Lovelace; in-person; mutual; on-5"),
    ("ran into Ada at the station", "who Ada; in-person; mutual"),
    ("saw Ada on 5 november", "who Ada; in-person; mutual; on-17"),
    ("had coffee with Ada", "who Ada; in-person; mutual"),
    ("coffee with Ada, 1h 15", "who Ada; in-person; mutual; 75m"),
    ("lunch with her yesterday, two hours", "in-person; mutual; 120m; on-1"),
    ("Ada came over for dinner", "who Ada; in-person; mutual"),
    ("went for a walk with Ada, 50 min", "who Ada; in-person; mutual; 50m"),
    ("video call with Ada, 1 hour", "who Ada; video; mutual; 60m"),
    ("zoomed with Ada", "who Ada; video; mutual"),
    ("talked to Ada on zoom, forty five minutes", "who Ada; video; mutual; 45m"),
    ("teams meeting with Ada, 1.5 hours", "who Ada; video; mutual; 90m"),
    ("facetimed Ada three quarters of an hour", "who Ada; video; mutual; 45m"),
    ("whatsapped Ada", "who Ada; chat; out"),
    ("sent Ada a whatsapp", "who Ada; chat; out"),
    ("chatted with Ada on signal", "who Ada; chat; mutual"),
    ("got a telegram message from Ada", "who Ada; chat; in"),
    ("she messaged me on whatsapp", "chat; in"),
    ("DM'd Ada on LinkedIn", "who Ada; social; out"),
    ("messaged Ada on linkedin two days ago", "who Ada; social; out; on-2"),
    ("posted a letter to Ada", "who Ada; post; out"),
    ("sent her a postcard", "post; out"),
    ("got a letter from Ada", "who Ada; post; in"),
    ("talked with Ada for an hour", "who Ada; mutual; 60m"),
    ("20 min call", "call; mutual; 20m"),
    ("short phone call, 5 minutes", "call; mutual; 5m"),
    ("quick call with Ada at 3.30", "who Ada; call; mutual; at 15:30"),
    ("called Ada at 8am", "who Ada; call; mutual; at 08:00"),
    ("heard from Ada", "who Ada; in"),
    ("Called Ada the day before yesterday", "who Ada; call; mutual; on-2"),
    ("met Ada a week ago", "who Ada; in-person; mutual; on-7"),
    ("met Ada on 2026-11-20", "who Ada; in-person; mutual; on-2"),
    ("called Ada, she talked most of the time", "who Ada; call; mutual; me 25"),
    ("called Ada, mostly me", "who Ada; call; mutual; me 75"),
    ("called Ada 10 min, I did most of the talking", "who Ada; call; mutual; 10m; me 75"),
    ("met Ada, half and half", "who Ada; in-person; mutual; me 50"),
    ("I mostly listened", "me 25"),
    ("great chat about nothing much", ""),
    ("dinner with Quang Vo and Seoyeon Yoon", "who Quang Vo; and Seoyeon Yoon; in-person; mutual"),
    (
        "lunch with Ada, Grace Hopper and Tom",
        "who Ada; and Grace Hopper; and Tom; in-person; mutual",
    ),
    (
        "met Ada, Bob, and Cem yesterday, talked about figs",
        "who Ada; and Bob; and Cem; in-person; mutual; on-1",
    ),
    ("called Ada, Bob and Cem are coming", "who Ada; call; mutual"),
    ("called Ada, Grace and I will meet on Friday", "who Ada; call; mutual; next (in-person): meet on +5"),
    (
        "met Ada & Bob and Grace Hopper yesterday",
        "who Ada; and Bob; and Grace Hopper; in-person; mutual; on-1",
    ),
    ("lunch with ada and bob on 5 november", "who ada; and bob; in-person; mutual; on-17"),
    ("called Ada and talked about Bob", "who Ada; call; mutual"),
    ("called Ada and Bob was there too", "who Ada; call; mutual"),
    ("she is well", ""),
    ("", ""),
]
PROMISES = [
    ("promised her the mechanic by Friday", "I promised: the mechanic by +5"),
    ("promised to introduce her to Bob", "I promised: introduce her to Bob"),
    ("I promised her a call by tuesday", "I promised: a call by +2"),
    ("I'll send her the report tomorrow", "I promised: send her the report by +1"),
    ("I will look up the address", "I promised: look up the address"),
    ("I'm going to find her a plumber", "I promised: find her a plumber"),
    ("I owe him a coffee", "I promised: a coffee"),
    ("told her I would ask my sister by next week", "I promised: ask my sister by +7"),
    ("told him I'd send the slides", "I promised: send the slides"),
    ("I said I'd bring the book on monday", "I promised: bring the book by +1"),
    ("need to send her the contract until tuesday", "I promised: send her the contract by +2"),
    ("she'll send me the slides next week", "they promised: send me the slides by +7"),
    ("he will introduce me to his boss", "they promised: introduce me to his boss"),
    ("he promised me an intro by 3 december", "they promised: an intro by +11"),
    ("she promised to call the bank", "they promised: call the bank"),
    ("she is going to send her address", "they promised: send her address"),
    ("she said she'd ask around", "they promised: ask around"),
    ("he owes me an answer", "they promised: an answer"),
    ("Ada will send the draft in 2 weeks", "who Ada; they promised: send the draft by +14"),
    ("next: lunch on 3 december", "next (in-person): lunch on +11"),
    ("next step call her on friday", "next (call): call her on +5"),
    ("call again in 2 weeks", "next (call): call again on +14"),
    ("let's talk on monday", "next: talk on +1"),
    ("we'll meet on 3 december", "next (in-person): meet on +11"),
    ("meeting again next week", "next (in-person): meeting again on +7"),
    ("meet for coffee tomorrow", "next (in-person): meet for coffee on +1"),
    ("next time ask about the boat", "next: ask about the boat"),
    ("follow up in a month", "next: follow up on +30"),
    ("I'll call her back on thursday", "next (call): call her back on +4"),
    ("we're having lunch next friday", "next (in-person): having lunch on +5"),
    (
        "lunch with Ada Lovelace on friday",
        "who Ada Lovelace; next (in-person): lunch with Ada Lovelace on +5",
    ),
    ("called Ada, no answer, try again monday evening", "who Ada; call; out; next: try again on +1"),
    ("called Ada no answer try again on tuesday", "who Ada; call; out; next: try again on +2"),
    ("called Ada, no answer, I'll try her again in 2 days", "who Ada; call; out; next: try her again on +2"),
    ("called, zoom on wednesday", "call; mutual; next (video): zoom on +3"),
]
FAVOURS = [
    ("gave her the number of a plumber", "I give done: the number of a plumber"),
    ("introduced her to Bob", "I give done: introduced her to Bob"),
    ("sent him the article", "I give done: the article"),
    ("recommended a dentist to her", "I give done: recommended a dentist to her"),
    ("helped him with his CV", "I give done: helped him with his CV"),
    ("offered to read her draft", "I give offered: read her draft"),
    ("asked her for an introduction to Siemens", "they give wanted: an introduction to Siemens"),
    ("asked if he could look at my CV", "they give wanted: look at my CV"),
    ("asked him to put in a word", "they give wanted: put in a word"),
    ("she gave me the number of her lawyer", "they give done: the number of her lawyer"),
    ("he helped me with the move", "they give done: helped me with the move"),
    ("she introduced me to Carla", "they give done: introduced me to Carla"),
    ("he offered to lend me his van", "they give offered: lend me his van"),
    ("she asked me for a recommendation", "I give wanted: a recommendation"),
    ("he asked if I could look at his plan", "I give wanted: look at his plan"),
]
PREFERENCES = [
    ("prefers texts", "likes text"),
    ("she prefers e-mail", "likes email"),
    ("better by email", "likes email"),
    ("best to call her", "likes call"),
    ("never by phone", "never call"),
    ("never call her", "never call"),
    ("please don't email me", "never email"),
    ("she hates phone calls", "never call"),
    ("don't ring before ten", "likes call 10:00-24:00"),
    ("she would rather have whatsapp than email", "likes chat"),
    ("reach him on signal", "likes chat"),
    ("he likes to be called after 6pm", "likes call 18:00-24:00"),
]
FACTS = [
    ("she's moving to Lisbon", "goals: moving to Lisbon"),
    ("her sister is moving to Lisbon", "family: her sister is moving to Lisbon"),
    ("moving to Lisbon for a new job", "occupation: moving to Lisbon for a new job"),
    ("she moved to Lisbon in May", "interests: moved to Lisbon in May"),
    ("he lives in Porto", "interests: lives in Porto"),
    ("her mother lives in Porto", "family: her mother lives in Porto"),
    ("he got married in May", "family: got married in May"),
    ("she has two daughters", "family!: has two daughters"),
    ("he started at Siemens", "occupation: started at Siemens"),
    ("new job at Siemens", "occupation: new job at Siemens"),
    ("she works for the city now", "occupation: works for the city now"),
    ("he plays the cello", "recreation: plays the cello"),
    ("she keeps bees", "recreation: keeps bees"),
    ("wants to open a bakery", "goals: wants to open a bakery"),
    ("she is looking for a flat", "goals: looking for a flat"),
    ("he won the regional prize", "accomplishments: won the regional prize"),
    ("she speaks Portuguese", "skills: speaks Portuguese"),
    ("he is on the board of the rowing club", "networks: on the board of the rowing club"),
    ("she cares about clean rivers", "motivation: cares about clean rivers"),
    ("he loves old maps", "likes: loves old maps"),
    ("she can't stand small talk", "dislikes: can't stand small talk"),
    ("he is interested in tidal power", "interests: interested in tidal power"),
    ("she is reading Pessoa", "interests: reading Pessoa"),
    ("he has cancer", "interests!: has cancer"),
    ("she goes to church on Sundays", "interests!: goes to church on Sundays"),
    ("he votes green", "interests!: votes green"),
    ("turns out she likes chess", "likes: likes chess"),
    ("told me that her brother is a pilot", "family: her brother is a pilot"),
    ("she said she's moving house", "goals: moving house"),
    ("Ada is learning Greek", "who Ada; interests: learning Greek"),
]
WHOLE = [
    (
        "called A. 20 min, she's moving to Lisbon, promised her the mechanic by Friday",
        "who A.; call; mutual; 20m; goals: moving to Lisbon; I promised: the mechanic by +5",
    ),
    (
        "called ada twenty minutes she is moving to lisbon promised her the mechanic by friday",
        "who ada; call; mutual; 20m; goals: moving to lisbon; I promised: the mechanic by +5",
    ),
    (
        "Lunch with Ada yesterday. She keeps bees and she'll send me honey by friday. Next: coffee on 3 dec.",
        "who Ada; in-person; mutual; on-1; recreation: keeps bees; they promised: send me honey by +5; "
        "next (in-person): coffee on +11",
    ),
    (
        "texted her the address, I'll call on monday",
        "text; out; next (call): call on +1",
    ),
    (
        "met Ada and Bob at the fair; gave Ada the number of the printer; prefers email",
        "who Ada; and Bob; in-person; mutual; I give done: the number of the printer; likes email",
    ),
    (
        "zoom with ada half an hour mostly her she wants to open a bakery call again in two weeks",
        "who ada; video; mutual; 30m; me 25; goals: wants to open a bakery; next (call): call again on +14",
    ),
    (
        "20 min call, promised to send the slides and the budget by tuesday, never by phone before ten",
        "call; mutual; 20m; I promised: send the slides and the budget by +2; likes call 10:00-24:00",
    ),
    (
        "He wrote: looking for a designer\nI'll ask Carla tomorrow",
        "email; in; goals: looking for a designer; I promised: ask Carla by +1",
    ),
    (
        "Called Ada at 3.30, Dr. Hopper is her boss. She got promoted!",
        "who Ada; call; mutual; at 15:30; occupation: Dr. Hopper is her boss; occupation: got promoted",
    ),
]

HEARD_LATER = [
    (
        "rang Tom, 15 mins, he's off to Japan in spring",
        "who Tom; call; mutual; 15m; recreation: off to Japan in spring",
    ),
    (
        "quick coffee with Maria this afternoon. She's starting a podcast.",
        "who Maria; in-person; mutual; on+0; interests: starting a podcast",
    ),
    (
        "Bumped into Jonas at the market, his mother is visiting",
        "who Jonas; in-person; mutual; family: his mother is visiting",
    ),
    ("Left Priya a voicemail", "who Priya; call; out"),
    ("whatsapped Ben yesterday about the boat", "who Ben; chat; out; on-1"),
    (
        "had a zoom with Lena, 40 minutes, I'll send her the template on tuesday",
        "who Lena; video; mutual; 40m; I promised: send her the template by +2",
    ),
    (
        "Emailed Karl the day before yesterday, asked him for feedback on my talk",
        "who Karl; email; out; on-2; they give wanted: feedback on my talk",
    ),
    (
        "lunch with Nora, an hour and a quarter, she got a new job at the museum",
        "who Nora; in-person; mutual; 75m; occupation: got a new job at the museum",
    ),
    ("Omar called, he needs a translator", "who Omar; call; mutual; goals: needs a translator"),
    ("promised Ines the recipe by sunday", "I promised: the recipe by +7"),
    ("told Ines I'd look for the photos", "I promised: look for the photos"),
    (
        "he's going to introduce me to the head of design next week",
        "they promised: introduce me to the head of design by +7",
    ),
    ("she'll get back to me by wednesday", "they promised: get back to me by +3"),
    ("catch up again in three weeks", "next: catch up again on +21"),
    ("next: walk in the park on saturday", "next (in-person): walk in the park on +6"),
    ("let's have dinner next month", "next (in-person): have dinner on +30"),
    ("I'll ring him on friday", "next (call): ring him on +5"),
    ("lent her my tent", "I give done: my tent"),
    ("connected him with my accountant", "I give done: connected him with my accountant"),
    ("she lent me her car", "they give done: her car"),
    ("asked if she'd read my draft", "they give wanted: read my draft"),
    ("he wants me to recommend a school", "I give wanted: recommend a school"),
    ("offered her a lift", "I give offered: a lift"),
    ("prefers to be texted", "likes text"),
    ("hates voice messages", "dislikes: hates voice messages"),
    ("easiest by signal", "likes chat"),
    ("no calls please", "never call"),
    ("don't call after eight", "likes call 00:00-20:00"),
    ("he studies marine biology", "interests: studies marine biology"),
    ("her sister opened a café", "family: her sister opened a café"),
    ("they bought a house in Braga", "interests: bought a house in Braga"),
    ("training for the Berlin marathon", "goals: training for the Berlin marathon"),
    ("she's recovering from surgery", "interests!: recovering from surgery"),
    ("he is fluent in Turkish", "skills: fluent in Turkish"),
    ("their company just raised money", "accomplishments: their company just raised money"),
    (
        "spoke with Rosa for ten minutes, mostly me, she loves jazz",
        "who Rosa; mutual; 10m; me 75; likes: loves jazz",
    ),
    (
        "met Yusuf last Thursday at the fair he works for the port authority and wants to learn sailing",
        "who Yusuf; in-person; mutual; on-3; occupation: works for the port authority; "
        "goals: wants to learn sailing",
    ),
    (
        "called mum forty minutes she is planning a trip to norway i will send her the guide book by monday",
        "who mum; call; mutual; 40m; goals: planning a trip to norway; "
        "I promised: send her the guide book by +1",
    ),
    (
        "Got an email from Petra: her band plays on 5 December, I'll come along",
        "who Petra; email; in; recreation: her band plays on 5 December; I promised: come along",
    ),
    (
        "Video call with Sam and Lee, 1h20. Sam will share the deck tomorrow. Next: review it on thursday",
        "who Sam; and Lee; video; mutual; 80m; they promised: share the deck by +1; next: review it on +4",
    ),
    (
        "phoned Dad half an hour ago, 10 minutes, he's selling the boat",
        "who Dad; call; mutual; 10m; interests: selling the boat",
    ),
    (
        "Had breakfast with Chiara on Tuesday. She joined a startup.",
        "who Chiara; in-person; mutual; on-5; occupation: joined a startup",
    ),
    ("text from Leo: he's in town next week", "who Leo; text; in; interests: in town next week"),
    (
        "skyped with Mei 25 minutes, she's learning the harp",
        "who Mei; video; mutual; 25m; interests: learning the harp",
    ),
    ("rang Paula twice, no reply", "who Paula; call; out"),
    ("sent Hugo the report", "I give done: the report"),
    ("sent Hugo an email about the flat", "who Hugo; email; out"),
    (
        "I'll introduce her to Tim by the end of november",
        "I promised: introduce her to Tim by the end of november",
    ),
    ("Finn said he'd send his CV by thursday", "they promised: send his CV by +4"),
    ("we agreed to meet on 10 december at the library", "next (in-person): meet at the library on +18"),
    ("speak again next friday", "next: speak again on +5"),
    ("gave Zoe my spare keys", "I give done: my spare keys"),
    ("she recommended a good dentist", "they give done: recommended a good dentist"),
    ("asked Tim to review my budget", "they give wanted: review my budget"),
    ("he asked whether I know a good plumber", "I give wanted: a good plumber"),
    ("likes to be reached by whatsapp", "likes chat"),
    ("please don't phone", "never call"),
    ("better to text him", "likes text"),
    ("her husband plays the trumpet", "family: her husband plays the trumpet"),
    ("he is allergic to nuts", "interests!: allergic to nuts"),
]


@pytest.mark.parametrize(
    ("words", "pieces"),
    [*EVENTS, *PROMISES, *FAVOURS, *PREFERENCES, *FACTS, *WHOLE, *HEARD_LATER],
    ids=lambda one: one,
)
def test_what_is_told_is_understood(words: str, pieces: str) -> None:
    assert understood(read_talk(words, SUNDAY)) == pieces


@given(st.text(max_size=80))
def test_any_words_are_read_and_every_character_is_in_a_piece_or_in_the_rest(words: str) -> None:
    assert_nothing_is_lost(read_talk(words, SUNDAY), words)


SPOKEN = [text for text, _ in (*EVENTS, *PROMISES, *FAVOURS, *PREFERENCES, *FACTS, *WHOLE, *HEARD_LATER)]


@given(st.lists(st.sampled_from(SPOKEN), max_size=6), st.sampled_from([" ", ", ", ". ", "\n", " and "]))
def test_nothing_is_lost_of_what_is_told_in_any_order(told: list[str], joint: str) -> None:
    words = joint.join(told)
    assert_nothing_is_lost(read_talk(words, SUNDAY), words)


def assert_nothing_is_lost(talk: Talk, words: str) -> None:
    """Each word stands in a piece or in the rest, and the words are whole."""
    assert talk.words == words
    covered = "".join(words[span.start : span.end] + " " for span in talk.spans)
    for word in words.split():
        assert word.strip(_MARKS) in covered + talk.rest


_MARKS = ",;.!?:-–—"


def test_next_tuesday_told_on_a_monday_is_not_tomorrow() -> None:
    told = read_talk("promised her the book by next tuesday", date(2026, 11, 23))
    assert told.promises[0].value.due_on == date(2026, 12, 1)
