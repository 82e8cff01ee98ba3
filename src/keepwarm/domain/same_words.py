"""Words that mean the same when somebody looks for something: a table of lines that the owner can edit.

A line is a row of words with commas between them; a line that begins with # says something to the reader.
"""

from collections.abc import Mapping
from functools import lru_cache

from keepwarm.domain.need_matching import by_stem

USUAL_WORDS = """\
# one line for what means the same, with commas between
lawyer, attorney, solicitor, anwalt, anwältin, jurist, juristin, avocat, avocate
doctor, physician, gp, arzt, ärztin, médecin, docteur
dentist, zahnarzt, zahnärztin, dentiste
vet, veterinary, tierarzt, tierärztin, vétérinaire
teacher, tutor, tuition, lessons, lehrer, lehrerin, unterricht, nachhilfe, professeur, cours
translator, interpreter, translation, übersetzer, übersetzung, dolmetscher, traducteur, traduction, traduit
accountant, bookkeeper, bookkeeping, buchhalter, buchhalterin, buchhaltung, comptable, comptabilité
tax, taxes, steuer, steuern, steuererklärung, impôts
plumber, klempner, installateur, plombier
electrician, elektriker, électricien
carpenter, joiner, cabinetmaker, schreiner, tischler, menuisier
mechanic, garage, werkstatt, mechaniker, mécanicien, garagiste
gardener, gardening, gärtner, jardinier
cleaner, cleaning, putzhilfe, reinigung, ménage
builder, craftsman, handyman, handwerker, bricoleur, artisan
baby, babysitter, babysits, babysitting, nanny, childminder, childcare, kinderbetreuung, tagesmutter, nourrice
child, children, kid, kids, kind, kinder, enfant, enfants
flat, apartment, home, lodging, accommodation, wohnung, unterkunft, logement, appartement
room, zimmer, chambre
house, haus, maison
rent, lease, landlord, renter, renters, tenant, tenancy, miete, mieter, vermieter, loyer, locataire, bail
job, position, vacancy, hiring, work, stelle, arbeit, emploi, poste, travail
internship, placement, trainee, praktikum, praktikant, stage, stagiaire
money, funding, investor, investment, angel, geld, investorin, financement, investisseur
founder, startup, gründer, gründerin, fondateur
website, web, webseite, homepage, internetseite, site
software, developer, programmer, programmierer, entwickler, développeur
computer, laptop, pc, rechner, notebook, ordinateur
car, vehicle, auto, wagen, kombi, voiture
bicycle, bike, fahrrad, vélo
van, lorry, transporter, camionnette
furniture, bookshelf, shelf, möbel, regal, meuble, meubles, étagère
marketing, advertising, pr, werbung, publicité
design, designer, graphic, grafiker, grafik, graphiste
photographer, photos, photography, fotograf, fotos, photographe
writer, author, autor, autorin, écrivain, auteur
publisher, verlag, éditeur
journalist, press, newspaper, zeitung, presse, journal
music, musician, musik, musiker, musique, musicien
cook, cooking, chef, kochen, koch, cuisine, cuisinier
dog, dogs, hund, hunde, chien, chiens
cat, cats, katze, katzen, chat, chats
school, schule, école
university, universität, hochschule, université
english, englisch, anglais
german, deutsch, allemand
french, französisch, français
spanish, spanisch, espagnol
holiday, holidays, vacation, urlaub, ferien, vacances
travel, trip, reise, voyage
moving, umzug, déménagement
repair, repairs, mend, fix, fixes, reparieren, repariert, réparer, réparation
therapist, psychologist, therapeut, therapeutin, psychologe, thérapeute, psychologue
care, carer, pflege, pfleger, pflegerin, soins, aide-soignante
donation, fundraising, spenden, don, dons
speaker, talk, vortrag, rednerin, redner, conférencier
"""
"""What a book begins with: trades, home, work and family, in English, German and French."""


@lru_cache(maxsize=8)
def same_by_stem(table: str) -> Mapping[str, frozenset[str]]:
    """By the stem of each word of the table, the stems of all that mean the same."""
    found: dict[str, frozenset[str]] = {}
    for line in table.splitlines():
        if line.lstrip().startswith("#"):
            continue
        stems = frozenset(one for word in line.split(",") for one in by_stem(word))
        for one in stems:
            found[one] = found.get(one, frozenset()) | stems
    return found
