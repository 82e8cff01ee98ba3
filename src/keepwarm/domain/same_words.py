"""Words that mean the same when somebody looks for something: a table of lines that the owner can edit.

A line is a row of words with commas between them; a line that begins with # says something to the reader.
"""

from collections.abc import Mapping
from functools import lru_cache

from keepwarm.domain.need_matching import by_stem

USUAL_WORDS = """\
# one line for what means the same, with commas between
lawyer, attorney, solicitor, anwalt, anwältin, jurist, juristin, avocat, avocate, abogado, abogada
doctor, physician, gp, arzt, ärztin, médecin, docteur, médico, médica
dentist, zahnarzt, zahnärztin, dentiste, dentista
vet, veterinary, tierarzt, tierärztin, vétérinaire, veterinario, veterinaria
teacher, tutor, tuition, lessons, lehrer, lehrerin, unterricht, nachhilfe, professeur, cours, profesor, clases
translator, interpreter, translation, übersetzer, übersetzung, dolmetscher, traducteur, traduction, traduit
translator, translation, übersetzer, traduction, traduce, intérprete
accountant, bookkeeper, bookkeeping, buchhalter, buchhaltung, comptable, comptabilité, contable, contabilidad
tax, taxes, steuer, steuern, steuererklärung, impôts, impuestos
plumber, klempner, installateur, plombier, fontanero
electrician, elektriker, électricien, electricista
carpenter, joiner, cabinetmaker, schreiner, tischler, menuisier, carpintero, carpintería
mechanic, garage, werkstatt, mechaniker, mécanicien, garagiste, mecánico, taller
gardener, gardening, gärtner, jardinier, jardinero
cleaner, cleaning, putzhilfe, reinigung, ménage, limpieza
builder, craftsman, handyman, handwerker, bricoleur, artisan, albañil, manitas
baby, babysitter, babysits, babysitting, nanny, childminder, childcare, kinderbetreuung, tagesmutter, nourrice
babysitter, nanny, niñera, canguro
child, children, kid, kids, kind, kinder, enfant, enfants, niño, niña, niños, hijo, hija, hijos
flat, apartment, home, lodging, accommodation, wohnung, unterkunft, logement, appartement, piso, vivienda
room, zimmer, chambre, habitación, cuarto
house, haus, maison, casa
rent, lease, landlord, renter, renters, tenant, tenancy, miete, mieter, vermieter, loyer, locataire, bail
rent, tenant, miete, mieter, loyer, alquiler, alquila, inquilino
job, position, vacancy, hiring, work, stelle, arbeit, emploi, poste, travail, empleo, trabajo, puesto
internship, placement, trainee, praktikum, praktikant, stage, stagiaire, prácticas, becario
money, funding, investor, investment, angel, geld, investorin, financement, investisseur, dinero, inversor
founder, startup, gründer, gründerin, fondateur, fundador, fundadora
website, web, webseite, homepage, internetseite, site
software, developer, programmer, programmierer, entwickler, développeur, programador, desarrollador
computer, laptop, pc, rechner, notebook, ordinateur, portátil
car, vehicle, auto, wagen, kombi, voiture, coche
bicycle, bike, fahrrad, vélo, bicicleta, bici
van, lorry, transporter, camionnette, furgoneta
furniture, bookshelf, shelf, möbel, regal, meuble, meubles, étagère, mueble, muebles, estantería
marketing, advertising, pr, werbung, publicité, publicidad
design, designer, graphic, grafiker, grafik, graphiste, diseño, diseñador
photographer, photos, photography, fotograf, fotos, photographe, fotógrafo, fotografía
writer, author, autor, autorin, écrivain, auteur, escritor, escritora
publisher, verlag, éditeur, editorial
journalist, press, newspaper, zeitung, presse, journal, periodista, prensa, periódico
music, musician, musik, musiker, musique, musicien, música, músico
cook, cooking, chef, kochen, koch, cuisine, cuisinier, cocina, cocinero
dog, dogs, hund, hunde, chien, chiens, perro, perros
cat, cats, katze, katzen, chat, chats, gato, gatos
school, schule, école, escuela, colegio
university, universität, hochschule, université, universidad
english, englisch, anglais, inglés
german, deutsch, allemand, alemán
french, französisch, français, francés
spanish, spanisch, espagnol, español
holiday, holidays, vacation, urlaub, ferien, vacances, vacaciones
travel, trip, reise, voyage, viaje
moving, umzug, déménagement, mudanza
repair, repairs, mend, fix, fixes, reparieren, repariert, réparer, réparation, reparar, arreglar, arregla
therapist, psychologist, therapeut, psychologe, thérapeute, psychologue, terapeuta, psicólogo
care, carer, pflege, pfleger, pflegerin, soins, aide-soignante, cuidado, cuidador, cuidadora, cuida
donation, fundraising, spenden, don, dons, donación, donativo
speaker, talk, vortrag, rednerin, redner, conférencier, charla, ponente
"""
"""What a book begins with: trades, home, work and family, in English, German, French and Spanish."""


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
