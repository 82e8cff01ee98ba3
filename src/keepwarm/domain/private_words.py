"""Which words touch what is private: health, faith, politics, children, whom somebody loves.

What is not marked as private may be so all the same; nothing that has such a word is put into the owner's
mouth. Rather too often than once.
"""

import re

_PRIVATE = (
    # health
    r"ill|unwell|ailing|dying|hospice|funeral|bereave\w*|griev\w+"
    r"|sick\w*|illness|cancer|tumou?r|hospital\w*|surgery|operation|operated|depress\w*"
    r"|diagnos\w*|disease|therap\w+"
    r"|pregnan\w*|disab\w+|diabet\w*|burn-?out|burnt out|allerg\w*|stroke|heart attack"
    r"|miscarriage|medication|rehab|alcohol\w*"
    r"|addict\w*|anxi\w+|autis\w*|adhd|dementia|alzheimer\w*|chemo\w*|treatment|injur\w+"
    r"|asthma|ivf|covid|suicid\w*|sober"
    # religion
    r"|church|mosque|synagogue|temple|muslim\w*|islam\w*|christian\w*|catholic\w*"
    r"|protestant\w*|jew|jewish|hindu\w*|buddhis\w*"
    r"|relig\w+|pray\w*|bapti[sz]\w*|atheis\w*|faith|bible|quran|ramadan|evangelical|mormon\w*|sikh\w*"
    # politics and unions
    r"|vot(?:e|es|ed|ing)|democrats?|republicans?|labour party|conservatives?|tory|tories"
    r"|socialis\w*|communis\w*|politic\w*"
    r"|elections?|green party|party member|trade union|union member|left-wing|right-wing|activis\w*"
    # children
    r"|kids?|child|children|sons?|daughters?|baby|babies|twins|toddlers?|teenagers?"
    r"|newborn|grand(?:son|daughter|child|children)s?"
    # whom they love, where they come from, what they did
    r"|gay|lesbian|bisexual|trans|transgender|queer|coming out|came out|affair|refugee"
    r"|asylum|prison|arrested|convicted|criminal"
    r"|divorc\w*|miscarried|debts?|bankrupt\w*"
)
_WORDS = re.compile(rf"(?<![\w'])(?:{_PRIVATE})(?![\w])")


def sounds_private(text: str) -> bool:
    """Whether a text has a word of what is private."""
    return _WORDS.search(text.lower().replace("\u2019", "'")) is not None
