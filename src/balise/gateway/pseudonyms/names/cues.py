# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What announces a person, and what announces that a name is not one: titles, kinship, labels; streets, schools, laws.

Patterns end where the name would start.
"""

from balise.gateway.pseudonyms.patterns import pattern


class Cue:
    """How much the words before a capital say that a person follows: plain numbers, they are compared at each word."""

    NONE = 0
    SOFT = 1
    """« Contact : », « Bonjour », « Cordialement » : a name is likely."""
    STRONG = 2
    """« Madame », « mon fils », « je soussigné » : a name it is."""


class Role:
    """What a capitalised word is: bits as plain numbers, they are asked for at each word."""

    FIRST = 1
    LAST = 2
    ALSO_WORD = 4
    ORDINARY = 8
    STOP = 16
    """Ends a name: « Objet », « Date », « Service »."""
    TITLE = 32
    SITE = 64
    """Makes of the names that follow the name of a place or of a law: « Rue », « Lycée », « Loi »."""
    TOWN = 128
    PARTICLE = 256
    INITIAL = 512
    UPPER = 1024
    CAPITAL = 2048


_TITLES = (
    r"m\.|mm\.|mrs?\.?|mmes?\.?|mlles?\.?|drs?\.?|docteure?s?|prs?\.|prof\.?|professeure?|maitres?|monsieur|madame|"
    r"mademoiselle|messieurs|mesdames|mgr\.?|monseigneur|vve\.?|veuve|abbe|lieutenant|capitaine|commandant|adjudant|"
    r"brigadiere?s?(?:[ -]chef)?(?: principale?)?|gpp|bcp|gardien(?:ne)?s?(?:-brigadiere?)?|major|"
    r"adjudante?-chef|opj|apj|asvp|gpx|mdlc?|adc|sergent|mle\.?|madam"
)
_KIN = (
    r"fils|filles?|enfants?|mari|femme|epoux|epouse|ex-epoux|ex-epouse|ex-mari|ex-femme|compagnon|compagne|conjointe?|"
    r"concubine?|partenaire|freres?|soeurs?|sours?|pere|mere|neveux?|nieces?|oncle|tante|cousine?|grand-?meres?|"
    r"grand-?peres?|petit-?fils|petite-?fille|parrain|marraine|bebe|jumeaux|jumelles|voisine?s?|collegues?|amie?s?|"
    r"maman|papa|garcon|gendre|bru|beau-?fils|belle-?fille|beau-?pere|belle-?mere|beau-?frere|belle-?sour|tuteur|"
    r"tutrice|curateur|curatrice|nounou|educ|kine|psy|ortho|instit|maitresse|"
    r"proprietaire|locataire|bailleur|avocate?|medecin|assistante? (?:maternelle|"
    r"sociale)|"
    r"eleve|petit|petite|nommee?s?|denommee?s?|prenommee?s?|jeune|defunte?|feue?"
)
STRONG = pattern(
    rf"(?:\b(?:{_TITLES})[ \n]{{1,2}}|\b(?:m|mr|mme|mlle|dr|pr|me)\."
    r"|\b(?:mon|ma|mes|son|sa|ses|notre|nos|leurs?|votre|vos|du|le|la|l'|de l'|d'un|une?|ton|ta|et) ?"
    r"(?:petite? |grande? |jeune |autre |deux |trois |futur )?"
    rf"(?:{_KIN})"
    r"(?: (?:ainee?|cadette?|benjamine?|adoptif|unique|majeure?|mineure?|traitant|referent|prenommee?|nommee?|"
    r"appelee?|maternelle|paternelle|scolarisee?))?[ ,:(\-\"]{1,3}"
    r"|\bsoussignee?s?(?:\(e\))?(?:\.e)?[ ,:]{1,3}"
    r"|\b(?:m'appelle|s'appelle|me nomme|se nomme|m'appelant|prenom est|nom est|prenommee?|denommee?|surnommee?|nee|"
    r"divorcee?|epouse|veuve|(?:pre)?nom(?: de naissance| d'usage| de famille| de jeune fille)?,? c'est(?: bien)?|"
    r"prenom)[ :\"]{1,2}"
    r"|\b(?:(?:la )?familles?(?: d'accueil)?|heritiers|hoirs|indivision|les epoux|epoux|consorts|"
    r"(?:le )?couple|la fratrie|succession de) "
    r"|\b(?:appelee?|nommee?|alias|dite?|ep\.|epx|succession) |[/,;:|(\n-] ?(?:enfant|eleve) )"
)
LABEL = pattern(
    r"\b(?:(?:first|last|full|family|given)_?name|(?:nom|prenom)_[a-z_]{2,16}|"
    r"noms?|prenoms?|nom-prenom|identite|patronyme|"
    r"patiente?s?|allocataire|eleve|enfant|demandeu(?:r|se)|"
    r"assuree?|beneficiaire)(?:\(s\)|\(e\))?(?:(?:,| et|/| -|&)? ?(?:prenoms?|noms?)(?:\(s\))?|"
    r" (?:de famille|de naissance|d'usage|d'epou(?:x|se)|marital|patronymique|usuel|usage|de jeune fille|complet|legal|"
    r"(?:du|de la|de l'|de) ?(?:patiente?|demandeu(?:r|se)|pere|mere|mari|conjointe?|titulaire|responsable(?: legal)?|"
    r"representante?(?: legal)?|agent|beneficiaire|mandataire|tuteur|enfant|eleve|allocataire|usager|assuree?|"
    r"interessee?|"
    r"adherente?|signataire|declarante?|contact|proprietaire|locataire|candidate?|salariee?|client)))*"
    r" ?(?:\([^)\n]{1,24}\) ?)?\"? ?[:=|] ?\"?"
)
_FUNCTIONS = (
    r"(?:vice-|co-)?presidente?s?|(?:sous-)?prefete?|(?:premiere? |deuxieme )?adjointe?|conseillere?(?: municipale?| "
    r"departementale?| regionale?| communautaire)?|maire(?: deleguee?)?|substitut|procureure?|juge|greffiere?|"
    r"huissiere?|inspect(?:eur|rice)|control(?:eur|euse)|archiviste|policiere?|agente? (?:d'accueil|municipale?|"
    r"technique|administrati(?:f|ve)|de police|de surveillance)|educat(?:eur|rice)|animat(?:eur|"
    r"rice)|instituteur|institutrice|"
    r"rapporteure?|tresoriere?|intendante?|proviseure?|principale?"
)
"""What people do, before their surname alone: la vice-présidente Huvelle."""
VALUE = pattern(r"^[ .]{0,4}([a-z][a-z'.\-]*(?: [a-z][a-z'.\-]*){0,4})")
SOFT = pattern(
    r"(?:\b(?:patiente?s?|demandeu(?:r|se)|requerante?|titulaire|beneficiaire|allocataire|usagere?|eleve|"
    r"representante? legale?|mandataire|"
    r"assuree?|declarante?|signataire|redacteur|redactrice|gestionnaire|instructeur|instructrice|referente?|"
    r"interlocuteur|"
    r"interlocutrice|contact|agente?|medecin|infirmieres?|infirmiers?|internes?|externes?|chirurgien|secretaire|"
    r"destinataire|"
    r"expediteur|responsable|directeur|directrice|candidate?|locataire|proprietaire|adherente?|salariee?|etudiante?|"
    r"stagiaire|"
    r"temoin|auteur|emetteur|de|a|cc|cci|copie|radiologues|presents?|presentes?|absents?|excuses?|"
    r"signataires|"
    r"membres?|ampliations?|coordonnees|benevoles?|presidente?|chef|cheffe|animat(?:eur|rice)|encadrante?|equipage|"
    r"from|to|suppleante?s?|anniversaires du mois|"
    r"autour de la table|tour de table|pour|contre|abstentions?|representants?|procurations?|pouvoirs?|votants?|"
    r"expertes?|"
    r"participante?s?|intervenante?s?|aide-soignante?|atsem|enseignante?|institutrice|instituteur|conseillere?|"
    r"[a-z]{4,20}(?:ologues?|istes?|iens?|iennes?|eurs?|rices?|iers?|ieres?))(?:\(s\)|\(e\))?"
    r"(?: d(?:e la |e l'|e |u |')[a-z]{3,14})? ?: ?\n?"
    r"|\b(?:papa|maman|mamie|mamy|papi|papy|mami|tata|tonton|nounou|fils|filles?|mari|femme|epoux|epouse|conjointe?|"
    r"compagne|compagnon|pere|mere|freres?|soeurs?|jumeaux|jumelles|tuteur|tutrice|temoin|maitresse|voisine?) ?:? "
    r"|\b(?:bonjour|bonsoir|salut|coucou|chere?s?|merci|hello|dear)(?: a)?,? "
    r"|\b(?:mon|ma|mes|notre|nos|son|sa|leur|votre) (?:ancien(?:ne)? |nouve(?:au|lle) |future? )?"
    r"(?:directeur|directrice|chef|cheffe|responsable|patronn?e?|employeur|employeuse|binome|prof|stagiaire|"
    r"aidante?|aide a domicile|infirmiere?|kine|coach|animat(?:eur|rice)|assistante?|comptable|secretaire|referente?|"
    r"educat(?:eur|rice)|copain|copine|pote|ex), "
    rf"|\b(?:{_FUNCTIONS}),? "
    r"|\b(?:arret|absence|conge|depart|retour|bourse|dossier|demande|naissance|anniversaire|inscription|accueil|suivi|"
    r"etat de sante|cas|reponse|message|mail|part|parents|classe)(?: [a-z]{4,14})? d(?:e |')"
    r"|\b(?:suivie?s? par|signee? par|signe :|represente(?:e|s)? par|assiste(?:e|s)? (?:de|par)|accompagnee? (?:de|"
    r"par)|redige par|"
    r"de la part de|a l'attention de|attention de|au nom de|aupres de|dossier de|courrier de|demande de|lettre de|"
    r"situation de|"
    r"foyer|dossier|"
    r"pouvoir (?:a|de)|procuration (?:a|de)|chez les|accord|patrouille(?: bp)?|bp|"
    r"contact du pere|contact de la mere|en la personne de|contacter|contactez|rappeler|appeler|joindre|je suis|"
    r"c'est|ici|chez|"
    r"(?:remis|delivre|notifie|attribue|adresse|confie|accorde|octroye|verse)(?:e|s|es)? a|"
    r"patiente?|agente?|demander|demandez|succession|tribu|"
    r"l'agent|l'eleve|l'usager|l'interessee?|l'enfant|recu par|"
    r"realise par|"
    r"vu par|examine par|fait par|effectue par|prescrit par|accueilli par|habitante?|resident|administree?) "
    r"|\b(?:cordialement|(?:distingues|distinguees|respectueuses|sinceres|salutations|meilleurs|devoues|cordiales)|"
    r"respectueusement|"
    r"bien a vous|bonne journee|d'avance|bonne reception)[.,: ]{0,3}\n{1,4}(?:[-_ ]{0,12}\n)?"
    r"|\bsigne(?:e|s)?(?: :|,)? ?\n?|\bp\.?/?o\.? )"
)
SIGNATURE = pattern(
    r"\b(?:cordialement|(?:distingues|distinguees|respectueuses|sinceres|salutations|devoues|cordiales|"
    r"considerations?|sentiments?)|"
    r"respectueusement|bien a vous|bonne journee|d'avance|bonne reception)[.,: ]{0,3}\n{1,4}(?:[-_ ]{0,12}\n)?"
)
SITE = pattern(
    r"\b(?:(?:rues?|avenues?|av\.|boulevards?|bd|bld|places?|chemins?|impasses?|allees?|quais?|cours|squares?|"
    r"passages?|routes?|"
    r"sentiers?|esplanades?|faubourgs?|residences?|cites?|ponts?|parvis|rond-point|promenades?|montees?|parcs?|"
    r"jardins?|stations?|"
    r"metro|arret|gares?|quartiers?|villa|ruelles?|mail|traverses?|voies?|zac|tunnel|port|halles?|hameau|resto|tour|"
    r"immeuble|batiment|lieu-?dit|passerelles?|viaduc|giratoire)"
    r"(?: (?:de la|de l'|du|des|de|d'|l(?:es|a|e)\b|l'))?"
    r"|(?:ecoles?|mairies?(?: annexe)?|"
    r"groupes? scolaires?|colleges?|lycees?|gymnases?|stades?|salles?|hopita(?:l|ux)|hop\.?|cliniques?|"
    r"chu|chr|chru|"
    r"gh|ghu|centres? (?:hospitalier|social|culturel|de loisirs|aere|sportif|nautique|commercial|medical)|"
    r"universites?|"
    r"restaurants?|cantines?|facultes?|instituts?|fondations?|"
    r"creches?|ehpad|maisons?(?: de retraite| de quartier| des associations)?|"
    r"residence autonomie|"
    r"mediatheques?|bibliotheques?|musees?|theatres?|cinemas?|piscines?|espaces?|complexes?|foyers?|auditorium|"
    r"amphitheatre|"
    r"cimetiere|eglise|basilique|cathedrale|chapelle|temple|mosquee|prix|trophees?|coupe|bourses?|plan|programme|"
    r"accords?|"
    r"lois?|lois? dites?|arrets?|jurisprudences?|amendements?|rapports?|ordonnances?|reforme|decret|circulaire|"
    r"commission|mission|(?:syndrome|maladies?|signes? de|score|echelle|test|methode|theoreme|effet|lois?|arrets?|"
    r"rapports?|amendements?)(?: de| d')?|laboratoires?|editions?|librairie|"
    r"cabinet|societe|entreprise|groupe|sarl|sas|sa|eurl|sci|association|club|hotel|domaine|chateau|caserne|dojo|"
    r"boulodrome|"
    r"aeroport|centre|service|pavillon|unite|batiment|aile|amphi|projet|logiciel|application|modele|outil)s?"
    r"(?:[ \n](?:primaire|maternelle|elementaire|publique?|privee?|municipale?|polyvalente|omnisports|departementale?|"
    r"regionale?|"
    r"universitaire|scolaire|des fetes|nationale?|polytechnique|professionnel|"
    r"general|technologique|agricole|prive|hospitalier|"
    r"communale?|intercommunale?|"
    r"dite?|europeen|culturel|sportif|clinique|paroissiale?|notre|la pitie|l(?:es|a|e)\b|l'))*)"
    r"(?: ?(?:du |de la |des |de |de l')?(?:docteur|dr|general|gal|marechal|president|abbe|pere|professeur|pr|"
    r"colonel|commandant|"
    r"capitaine|lieutenant|sergent|cardinal|pasteur|saint|sainte|st|ste|frere|freres|soeur|reine|roi|mere|"
    r"monseigneur|amiral))*"
    r"(?: ?\"| d'| l'|:)?[ -]?"
)
OFFICIAL_BEFORE = pattern(
    r"(?:maires?|maires? [^.;\n]{1,50}|presidente?s?(?: [^.;\n]{1,70})?|ministres?(?: [^.;\n]{1,80})?|"
    r"deputee?s?(?: [^.;\n]{1,50})?|"
    r"senat(?:eur|rice)s?(?: [^.;\n]{1,50})?|prefete?(?: [^.;\n]{1,50})?|adjointe?s?(?: [^.;\n]{1,60})?|"
    r"conseill(?:er|ere)s? (?:municipale?|departementale?|regionale?|metropolitaine?|"
    r"communautaire)s?(?: [^.;\n]{1,50})?|"
    r"garde des sceaux|chef de l'etat)(?:, ?| )?(?:\(?(?:m\.|mme|monsieur|madame|mr) )?$"
)
OFFICIAL_AFTER = pattern(
    r"^ ?(?:,|\(|-) ?(?:l'|la |le |ancien |ancienne )?(?:maires?|presidente?|ministre|deputee?|senat(?:eur|rice)|"
    r"prefete?|"
    r"(?:premiere? )?adjointe?|conseill(?:er|ere) (?:municipale?|departementale?|regionale?|metropolitaine?|"
    r"communautaire)|"
    r"premiere? ministre|garde des sceaux)\b"
)
PERSONAL = pattern(
    r"\b(?:je|j'ai|j'habite|m'a|m'ont|(?:mere|pere|fils|fille|soeur|frere) de|"
    r"mon|ma|mes|tu|ta|tes|toi|madame|monsieur|mme|mlle|m\.|maman|papa|patiente?|dr|nee? le|"
    r"agee? de|habite|domiciliee?|"
    r"bonjour|cordialement|hospitalisee?|infirmier|infirmiere|rdv|(?:son|sa|leur|le|la) (?:fils|fille|mari|femme|"
    r"mere|pere|frere|"
    r"soeur|epouse|epoux|compagne|compagnon))\b"
)
AGE = pattern(r"^,? ?\(?[0-9]{1,3} (?:ans|mois)\b")
LEGAL = pattern(
    r"\b(?:articles?|alinea|decrets?|lois?|code|reglement|directive|jurisprudence|conseil d'etat|considerant|annexe)\b"
)

_WORDS = {
    Role.TITLE: "m m. mm mm. mr mr. mrs mme mme. mmes mlle mlle. mlles me me. dr dr. drs pr pr. prof prof. docteur "
    "docteure "
    "professeur professeure maitre monsieur madame mademoiselle messieurs mesdames mgr monseigneur vve veuve "
    "capitaine lieutenant "
    "commandant sergent brigadier adjudant opj apj asvp major gardien gardienne brigadier-chef "
    "adjudant-chef gpp bcp gpx mdl mdlc adc madam soussigne soussignee",
    Role.PARTICLE: "de du des d la le les l von van der den ter ten ben bin bint el al ould da do dos das di del "
    "della y e zu af "
    "abou abu ibn ait san mac mc",
    Role.SITE: "canton cantons circonscription "
    "rue rues avenue av boulevard bd bld place chemin impasse allee allees quai cours square passage "
    "route sentier esplanade "
    "faubourg residence cite pont parvis promenade montee parc jardin station metro gare quartier villa ruelle mail "
    "traverse zac "
    "ecole ecoles college lycee gymnase stade salle hopital clinique chu chr chru gh ghu centre universite faculte "
    "institut fondation "
    "creche ehpad maison mediatheque bibliotheque musee theatre cinema piscine espace complexe foyer auditorium "
    "cimetiere eglise "
    "basilique cathedrale chapelle prix coupe plan programme loi lois arret jurisprudence amendement rapport "
    "ordonnance decret circulaire "
    "commission mission syndrome maladie saint sainte st ste notre notre-dame hotel chateau caserne domaine tour "
    "port aeroport "
    "cabinet societe entreprise groupe sarl sas eurl sci association club lotissement immeuble batiment hameau hop "
    "pavillon "
    "editions laboratoire laboratoires union projet accord accords charte label banque mutuelle",
    Role.STOP: "un une mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces je tu il "
    "elle on nous vous ils elles "
    "et ou mais donc or ni car que qui quoi dont si ne pas en au aux a par pour sur sous dans avec sans chez vers "
    "depuis "
    "bonjour bonsoir salut merci cordialement objet nom noms prenom prenoms nee ne date adresse tel telephone mobile "
    "portable fax mail "
    "courriel mel email ville commune code postal cp cedex bp sexe age situation service direction pole mairie "
    "prefecture departement region "
    "metropole conseil janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi "
    "mardi mercredi jeudi "
    "vendredi samedi dimanche ipp nda nir nip ddn iep rdv sms caf cpam msa ccas cias mdph ars siret siren iban rib "
    "tva euro euros eur "
    "nationalite profession signature signe fait lettre recommande pj pieces jointes ref reference references "
    "dossier numero maire adjoint "
    "adjointe president presidente directeur directrice ministre depute deputee senateur senatrice prefet conseiller "
    "conseillere chef cheffe "
    "responsable secretaire gestionnaire agent patient patiente patients usager demandeur eleve enfant allocataire "
    "beneficiaire titulaire "
    "mere pere fils fille soeur frere epoux epouse mari femme oncle tante parents famille medecin infirmier "
    "infirmiere interne externe "
    "chirurgien avocat notaire france francais francaise europe europeen europeenne etat republique union internet "
    "intelligence "
    "artificielle article articles annexe chapitre titre section alinea paragraphe cher chere chers attention copie "
    "cc expediteur "
    "destinataire consultation compte rendu urgences entree sortie examen bilan traitement ordonnance hopital visite "
    "suivi note vu "
    "considerant attendu decide arrete delibere madame monsieur contact bureau accueil horaires oui non idem neant "
    "divorce divorcee "
    "mariee celibataire pacse pacsee veuf nord sud est ouest ia ok sa sas sarl rh dpo rgpd cnil dgs dsi dst cst api "
    "json csv pdf url faq d.n. d.d.n. nur "
    "total montant somme facture paiement virement compte banque logement loyer bailleur locataire employeur "
    "entreprise poste emploi "
    "travail salaire contrat cdi cdd demande demandes reclamation courrier email e-mail message reponse question "
    "urgent important "
    "anssi dinum etalab insee ademe anct ugap cnfpt cdg "
    "mistral llama chatgpt gpt copilot claude-code microsoft google apple facebook linux windows python django hugging "
    "ibm aws sap oracle adobe salesforce amazon meta nvidia anthropic deepl zoom teams slack jira docker "
    "natural language "
    "thu fri tue wed jai rens devis samu sour tai-chi syctom sci earl gaec scea selarl snc cfa but bts edf "
    "understanding model context protocol smart assist watson "
    "ask the this that these those when what where which who how why yes no if it is are was in on at by an and or "
    "not new old first "
    "every each any all may can say june april march august will french english dutch annex red see note add up even "
    "to of for from "
    "with without your you we they he she its our their there here one two three only also more most other such than "
    "then "
    "bijlage sectie ja nee een het dat deze voor",
}
SPECIAL: dict[bytes, int] = {
    word.encode(): role for role in (Role.STOP, Role.SITE, Role.PARTICLE, Role.TITLE) for word in _WORDS[role].split()
}
"""Words with a role of their own; the later roles win over the earlier."""
NOT_ALONE = frozenset(
    b"france lorraine florence nancy valence victoria china chine india israel asia africa europe alsace savoie "
    b"bretagne "
    b"carmen madison lourdes paris marianne albert claude gaia alma lucie gemma mistral alexandria sophia europa "
    b"hera atlas "
    b"galileo copernic ada ruby perl scala dart eden jura isis val orly sete auto data beta alpha delta omega "
    b"rio orlando alger floride washington dakota missouri santa monte elysee boston houston dallas austin phoenix "
    b"denver chelsea "
    b"sydney adelaide melbourne carolina georgia virginia nevada arizona montana sierra roma milan verona sienna "
    b"vienna geneva "
    b"geneve londres london dublin berlin madrid lisbonne casablanca rabat tunis oran constantine bamako dakar "
    b"abidjan lome "
    b"kinshasa erevan kiev moscou teheran bagdad damas beyrouth jerusalem gaza mecque medine tokyo pekin shanghai "
    b"seoul hanoi "
    b"saigon manille delhi bombay mexico lima bogota quito havane montreal quebec toronto ottawa guyane reunion "
    b"mayotte kenya "
    b"sahara afrique asie oceanie amerique canada bresil argentine colombie perou egypte maroc tunisie algerie mali "
    b"niger congo "
    b"corse normandie picardie champagne bourgogne provence gascogne aquitaine loire rhone seine saone isere drome "
    b"ardeche "
    b"mercedes renault peugeot citroen nokia alstom engie veolia suez dassault thales michelin chanel dior carrefour "
    b"italie irlande espagne portugal belgique suisse allemagne autriche grece turquie russie ukraine pologne roumanie "
    b"hongrie bulgarie croatie serbie suede norvege danemark finlande islande ecosse angleterre syrie irak iran liban "
    b"jordanie arabie yemen qatar koweit pakistan afghanistan vietnam cambodge thailande japon coree indonesie cuba "
    b"haiti venezuela chili bolivie uruguay paraguay panama senegal guinee gabon cameroun togo benin ghana nigeria "
    b"angola ethiopie somalie soudan tchad libye madagascar maurice comores armenie georgie albanie kosovo chypre "
    b"malte rome york prague doha braga naples turin venise palerme bruxelles anvers gand liege amsterdam oslo "
    b"stockholm helsinki copenhague varsovie cracovie budapest bucarest sofia belgrade zagreb athenes ankara istanbul "
    b"helios ameli ciril erasmus maelis orphee themis osiris orion hestia leonardo aramis iroise diwan "
    b"wallis toussaint "
    b"aurora lafayette rochelle dinan avignon clio twingo kangoo emmaus caritas unicef matignon bercy beauvau".split()
)
"""First names that are also countries, towns, programmes: alone, without a cue, they name nobody."""
BRANDS = frozenset(
    b"renault peugeot citroen dacia ford opel fiat toyota volkswagen mercedes audi nissan seat skoda tesla volvo honda "
    b"suzuki mazda hyundai yamaha kawasaki".split()
)
"""Names that, before another one and without a cue, are those of a vehicle: « Renault Mégane »."""
