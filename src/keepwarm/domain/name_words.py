"""Words that stand in names and are no names, and names that stand first though they are the family's."""


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


TITLES = _words("""
dr prof professor mr mrs mister herr frau mme mlle monsieur madame dott dottssa doktor prim priv doz
dipl ing med rer nat phil jur hc univ rev hon capt sgt ir drs sir dame senor sra srta pan pani
""")
"""Before a name."""

TITLES_BEFORE_TWO = _words("""
don dona sr ms miss mx lord lady hr fr m mag father rabbi imam sheikh st col gen lt
""")
"""These are names too (Don, and M. for any given name): titles only where two words or more follow."""

DEGREES = _words("""
phd mba md msc bsc dphil esq cpa cfa pmp llm llb jd dds rn mph edd mpa csm frcp obe mbe cbe dba gphr
sphr
""")
"""After a name."""

DEGREES_AFTER_A_COMMA = DEGREES | _words("""
ma ba bs ms pe do ing dr prof ret inc cissp meng beng ca ii
""")
"""Further ones, which are family names too (Ma, Do) and degrees only where a comma parts them."""

PARTICLES = _words("""
van der den de von zu zur zum la le les du del della delle di da dos das do al el bin ibn bint ben
ter ten te af av y e i vom dela vander vanden vande o mac
""")
"""Between given and family name; one person writes them, leaves them out, or joins them to the name."""

FAMILY_FIRST = _words("""
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie
tang kim lee park choi jung kang cho yoon jang lim nguyen tran le pham hoang phan vu vo dang bui do
nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp
""")
"""Family names that their bearers put first: Chinese, Korean, Vietnamese, Hungarian."""

GENERATIONS = {
    "jr": "2", "jnr": "2", "junior": "2", "ii": "2", "2nd": "2", "filho": "2", "fils": "2",
    "sr": "1", "snr": "1", "senior": "1", "pere": "1",
    "iii": "3", "3rd": "3", "neto": "3", "iv": "4", "4th": "4",
}  # fmt: skip
"""After a name, and which generation of that name it says."""
