"""Words as needs and offers are compared: folded, without endings, and as their trigrams.

One small suffix stemmer for English, German, French and Spanish at once (which serves Italian, Portuguese and
Dutch in part), for a book is written in several and a few
words do not say in which. It takes off the longest ending that leaves enough of the word, then once more, so
that a plural loses its `s` and then its `er`. A stem need not be right, only the same on both sides.
"""

from collections.abc import Iterator
from functools import lru_cache

from keepwarm.domain.text import folded

_SHORTEST_STEM = 4
"""Letters that are left at least of a word that loses an ending of several; of one letter, one fewer."""

_OF_SOME_LANGUAGES = """
    s es ed ing ings er ers or ors ment ments ation ations tion tions ator ators ates ate able ful ly ies
    ist ists ness
    e n en em er ern es ung ungen in innen erin erinnen lich liche lichen isch ische ischen heit keit
    st te ten
    eur eurs euse euses rice rices ateur ateurs atrice iste istes age ages ement ements ant ants ante
    ee ees aire aires ien iens ienne ir ire aux ier iere iers if ive ifs
    a o as os ia ias io ios i cion ciones sion siones ador adora adores adoras dor dora dores doras ero era
    eros eras eria erias ado ada ados adas ando iendo ito ita amente mente idad idades
    zione zioni tore tori trici cao coes eiro eira eiros eiras aria arias ario arios
"""
_ENDINGS = tuple(sorted(_OF_SOME_LANGUAGES.split(), key=lambda one: (-len(one), one)))
"""The endings of these languages, the longest first."""

_TWO_LETTERS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
"""The other way to write ä, ö and ü, which folding makes a, o and u."""

_OF_ANY_WISH = """
    a about after all also an and any are as at be been because before but by can could did do does done
    for from get gets gives give given got had has have he her hers him his how i if in into is it its
    just know knows like likes look looks looking many may me meet more much my need needs next no not
    of off offer offers on one or other our out over own people person please she so some somebody
    someone something than that the their them then there they this those to too up us use very want
    wants was we were what when where which while who whom will with without would you your help helps
    helping good best great new every time day days advice tips recommend recommendation free
    aber alle als am an auch auf aus bei bin bis da dann das dass dem den denn der des die dies diese
    dieser doch du durch ein eine einem einen einer eines er es etwas fur gegen gern gerne gibt gut gute
    guten guter hat haben hilfe hilft ich ihm ihn ihr ihre im immer in ins ist jede jeden jeder jemand
    jemanden kann kein keine kennt kennen konnen leute man mehr mein meine meinen mit nach neue neuen
    nicht noch nur ob oder ohne rat sein seine seinen sich sie sind sucht suche sucht um und uns unser
    unter viel viele vom von vor was wenn wer wie will wir wird zu zum zur zeit
    a au aux avec bien bon bonne bons ce ces cet cette chez comme conseil conseils dans de des donne
    donner du elle elles en entre est et eux fait faire il ils je l la le les leur leurs lui ma mais me
    mes moi mon ne nos notre nous on ont ou par pas peut plus pour pres qu que quelqu quelque quelques
    qui sa sans se ses si son sont sur ta te tes toi ton tous tout toute toutes tres tu un une vos votre
    vous y aide aider cherche connait d c s n m t besoin
    al algo alguien alguna alguno algun ayuda buen buena buenas bueno buenos busca buscan busco como con
    conoce conozco cuando del desde doy el ella ellos era es esta este estan este gran hace hacer las lo los
    mas mi mis muy necesita necesitan necesito nuestro nuevo nueva ofrece ofrezco para pero persona personas
    por porque puede pueden que quien quiere quieren quiero sabe se ser si sobre su sus tambien tener tengo
    tiene tienen toda todo todos una unas uno unos
    aiuto buona buono cerca cerco che chi conosce cosa da dal dalla dei della delle di due e gli ha il lei
    molto nel nella nostro per piu puo qualcuno quello questo sono suo sua suoi uno vuole
    alguem aquele boa bom com conhece dela dele dos em ele ja meu minha muito na nas no nossa nosso numa
    ou pelo pessoa procura procuro quem quer sao seu sem tem uma voce
    aan alleen alles bij dat deze die dit een en geeft goed goede haar heb heeft het hij hun iemand ik
    kan kent maar meer mij mijn naar niet nog om onze ook op over te uit veel voor waar wat weet wie wij
    willen zich zijn zoek zoekt zij
"""
_SAYS_NOTHING = frozenset(_OF_ANY_WISH.split())
"""Words in which any two texts meet, and those of every wish: somebody, good, sucht, cherche."""


def telling(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that say what it is about, each with its stem, in their order."""
    for word in folded(text).replace("@", " ").split():
        if word not in _SAYS_NOTHING and (len(word) > 1 or not word.isascii()):
            yield word, stem(word)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A folded word without its endings."""
    for written, letter in _TWO_LETTERS:
        word = word.replace(written, letter)
    shorter = _shortened(_shortened(word))
    if len(shorter) > _SHORTEST_STEM - 1 and shorter[-1] == shorter[-2] and not shorter[-1].isdigit():
        shorter = shorter[:-1]
    return shorter


def _shortened(word: str) -> str:
    for ending in _ENDINGS:
        least = _SHORTEST_STEM if len(ending) > 1 else _SHORTEST_STEM - 1
        if len(word) - len(ending) >= least and word.endswith(ending):
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def trigrams(word: str) -> frozenset[str]:
    """Each three neighbouring letters of a word, its beginning counting more than its end."""
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def likeness(one: str, other: str) -> float:
    """How many of their trigrams two words share, 0 to 1 (Dice's coefficient)."""
    left, right = trigrams(one), trigrams(other)
    return 2.0 * len(left & right) / (len(left) + len(right))
