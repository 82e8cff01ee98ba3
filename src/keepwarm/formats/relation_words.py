"""The words by which address books say what one person is to another, in the languages they write."""

import re
from functools import lru_cache

from keepwarm.domain.details import RelationKind
from keepwarm.domain.text import folded

_WORDS = {
    RelationKind.SPOUSE: """
        spouse husband wife
        Ehepartner Ehepartnerin Ehepartner:in Ehegatte Ehegattin Ehemann Ehefrau Gatte Gattin
        conjoint conjointe époux épouse mari
        cónyuge esposo esposa marido cônjuge coniuge marito moglie
        echtgenoot echtgenote man vrouw maka make fru hustru małżonek małżonka mąż żona
        配偶者 夫 妻 配偶 丈夫 妻子
    """,
    RelationKind.PARTNER: """
        partner domestic_partner life_partner girlfriend boyfriend fiance fiancee sweetheart date
        Lebenspartner Lebenspartnerin Lebenspartner:in Lebensgefährte Lebensgefährtin Partnerin Partner:in
        Verlobter Verlobte
        partenaire partenaire_domestique compagnon compagne concubin concubine
        fiancé fiancée petit_ami petite_amie
        pareja pareja_de_hecho novio novia parceiro parceira companheiro companheira namorado namorada
        convivente compagno compagna fidanzato fidanzata levenspartner
        sambo särbo flickvän pojkvän partnerka narzeczony narzeczona パートナー 同棲相手 伴侣 伴侶
    """,
    RelationKind.PARENT: """
        parent mother father mom mum dad stepmother stepfather stepparent
        Elternteil Eltern Mutter Vater Stiefmutter Stiefvater
        parents mère père
        padre madre progenitor progenitora padres mãe pai pais genitore mamma papà
        ouder moeder vader stiefmoeder stiefvader förälder mor mamma far pappa rodzic matka ojciec
        親 母 父 母親 父親 父母 母亲 父亲
    """,
    RelationKind.CHILD: """
        child children kid son daughter stepson stepdaughter stepchild
        Kind Kinder Sohn Tochter Stiefsohn Stieftochter enfant enfants fils fille
        hijo hija hijos filho filha filhos figlio figlia figli
        kinderen zoon dochter barn dotter dziecko dzieci syn córka 子 子供 子ども 息子 娘 孩子 子女 儿子 女儿
    """,
    RelationKind.SIBLING: """
        sibling brother sister younger_brother younger_sister elder_brother elder_sister
        youngest_brother youngest_sister eldest_brother eldest_sister half_brother half_sister
        Bruder Schwester Geschwister frère sœur soeur hermano hermana irmão irmã fratello sorella
        broer broeder zus zuster bror broder syster syskon brat siostra rodzeństwo
        兄弟 姉妹 兄 弟 姉 妹 兄弟姉妹 哥哥 弟弟 姐姐 妹妹
    """,
    RelationKind.RELATIVE: """
        relative kin family cousin aunt uncle niece nephew grandparent
        Verwandter Verwandte Verwandte:r Verwandtschaft Familie Onkel Tante Neffe Nichte
        Großmutter Großvater Oma Opa Enkel Enkelin Schwager Schwägerin
        membre_de_la_famille parenté proche oncle tante neveu nièce cousine
        grand-mère grand-père belle-mère beau-père belle-sœur beau-frère
        pariente familiar tío tía sobrino sobrina primo prima abuelo abuela
        parente tio tia sobrinho sobrinha avô avó zio zia nipote cugino cugina nonno nonna
        familielid familie oom neef nicht släkting farmor farfar mormor morfar
        krewny krewna rodzina ciotka wujek babcia dziadek 親戚 親族 家族 亲戚 親屬
    """,
    RelationKind.FRIEND: """
        friend best_friend Freund Freundin Freund:in ami amie amigo amiga amico amica
        vriend vriendin vän väninna przyjaciel przyjaciółka 友人 友達 朋友
    """,
    RelationKind.COLLEAGUE: """
        colleague coworker Kollege Kollegin Kollege:in Arbeitskollege Arbeitskollegin
        collègue colega compañero_de_trabajo compañera_de_trabajo collega
        kollega arbetskamrat współpracownik współpracowniczka kolega_z_pracy 同僚 同事
    """,
    RelationKind.MANAGER: """
        manager boss supervisor managers_name Vorgesetzter Vorgesetzte Vorgesetzte:r Chef Chefin Manager:in
        responsable supérieur gerente jefe jefa chefe gestor responsabile capo
        leidinggevende baas chefen menedżer kierownik przełożony マネージャー 上司 经理 經理
    """,
    RelationKind.REPORT: "report direct_report subordinate Mitarbeiter Mitarbeiterin 部下",
    RelationKind.ASSISTANT: """
        assistant secretary assistants_name Assistent Assistentin Assistent:in Sekretär Sekretärin
        assistante secrétaire asistente asistenta ayudante assistente
        secretaresse assistenten asystent asystentka アシスタント 秘書 助理
    """,
    RelationKind.INTRODUCED_BY: """
        referred_by introduced_by referrer Empfohlen_von Vorgestellt_von
        recommandé_par recommandée_par présenté_par
        recomendado_por recomendada_por referido_por indicado_por apresentado_por
        segnalato_da raccomandato_da presentato_da consigliato_da
        doorverwezen_door verwezen_door aanbevolen_door hänvisad_av rekommenderad_av
        polecony_przez polecona_przez 紹介者 推荐人 介紹人
    """,
    RelationKind.INTRODUCED: "introduced referred",
}
"""The words for each kind, parted by spaces; `_` stands for a space within one."""

_FURTHER_KIN = re.compile(
    r"(great)*grand(mother|father|parent|son|daughter|child|aunt|uncle|niece|nephew|ma|pa).*"
    r"|(aunt|uncle|cousin|niece|nephew).*"
    r"|(mother|father|parents?|brother|sister|sibling|son|daughter|child)inlaw.*"
)
"""Apple has some hundred words for relatives, such as `AuntFathersElderSister`, in English in every card."""


def relation_kind(label: str) -> RelationKind:
    """What the other is to the person, by the source's word for it; OTHER for a word that is not known.

    `Spouse`, `* Spouse`, Apple's `_$!<Spouse>!$_` and the types of RFC 6350, 6.6.6 are read alike.
    """
    word = _key(label)
    if kind := _KINDS.get(word):
        return kind
    return RelationKind.RELATIVE if _FURTHER_KIN.fullmatch(word) else RelationKind.OTHER


def says_all(kind: RelationKind, label: str) -> bool:
    """Whether the kind is all that the source's word says, as it is of `Spouse` and not of `Mother`."""
    return _key(label) in ("", _key(kind.value))


@lru_cache(maxsize=4096)
def _key(label: str) -> str:
    return folded(label).replace(" ", "")


_KINDS = {_key(word.replace("_", " ")): kind for kind, words in _WORDS.items() for word in words.split()}
