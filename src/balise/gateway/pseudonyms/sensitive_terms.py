# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Words that say something of a person's health, faith, opinions, origin or intimacy (article 9 of the GDPR).

Only words that are said of somebody: « diabète », « syndiquée », « catholique ». Those that name a subject (« santé »,
« religion », « syndicat ») are left alone: an authority writes them all day long without speaking of anybody.
"""

from collections.abc import Iterable, Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span

_HEALTH = """
abces, accident vasculaire cerebral, acouphenes, addiction, aide medicale d'etat, alcoolique, alcoolisme, alzheimer,
amputation, ampute, amputee, anemie, anevrisme, angine de poitrine, anorexie, anorexique, anticoagulant, antidepresseur,
antidepresseurs, anxiolytique, anxiolytiques, aphasie, apnee du sommeil, arret maladie, arythmie, arthrose, asthme,
asthmatique, autisme, autiste, avc, bipolaire, bipolarite, bronchite chronique, bpco, burn-out, cancer, cancereux,
cancers, cardiopathie, cecite, chimiotherapie, chimio, cirrhose, coma, covid long, crise d'epilepsie, crohn, cure de
desintoxication, deficience intellectuelle, deficience auditive, deficience visuelle, deficient intellectuel, demence,
depression, depressif, depressive, diabete, diabetique, dialyse, dialysee, drepanocytose, dyscalculie, dyslexie,
dyslexique, dysorthographie, dysphasie, dyspraxie, dyspraxique, eczema, emphyseme, en fauteuil roulant, encephalite, est
enceinte, suis enceinte, etait enceinte, etais enceinte, tombee enceinte, compagne enceinte, epouse enceinte,
endometriose, epilepsie, epileptique, etat depressif, fausse couche, fauteuil roulant, fibromyalgie, fibrillation
auriculaire, fibrose pulmonaire, fracture, fracture du col, grossesse a risque, grossesse, handicap moteur, handicap
mental, handicap psychique, handicape, handicapee, hemiplegie, hemiplegique, hemophilie, hepatite, hernie discale,
hospitalisee, hospitalise, hospitalisation sous contrainte, hypertension, hyperactif, hyperactivite, hypothyroidie,
illettree, infarctus, infection urinaire, insuffisance cardiaque, insuffisance renale, insuffisance respiratoire,
insuline, intolerance au gluten, invalidite, interruption volontaire de grossesse, ivg, leucemie, lithium, lumbago,
lupus, lymphome, maladie chronique, maladie coeliaque, maladie de charcot, maladie de crohn, maladie de lyme, maladie de
parkinson, maladie d'alzheimer, maladie professionnelle, malentendant, malentendante, malvoyant, malvoyante, melanome,
meningite, methadone, migraine, migraines, mucoviscidose, myopathie, nevrose, non-voyant, non-voyante, obese, obesite,
oncologie, osteoporose, paralysie, paranoia, paranoiaque, paraplegie, paraplegique, parkinson, phlebite, phobie
scolaire, pneumonie, polyarthrite, polyhandicap, polyhandicape, post-traumatique, prothese, psoriasis, psychose,
psychotique, psychotrope, radiotherapie, schizophrenie, schizophrene, sclerose en plaques, scoliose, seropositif,
seropositive, seropositivite, sevrage, sida, sourde, sourds, spasmophilie, sous antidepresseurs, spina bifida, stress
post-traumatique, surdite, syndrome d'asperger, syndrome de down, tabagisme, tentative de suicide, suicidaire, tdah,
tetanie, tetraplegie, tetraplegique, thyroide, toxicomane, toxicomanie, transplantation, traumatisme cranien, trisomie,
trisomique, trouble bipolaire, troubles anxieux, troubles cognitifs, troubles de l'attention, troubles du comportement,
troubles du spectre autistique, troubles psychiatriques, troubles psychiques, tuberculose, tumeur, ulcere, varicelle,
vih, hiv, groupe sanguin, allergie, allergique, allergies, hallucinations, incontinence, greffe, metastases, metastase,
mastectomie, rqth, lombalgie, travailleur handicape, travailleuse handicapee, aphasique, sous tutelle, sous curatelle
"""
_RELIGION = """
adventiste, agnostique, athee, bouddhiste, baptisee, catholique, catholiques, confession juive, confession musulmane, de
confession, coran, coranique, evangelique, hindoue, hindouiste, israelite, juif, juive, juifs, kippa, mosquee, musulman,
musulmane, musulmans, orthodoxe, pentecotiste, pratiquante, protestant, protestante, ramadan, salafiste, sikh, sunnite,
chiite, synagogue, temoin de jehovah, temoins de jehovah, voile islamique, porte le voile, porte un voile, halal, casher
"""
_UNION = """
syndique, syndiquee, syndiques, adherent cgt, adherente cgt, adherent cfdt, adherente cfdt, delegue syndical, deleguee
syndicale, delegue cgt, deleguee cgt, delegue cfdt, deleguee cfdt, delegue fo, militant syndical, militante syndicale,
representant syndical, representante syndicale, adhesion syndicale, carte syndicale, cotisation syndicale, mandat
syndical, adherent fo, adherent sud, adherent unsa, representant cgt, representante cgt, elu cgt, elue cgt, representant
cfdt, representante cfdt, elu cfdt, elue cfdt, representant fo, representante fo, appartenance syndicale, activite
syndicale, decharge syndicale
"""
_POLITICS = """
militant politique, militante politique, adherent du parti, adherente du parti, encarte, encartee, opinions politiques,
communiste, socialiste, militant ecologiste, sympathisant, sympathisante, extreme droite, extreme gauche, anarchiste,
royaliste, frontiste, macroniste, insoumis, lepeniste, lfi, vote pour le, liste rn, liste lfi, candidat rn, candidate
rn, opinion politique, engagement politique
"""
_ORIGIN = """
origine ethnique, d'origine maghrebine, d'origine africaine, d'origine algerienne, d'origine marocaine, d'origine
tunisienne, d'origine turque, d'origine asiatique, d'origine etrangere, d'origine senegalaise, d'origine malienne,
d'origine comorienne, d'origine arabe, d'origine rom, d'origine portugaise, de type europeen, de type africain, de type
maghrebin, de race noire, couleur de peau, rom, roms, tzigane, tziganes, manouche, gitan, gitane, gens du voyage,
maghrebin, maghrebine, metisse, afro-descendant, sans-papiers, demandeur d'asile, demandeuse d'asile, origine raciale
"""
_SEXUAL_LIFE = """
personne trans, femme trans, homme trans, homosexuel, homosexuelle, homosexualite, heterosexuel, heterosexuelle,
bisexuel, bisexuelle, lesbienne, transgenre, transsexuel, transsexuelle, orientation sexuelle, gay, non-binaire, vie
sexuelle, infidelite, prostituee, prostitution, pansexuel, intersexe, changement de sexe, transidentite, viol, agression
sexuelle, inceste
"""
_BIOMETRICS = """
empreinte digitale, empreintes digitales, reconnaissance faciale de, adn, profil genetique, test genetique, iris de
l'oeil, empreinte genetique, empreinte vocale, donnees genetiques, gabarit biometrique, caracteristiques genetiques
"""
_TERMS = {
    Kind.HEALTH: _HEALTH, Kind.RELIGION: _RELIGION, Kind.UNION: _UNION, Kind.POLITICS: _POLITICS,
    Kind.ORIGIN: _ORIGIN, Kind.SEXUAL_LIFE: _SEXUAL_LIFE, Kind.BIOMETRICS: _BIOMETRICS,
}  # fmt: skip
_INSIDE = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
_PLURAL = frozenset(b"sx")


def terms() -> Iterator[tuple[str, Kind]]:
    """Yield each term, with what it says of a person."""
    for kind, written in _TERMS.items():
        yield from ((term, kind) for term in " ".join(written.split()).split(", "))


def sensitive_terms(folded: Folded, hits: Iterable[tuple[int, int, Kind]]) -> Iterator[Span]:
    """Yield the terms among what the automaton hit (last place, length, kind): whole words only."""
    plain = folded.plain
    last = len(plain) - 1
    for end, length, kind in hits:
        start = end - length + 1
        if (start and plain[start - 1] in _INSIDE) or (end < last and _goes_on(plain, end + 1, last)):
            continue
        plural = end < last and plain[end + 1] in _PLURAL
        yield Span(start, end + 2 if plural else end + 1, kind, certain=False)


def _goes_on(plain: bytes, place: int, last: int) -> bool:
    """Tell whether a word continues at this place, an s of plural apart."""
    if plain[place] not in _INSIDE:
        return False
    return plain[place] not in _PLURAL or (place < last and plain[place + 1] in _INSIDE)
