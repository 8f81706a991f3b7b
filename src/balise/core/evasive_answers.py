# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Texts that answer without telling: « à compléter », « voir le dossier », « confidentiel », « n/a ».

They fill the registers of other countries, and each is short and stereotyped. A text is evasive when nothing else
remains of it: a word that says more, and it is left alone. Case, accents, apostrophes and punctuation do not count,
for nobody hides a way out behind a capital.
"""

import re
import unicodedata

_LATER = (
    r"(?: (?:plus tard|ulterieurement|prochainement|bientot|ensuite|a terme|par la suite|si besoin|le moment venu"
    r"|dans un second temps|later|soon))?"
)
_DONE = (
    r"(?:renseigne|communique|defini|precise|applicable|concerne|disponible|connu|determine|divulgue|publie|public"
    r"|publique|publiable|specifie|fourni|communicable|divulgable|transmis|complete|fixe|pertinent|decide|arrete"
    r"|su|valide)e?s?"
)
_TO_DO = (
    r"(?:completer|preciser|definir|venir|voir|confirmer|determiner|fixer|renseigner|remplir|etudier|evaluer|arreter"
    r"|documenter|faire|suivre|valider|decider|rediger|fournir|communiquer|revoir|verifier|discuter)"
)
_WORK = (
    r"(?:cours|definition|redaction|validation|etude|evaluation|elaboration|instruction|reflexion|discussion|decision"
    r"|determination|traitement|construction|analyse|examen|precision|reponse|retour|arbitrage|preparation)"
)
_THE = r"(?:le |la |les |l |au |aux |a la |a l |du |de la |de l |des |d |notre |nos |votre |vos |ce |cette )?"
_EXPERT = (
    r"(?:dsi|dnsi|dsin|dpo|dpd|rssi|prestataires?|editeurs?|fournisseurs?|vendeurs?|responsables?"
    r"|chef de projet|cheffe de projet|referente?|equipe projet|hebergeurs?)"
)
_WHO = (
    rf"(?:{_EXPERT}(?: \w+){{0,3}}|(?:service|direction)(?: \w+){{0,4}}"
    r"|(?:services|directions)(?: (?:\w+ )?(?:informatiques?|numeriques?|techniques?|juridiques?|concernes"
    r"|concernees|competents|competentes|metiers?))?)"
)
_PAPER = (
    r"(?:(?:dossier|document|documents|documentation|piece|pieces|annexe|annexes|fiche|fichier|contrat|marche|cctp|ccap"
    r"|cahier des charges|charte|note|notice|rapport|convention|deliberation|pj|aipd|site|site internet|site web"
    r"|question|reponse|champ|rubrique|paragraphe|page|tableau|point)"
    r"(?: (?:\d+|[a-z]|technique|joint|jointe|joints|jointes|complet|complete|produit|internes?|annexee?s?"
    r"|projet|du projet|du marche|contractuelle?|contractuels|precedente?|precedentes?|ci joint|ci jointe|en annexe"
    r"|de presentation|du prestataire|de l editeur|du fournisseur|de la dsi|d instruction|suivante?))*"
    r"|ci dessus|ci dessous|ci joint|ci jointe|ci apres|plus haut|plus bas|supra|infra|precedemment)"
)
_KEPT_BACK = (
    r"(?:confidentiel|confidentielle|confidentiels|confidentielles|confidentialite|secret|secrete|secrets|classifie"
    r"|classifiee|classifies|non public|non publique"
    r"|secret (?:des affaires|industriel|commercial|industriel et commercial|defense|professionnel)"
    r"|diffusion restreinte|(?:a )?usage interne|couverte? par le secret(?: des affaires| industriel)?)"
)
_FRENCH = (
    rf"(?:(?:est |sont |reste |restent |encore |toujours )*a {_TO_DO}{_LATER})",
    rf"en (?:cours|attente|projet)(?: (?:de |d ){_WORK})?",
    rf"(?:non|pas|pas encore|n est pas|n est pas encore|toujours pas) {_DONE}{_LATER}",
    rf"(?:sera|seront) {_DONE}{_LATER}",
    (
        r"pas (?:encore )?(?:d |de )?(?:information|informations|infos|reponse|precision|precisions|commentaire)"
        r"(?: disponibles?)?"
    ),
    (
        r"indisponible|indetermine|indeterminee|inapplicable|inconnue?s?|ignore|nsp"
        r"|(?:on |nous )?ne sai[ts] pas|je ne sais pas|on ne le sait pas(?: encore)?|nous ne savons pas"
    ),
    (
        r"n ?[acdr]|s ?o|r ?a ?s|n ?c ?p|rien(?: (?:a|de) (?:signaler|dire|declarer|preciser|particulier|ajouter))?"
        r"|neant|sans (?:objet|reponse|precision|commentaire)|idem|ibid|aucune (?:idee|information|reponse|precision)s?"
        r"(?: disponible)?|pas concerne|ne s applique pas|ne nous concerne pas"
    ),
    (
        rf"(?:cette |l |la |ces |les )?(?:donnee |donnees |information |informations |reponse |element |elements )?"
        rf"(?:c est |est |sont |strictement |tres |classe |classee )*{_KEPT_BACK}"
    ),
    r"ne peut (?:pas )?etre (?:communique|divulgue|publie|precise)e?",
    (
        rf"(?:voir|cf|confer|se referer|se reporter|renvoi)(?: (?:avec|aupres|dans|sur))?"
        rf"(?: (?:de|du|des))? {_THE}(?:{_WHO}|{_PAPER})"
    ),
    (
        rf"(?:demander|demandez|s adresser|adressez vous|contacter|contactez|interroger|se rapprocher|se renseigner)"
        rf"(?: aupres)?(?: (?:de|du|des))? {_THE}(?:{_EXPERT}"
        r"|service(?: (?:informatique|concerne|competent|instructeur))?)"
    ),
    r"voir|cf|confer|lorem ipsum.*|test|essai|x+",
)
_ENGLISH = (
    (
        r"tb[acd]|todo|to ?do|wip|unknown|none|nil|null|pending|in progress|under (?:review|construction)|no comment"
        r"|confidential|secret|classified|undisclosed|withheld|commercially sensitive|ditto"
    ),
    (
        rf"(?:still )?to be (?:completed|defined|confirmed|determined|announced|specified|decided|provided|filled in)"
        rf"{_LATER}"
    ),
    (
        r"(?:not|not yet) (?:applicable|available|known|disclosed|communicated|public|specified|defined|provided"
        r"|determined|relevant|decided|completed)(?: yet)?"
    ),
    (
        r"see (?:the )?(?:above|below|\w+)|ask (?:the )?(?:supplier|vendor|department|provider)|no information"
        r"(?: available)?|do not know|don t know"
    ),
)
_EVASIVE = re.compile("|".join(f"(?:{each})" for each in (*_FRENCH, *_ENGLISH)))
_CLAUSES = re.compile(r"[;:,()\[\]\n–—]+")
_SENTENCES = re.compile(r"\.\s")


def is_evasive(text: str) -> bool:
    """Tell whether a text answers without telling; one made of several ways out tells no more."""
    if not re.search(r"[^\W_]{2}", text):
        return True
    return all(
        _stereotyped(clause) or all(map(_stereotyped, _told(_SENTENCES.split(clause))))
        for clause in _told(_CLAUSES.split(text))
    )


def _told(parts: list[str]) -> list[str]:
    return [part for part in parts if _bare(part)]


def _stereotyped(text: str) -> bool:
    return _EVASIVE.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    """Return the words of a text alone: no accent, no capital, no punctuation, one space between them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(re.findall(r"[^\W_]+", letters))
