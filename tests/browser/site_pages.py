# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every kind of page of the site: its address in the demonstration, and somebody who opens it.

A route of the site without a line here fails ``test_every_page.py``: add ``Shown`` for each kind of page that it
makes, or a word in ``NOT_PAGES`` that says why it makes none. ``{…}`` is a value of ``furnishing.py``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

NOBODY = ""
OWNER, REVIEWER, DPO, CISO = "porteuse", "instructeur", "dpd", "rssi"
COMMITTEE, COUNCILLOR, TRAINER, PUBLISHER, ADMINISTRATOR = "cst", "elue", "formateur", "portail", "admin"
SINGLE_HANDED = "colette.fabre"
LIBRARIAN, COOK, HUMAN_RESOURCES = "basile.tournier", "yann.le-quere", "clemence.oriol"

CITY = "/espace/valbrise/"
DOSSIERS = f"{CITY}dossiers/"
TOOLS = f"{CITY}outils/"
DRAFT = f"{DOSSIERS}2026-002/"
SUBMITTED = f"{DOSSIERS}2026-013/"
IN_REVIEW = f"{DOSSIERS}2026-016/"
LATE = f"{DOSSIERS}2026-011/"


@dataclass(frozen=True)
class Shown:
    """A page as somebody sees it."""

    route: str
    who: str
    path: str
    status: int = 200

    def __str__(self) -> str:
        return f"{self.who or 'nobody'} {self.path}"


@dataclass(frozen=True)
class Mistaken:
    """A form sent with something wrong, or nothing at all: what is shown then."""

    who: str
    path: str
    button: str
    typed: Mapping[str, str] = field(default_factory=dict)
    """What is typed before, by label."""
    status: int = 422

    def __str__(self) -> str:
        return f"{self.who or 'nobody'} {self.path} [{self.button}]"


NOT_PAGES = {
    "ui:language": "a button",
    "accounts:sign-out": "a button",
    "accounts:close-sessions": "a button",
    "accounts:to-provider": "leaves for the identity provider",
    "accounts:from-provider": "comes back from the identity provider",
    "organisations:resend-invitation": "a button",
    "organisations:revoke-invitation": "a button",
    "organisations:give-role": "the form of the page of a person",
    "organisations:move": "the form of the page of a person",
    "organisations:reopen-unit": "a button",
    "catalogue:use": "a button",
    "catalogue:referent": "a button",
    "catalogue:questionnaire-odt": "a file",
    "assessments:keep-triage": "the form of the triage",
    "assessments:preview": "a piece of the page of a theme",
    "assessments:open": "a button",
    "assessments:export": "a file",
    "incidents:export": "a file",
    "assessments:evidence-file": "a file",
    "assessments:answers-file": "a file",
    "assessments:comment-withdraw": "a button",
    "governance:export-journal": "a file",
    "transparency:restore-portal": "a button",
    "transparency:proof-file": "a file",
    "transparency:poster": "a file",
    "transparency:charter-pdf": "a file",
    "transparency:qr-code": "a drawing",
    "transparency:register-csv": "a file",
    "transparency:register-json": "a file",
    "transparency:export-file": "a file",
    "transparency:export-report-file": "a file",
    "transparency:changes": "a feed",
    "transparency:catalogue": "a file",
    "transparency:csv-schema": "a file",
    "transparency:json-schema": "a file",
    "transparency:all-register-csv": "a file",
    "transparency:all-register-json": "a file",
    "transparency:all-changes": "a feed",
    "transparency:all-catalogue": "a file",
    "transparency:all-csv-schema": "a file",
    "transparency:all-json-schema": "a file",
    "transparency:api-openapi": "an answer for programs",
    "transparency:api-authorities": "an answer for programs",
    "transparency:api-authority": "an answer for programs",
    "transparency:api-charter": "an answer for programs",
    "transparency:api-questions": "an answer for programs",
    "transparency:api-entries": "an answer for programs",
    "transparency:api-entry": "an answer for programs",
    "transparency:api-editions": "an answer for programs",
    "transparency:api-edition": "an answer for programs",
    "transparency:api-notices": "an answer for programs",
    "transparency:api-nowhere": "an answer for programs",
    "governance:withdraw-opinion": "a button",
    "charters:abandon": "a button",
    "charters:study-file": "a file",
    "literacy:close-path": "a button",
    "literacy:reopen-path": "a button",
    "literacy:invitation": "a file",
    "literacy:register": "a button",
    "literacy:withdraw": "a button",
    "literacy:register-other": "the form of the page of a session",
    "literacy:withdraw-other": "a button",
    "literacy:attest": "a button",
    "literacy:coverage-csv": "a file",
    "literacy:coverage-ods": "a file",
    "literacy:evidence-pdf": "a file",
    "literacy:attestation-pdf": "a file",
    "measures:discard": "a button",
    "measures:open-survey": "a button",
    "measures:close-survey": "a button",
    "reports:public-file": "a file",
    "reports:refreeze": "a button",
    "reports:discard": "a button",
    "reports:reading": "the form of the page of a report",
    "reports:erratum": "the form of the page of a published report",
    "deployments:bundle": "a document for the gateway",
    "deployments:retire-model": "a button",
    "deployments:restore-model": "a button",
    "deployments:revoke-token": "a button",
    "deployments:new-key": "the form of the page of the gateway",
    "deployments:replace-key": "a button",
    "deployments:switch": "a button",
    "deployments:assistant-door": "a button",
}
"""The routes that show no page of their own."""

_DOORS = (
    Shown("organisations:home", NOBODY, "/"),
    Shown("ui:help", NOBODY, "/aide/"),
    Shown("accounts:sign-in", NOBODY, "/connexion/"),
    Shown("accounts:password-forgotten", NOBODY, "/connexion/mot-de-passe-oublie/"),
    Shown("accounts:password-sent", NOBODY, "/connexion/mot-de-passe-oublie/envoye/"),
    Shown("accounts:password-choice", NOBODY, "{password}"),
    Shown("accounts:password-choice", NOBODY, "/connexion/mot-de-passe/MQ/faux/", 410),
    Shown("accounts:invitation", NOBODY, "{invitation}"),
    Shown("accounts:invitation", NOBODY, "{invitation_known}"),
    Shown("accounts:invitation", TRAINER, "{invitation}"),
    Shown("accounts:invitation", NOBODY, "/invitation/jamais-envoyee/", 410),
    Shown("accounts:account", OWNER, "/compte/"),
    Shown("accounts:password-change", OWNER, "/compte/mot-de-passe/"),
)

_AUTHORITY = (
    Shown("organisations:authorities", DPO, "/espace/"),
    Shown("organisations:members", ADMINISTRATOR, f"{CITY}membres/"),
    Shown("organisations:members", OWNER, f"{CITY}membres/?q=personne-de-ce-nom"),
    Shown("organisations:invite", ADMINISTRATOR, f"{CITY}membres/inviter/"),
    Shown("organisations:person", ADMINISTRATOR, CITY + "membres/{person}/"),
    Shown("organisations:take-role", ADMINISTRATOR, CITY + "membres/{person}/retirer/publisher/"),
    Shown("organisations:end-membership", ADMINISTRATOR, CITY + "membres/{person}/depart/"),
    Shown("organisations:units", ADMINISTRATOR, f"{CITY}services/"),
    Shown("organisations:add-unit", ADMINISTRATOR, f"{CITY}services/ajouter/"),
    Shown("organisations:change-unit", ADMINISTRATOR, CITY + "services/{unit}/"),
    Shown("organisations:close-unit", ADMINISTRATOR, CITY + "services/{unit}/fermer/"),
    Shown("organisations:settings", ADMINISTRATOR, f"{CITY}reglages/"),
    Shown("organisations:tree", ADMINISTRATOR, f"{CITY}collectivites/"),
    Shown("organisations:create-authority", ADMINISTRATOR, f"{CITY}collectivites/creer/"),
    Shown("organisations:frameworks", ADMINISTRATOR, f"{CITY}charte/"),
    Shown("organisations:change-frameworks", ADMINISTRATOR, f"{CITY}charte/changer/"),
    Shown("organisations:framework", COUNCILLOR, CITY + "charte/{charter}/"),
)

_CHARTERS = (
    Shown("charters:drafts", ADMINISTRATOR, f"{CITY}projets-de-charte/"),
    Shown("charters:new-draft", ADMINISTRATOR, f"{CITY}projets-de-charte/nouveau/"),
    Shown("charters:draft", ADMINISTRATOR, CITY + "projets-de-charte/{drafted}/"),
    Shown("charters:presentation", REVIEWER, CITY + "projets-de-charte/{drafted}/presentation/"),
    Shown("charters:add-principle", REVIEWER, CITY + "projets-de-charte/{drafted}/principes/ajouter/"),
    Shown("charters:principle", REVIEWER, CITY + "projets-de-charte/{drafted}/principes/general-interest/"),
    Shown("charters:add-commitment", REVIEWER, CITY + "projets-de-charte/{drafted}/engagements/ajouter/"),
    Shown("charters:commitment", REVIEWER, CITY + "projets-de-charte/{drafted}/engagements/2/"),
    Shown("charters:remove-commitment", REVIEWER, CITY + "projets-de-charte/{drafted}/engagements/2/retirer/"),
    Shown("charters:study", COUNCILLOR, CITY + "projets-de-charte/{drafted}/etude/"),
    Shown("charters:difference", COUNCILLOR, CITY + "projets-de-charte/{drafted}/differences/"),
    Shown("charters:publication", ADMINISTRATOR, CITY + "projets-de-charte/{drafted}/publier/"),
    Shown("charters:announce-on-draft", ADMINISTRATOR, CITY + "projets-de-charte/{drafted}/concertation/"),
    Shown("charters:announce-on-dossier", REVIEWER, f"{IN_REVIEW}concertation/"),
    Shown("charters:consultations", OWNER, f"{CITY}concertations/"),
    Shown("charters:consultation", COMMITTEE, CITY + "concertations/{consultation}/"),
    Shown("charters:consulted-text", COUNCILLOR, CITY + "concertations/{consultation}/texte/"),
    Shown("charters:synthesis", PUBLISHER, CITY + "concertations/{consultation}/synthese/"),
    Shown("charters:contribution", PUBLISHER, CITY + "concertations/{consultation}/contributions/{contribution}/"),
)

_CATALOGUE = (
    Shown("catalogue:list", OWNER, TOOLS),
    Shown("catalogue:list", OWNER, f"{TOOLS}?q=rien-de-tel"),
    Shown("catalogue:can-i", OWNER, f"{TOOLS}puis-je/"),
    Shown("catalogue:can-i", OWNER, TOOLS + "puis-je/?outil={tool}"),
    Shown("catalogue:can-i", OWNER, TOOLS + "puis-je/?outil={tool}&donnees=personal&tache=drafting"),
    Shown("catalogue:can-i", OWNER, TOOLS + "puis-je/?donnees=public&tache=drafting"),
    Shown("catalogue:overview", REVIEWER, f"{TOOLS}panorama/"),
    Shown("catalogue:propose", OWNER, f"{TOOLS}proposer/"),
    Shown("catalogue:following", REVIEWER, f"{TOOLS}suivre/"),
    Shown("catalogue:models", REVIEWER, f"{TOOLS}modeles/"),
    Shown("catalogue:model", REVIEWER, TOOLS + "modeles/{model}/"),
    Shown("catalogue:unlink-model", REVIEWER, TOOLS + "modeles/{linked_model}/delier/{linked_tool}/"),
    Shown("catalogue:tool", OWNER, TOOLS + "{tool}/"),
    Shown("catalogue:tool", REVIEWER, TOOLS + "{embedded}/"),
    Shown("catalogue:tool", COUNCILLOR, TOOLS + "{foreign}/"),
    Shown("catalogue:edit", REVIEWER, TOOLS + "{tool}/modifier/"),
    Shown("catalogue:decide", REVIEWER, TOOLS + "{tool}/decision/"),
    Shown("catalogue:matrix", REVIEWER, TOOLS + "{tool}/tableau/"),
    Shown("catalogue:facts", REVIEWER, TOOLS + "{tool}/faits/"),
    Shown("catalogue:exit-plan", REVIEWER, TOOLS + "{tool}/sortie/"),
    Shown("catalogue:retire", REVIEWER, TOOLS + "{tool}/retirer/"),
    Shown("catalogue:restore", REVIEWER, TOOLS + "{retired}/remettre/"),
    Shown("catalogue:questionnaire", OWNER, TOOLS + "{embedded}/questionnaire/"),
)

_FILING = (
    Shown("assessments:new", OWNER, f"{DOSSIERS}nouveau/"),
    Shown("assessments:new-dossier", OWNER, f"{DOSSIERS}nouveau/dossier/"),
    Shown("assessments:triage", OWNER, f"{DOSSIERS}nouveau/tri/"),
    Shown("assessments:triage", OWNER, f"{DOSSIERS}nouveau/tri/?q-audience=residents&q-interaction_mode=direct"),
    Shown("assessments:declare", TRAINER, f"{DOSSIERS}nouveau/declaration/"),
    Shown("assessments:form", OWNER, f"{DRAFT}formulaire/"),
    Shown("assessments:form", LIBRARIAN, f"{DOSSIERS}2026-019/formulaire/"),
    Shown("assessments:theme", OWNER, f"{DRAFT}formulaire/identity/"),
    Shown("assessments:theme", OWNER, f"{DRAFT}formulaire/people/"),
    Shown("assessments:presentation", OWNER, f"{DRAFT}presentation/"),
    Shown("assessments:check", OWNER, f"{DRAFT}verifier/"),
    Shown("assessments:check", COOK, f"{DOSSIERS}2026-018/verifier/"),
    Shown("assessments:evidence-add", OWNER, f"{DRAFT}pieces/joindre/"),
    Shown("assessments:evidence-remove", OWNER, DRAFT + "pieces/{evidence}/retirer/"),
    Shown("assessments:copies", OWNER, f"{DOSSIERS}copier/"),
    Shown("assessments:copy-file", OWNER, f"{DOSSIERS}copier/fichier/"),
    Shown("assessments:copy-entry", OWNER, f"{DOSSIERS}copier/fiche/"),
    Shown("assessments:copy", OWNER, f"{DOSSIERS}copier/valbrise-metropole/2026-001/"),
    Shown("assessments:duplicate", OWNER, f"{DRAFT}dupliquer/"),
    Shown("assessments:share", REVIEWER, f"{DOSSIERS}2026-001/partage/"),
    Shown("assessments:reevaluate", OWNER, f"{DRAFT}nouvelle-version/"),
)

_READING = (
    Shown("assessments:list", OWNER, DOSSIERS),
    Shown("assessments:list", REVIEWER, f"{DOSSIERS}?q=rien-de-tel"),
    Shown("assessments:dossier", OWNER, DRAFT),
    Shown("assessments:dossier", COUNCILLOR, SUBMITTED),
    Shown("assessments:dossier", COUNCILLOR, f"{DOSSIERS}2026-008/"),
    Shown("assessments:dossier", REVIEWER, f"{DOSSIERS}2026-004/"),
    Shown("assessments:dossier", COUNCILLOR, f"{DOSSIERS}2026-001/"),
    Shown("assessments:dossier", LIBRARIAN, f"{DOSSIERS}2026-019/"),
    Shown("assessments:dossier", SINGLE_HANDED, "/espace/saint-aubin-des-pres/dossiers/2026-001/"),
    Shown("assessments:answers", COUNCILLOR, f"{LATE}reponses/"),
    Shown("assessments:history", REVIEWER, f"{LATE}historique/"),
    Shown("assessments:journal", COUNCILLOR, f"{LATE}journal/"),
    Shown("assessments:evidence", OWNER, f"{DRAFT}pieces/"),
    Shown("assessments:evidence", LIBRARIAN, f"{DOSSIERS}2026-019/pieces/"),
    Shown("assessments:comments", REVIEWER, f"{LATE}echanges/"),
)

_INSTRUCTION = (
    *(
        Shown("governance:home", who, CITY)
        for who in (OWNER, REVIEWER, DPO, CISO, COMMITTEE, COUNCILLOR, TRAINER, PUBLISHER, ADMINISTRATOR)
    ),
    Shown("governance:home", SINGLE_HANDED, "/espace/saint-aubin-des-pres/"),
    Shown("governance:follow-up", REVIEWER, f"{CITY}suivi/"),
    Shown("governance:roundup", REVIEWER, f"{CITY}recapitulatif/"),
    Shown("governance:journal", REVIEWER, f"{CITY}journal/"),
    Shown("governance:review", REVIEWER, f"{IN_REVIEW}instruction/"),
    Shown("governance:review", REVIEWER, f"{LATE}instruction/"),
    Shown("governance:review", COUNCILLOR, f"{DOSSIERS}2026-010/instruction/"),
    Shown("governance:act", OWNER, f"{DRAFT}actes/deposer/"),
    Shown("governance:act", OWNER, f"{DRAFT}actes/abandonner/"),
    Shown("governance:act", REVIEWER, f"{SUBMITTED}actes/instruire/"),
    Shown("governance:act", REVIEWER, f"{IN_REVIEW}actes/decider-favorablement/"),
    Shown("governance:act", REVIEWER, f"{IN_REVIEW}actes/accepter-sous-reserves/"),
    Shown("governance:act", REVIEWER, f"{IN_REVIEW}actes/refuser/"),
    Shown("governance:act", REVIEWER, f"{IN_REVIEW}actes/renvoyer/"),
    Shown("governance:act", HUMAN_RESOURCES, f"{DOSSIERS}2026-014/actes/mettre-en-service/"),
    Shown("governance:act", REVIEWER, f"{DOSSIERS}2026-001/actes/suspendre/"),
    Shown("governance:act", REVIEWER, f"{DOSSIERS}2026-001/actes/retirer/"),
    Shown("governance:act", REVIEWER, f"{DOSSIERS}2026-003/actes/confirmer/"),
    Shown("governance:act", COUNCILLOR, f"{IN_REVIEW}actes/refuser/"),
    Shown("governance:opinions", REVIEWER, f"{IN_REVIEW}avis/"),
    Shown("governance:opinions", OWNER, f"{DRAFT}avis/"),
    Shown("governance:give-opinion", DPO, IN_REVIEW + "avis/{opinion}/"),
    Shown("governance:grant-exception", REVIEWER, f"{LATE}exceptions/accorder/"),
    Shown("governance:grant-exception", REVIEWER, f"{SUBMITTED}exceptions/accorder/"),
    Shown("governance:revoke-exception", REVIEWER, DOSSIERS + "2026-007/exceptions/{exception}/revoquer/"),
    Shown("governance:lift", REVIEWER, DOSSIERS + "2026-010/reserves/{reservation}/lever/"),
    Shown("governance:lift", REVIEWER, DOSSIERS + "2026-010/reserves/{reservation_done}/lever/"),
)

TRAININGS = f"{CITY}formations/"
_LITERACY = (
    Shown("literacy:list", TRAINER, TRAININGS),
    Shown("literacy:list", OWNER, TRAININGS),
    Shown("literacy:list", SINGLE_HANDED, "/espace/saint-aubin-des-pres/formations/"),
    Shown("literacy:new-path", TRAINER, f"{TRAININGS}parcours/nouveau/?public=councillors"),
    Shown("literacy:path", TRAINER, TRAININGS + "parcours/{quizzed}/"),
    Shown("literacy:edit-path", TRAINER, TRAININGS + "parcours/{quizzed}/modifier/"),
    Shown("literacy:new-session", TRAINER, TRAININGS + "parcours/{quizzed}/seances/nouvelle/"),
    Shown("literacy:session", TRAINER, TRAININGS + "seances/{held}/"),
    Shown("literacy:session", TRAINER, TRAININGS + "seances/{planned}/"),
    Shown("literacy:session", OWNER, TRAININGS + "seances/{planned}/"),
    Shown("literacy:session", "fanny.brossard", TRAININGS + "seances/{planned}/"),
    Shown("literacy:edit-session", TRAINER, TRAININGS + "seances/{planned}/modifier/"),
    Shown("literacy:cancel-session", TRAINER, TRAININGS + "seances/{planned}/annuler/"),
    Shown("literacy:quiz", HUMAN_RESOURCES, TRAININGS + "seances/{alone}/questionnaire/"),
    Shown("literacy:sign-in-sheet", TRAINER, TRAININGS + "seances/{held}/emargement/"),
    Shown("literacy:webinar", TRAINER, TRAININGS + "seances/{held}/releve/"),
    Shown("literacy:outside", TRAINER, f"{TRAININGS}ailleurs/"),
    Shown("literacy:withdraw-attestation", TRAINER, TRAININGS + "attestations/{attested}/retirer/"),
    Shown("literacy:coverage", COMMITTEE, f"{TRAININGS}couverture/"),
    Shown("literacy:headcounts", TRAINER, f"{TRAININGS}couverture/effectifs/"),
    Shown("literacy:evidence", DPO, f"{TRAININGS}article-4/"),
    Shown("literacy:check", NOBODY, "/attestations/"),
    Shown("literacy:attestation", NOBODY, "/attestations/{attested}/"),
    Shown("literacy:attestation", NOBODY, "/attestations/{expired}/"),
    Shown("literacy:attestation", NOBODY, "/attestations/222222222222/", 404),
)

NO_ROUTE = "(none)"

PORTAL = "/portail/valbrise/"
_PUBLIC = (
    Shown("transparency:portals", NOBODY, "/portail/"),
    Shown("transparency:home", NOBODY, PORTAL),
    Shown("transparency:home", NOBODY, "/portail/valbrise-metropole/"),
    Shown("transparency:home", NOBODY, "/portail/bourg-mesange/"),
    Shown("transparency:accessibility", NOBODY, f"{PORTAL}accessibilite/"),
    Shown("transparency:accessibility", NOBODY, "/portail/bourg-mesange/accessibilite/"),
    Shown("transparency:legal", NOBODY, f"{PORTAL}mentions-legales/"),
    Shown("transparency:legal", NOBODY, "/portail/bourg-mesange/mentions-legales/"),
    Shown("transparency:help", NOBODY, f"{PORTAL}aide/"),
    Shown("transparency:tools", NOBODY, f"{PORTAL}catalogue/"),
    Shown("transparency:tools", NOBODY, f"{PORTAL}catalogue/?q=rien-de-tel"),
    Shown("transparency:tools", NOBODY, "/portail/bourg-mesange/catalogue/"),
    Shown("transparency:tool", NOBODY, PORTAL + "catalogue/{tool}/"),
    Shown("transparency:portal-settings", PUBLISHER, f"{CITY}portail/"),
    Shown("transparency:portal-settings", ADMINISTRATOR, f"{CITY}portail/"),
    Shown("governance:home", PUBLISHER, CITY),
    Shown("transparency:register", NOBODY, f"{PORTAL}registre/"),
    Shown("transparency:register", NOBODY, "/portail/valbrise-metropole/registre/"),
    Shown("transparency:register", NOBODY, f"{PORTAL}registre/?q=rien-de-tel"),
    Shown("transparency:entry", NOBODY, "/r/{entry}/"),
    Shown("transparency:entry", NOBODY, "/r/{gone}/", 410),
    Shown("transparency:history", NOBODY, "/r/{entry}/historique/"),
    Shown("transparency:edition", NOBODY, "/r/{entry}/historique/1/"),
    Shown("transparency:charter", NOBODY, f"{PORTAL}charte/"),
    Shown("transparency:charter", NOBODY, "/portail/bourg-mesange/charte/"),
    Shown("transparency:charter", NOBODY, "/portail/saint-aubin-des-pres/charte/"),
    Shown("transparency:consulted-and-voted", NOBODY, "/portail/saint-aubin-des-pres/charte/votes/{voted}/"),
    Shown("transparency:consultations", NOBODY, f"{PORTAL}concertations/"),
    Shown("transparency:consultation", NOBODY, PORTAL + "concertations/{consultation}/"),
    Shown("transparency:consulted-text", NOBODY, PORTAL + "concertations/{consultation}/texte/"),
    Shown("transparency:charter-change", NOBODY, "/portail/bourg-mesange/charte/changements/1/"),
    Shown("transparency:guide", NOBODY, f"{PORTAL}guide/habitants/"),
    Shown("transparency:guide", NOBODY, f"{PORTAL}guide/agents/"),
    Shown("transparency:situation", NOBODY, PORTAL + "guide/agents/{situation}/"),
    Shown("transparency:data", NOBODY, f"{PORTAL}donnees/"),
    Shown("transparency:all-data", NOBODY, "/portail/donnees/"),
    Shown("transparency:api-documentation", NOBODY, "/api/v1/"),
    Shown("transparency:ask", NOBODY, "/r/{entry}/question/"),
    Shown("transparency:follow", NOBODY, "{waiting}"),
    Shown("transparency:follow", NOBODY, "{said}"),
    Shown("transparency:statistics", NOBODY, f"{PORTAL}questions/"),
    Shown("transparency:exports", PUBLISHER, f"{CITY}registre-public/exporter/"),
    Shown("transparency:export-report", PUBLISHER, f"{CITY}registre-public/exporter/nl-algorithm-standard/"),
    Shown("transparency:questions", PUBLISHER, f"{CITY}questions/"),
    Shown("transparency:answer", PUBLISHER, CITY + "questions/{question}/"),
    Shown("transparency:answer", PUBLISHER, CITY + "questions/{done}/"),
    Shown("transparency:notices", PUBLISHER, f"{DOSSIERS}2026-001/mentions/"),
    Shown("transparency:notices", REVIEWER, f"{IN_REVIEW}mentions/"),
    Shown("transparency:remove-proof", PUBLISHER, DOSSIERS + "2026-001/mentions/{proof}/retirer/"),
    Shown("transparency:unused-channel", REVIEWER, f"{IN_REVIEW}mentions/supports/place/"),
    Shown("transparency:used-channel", PUBLISHER, DOSSIERS + "2026-001/mentions/supports/{unused}/reprendre/"),
    Shown("transparency:coverage", PUBLISHER, f"{CITY}mentions/"),
    Shown("transparency:publication", PUBLISHER, f"{DOSSIERS}2026-001/registre/"),
    Shown("transparency:publication", COUNCILLOR, f"{IN_REVIEW}registre/"),
    Shown("transparency:published-entries", PUBLISHER, f"{CITY}registre-public/"),
    Shown("transparency:withdrawal", PUBLISHER, CITY + "registre-public/{entry}/retirer/"),
    Shown("reports:public", NOBODY, f"{PORTAL}rapports/"),
    Shown("reports:public", NOBODY, "/portail/bourg-mesange/rapports/"),
    Shown("reports:public-report", NOBODY, PORTAL + "rapports/{reported}/"),
    Shown("reports:public-figure", NOBODY, PORTAL + "rapports/{reported}/chiffres/decisions.outcomes/"),
    Shown("incidents:register", COUNCILLOR, f"{CITY}incidents/"),
    Shown("incidents:report", COUNCILLOR, f"{DOSSIERS}2026-001/incidents/signaler/"),
    Shown("incidents:incident", DPO, DOSSIERS + "{breached}/incidents/{incident}/"),
    Shown("reports:list", REVIEWER, f"{CITY}bilans/"),
    Shown("reports:so-far", COUNCILLOR, f"{CITY}bilans/en-cours/"),
    Shown("reports:so-far-figure", COUNCILLOR, f"{CITY}bilans/en-cours/chiffres/decisions.received/"),
    Shown("reports:report", PUBLISHER, CITY + "bilans/{reported}/"),
    Shown("reports:report", PUBLISHER, CITY + "bilans/{frozen}/"),
    Shown("reports:figure", COUNCILLOR, CITY + "bilans/{reported}/chiffres/decisions.outcomes/"),
    Shown("reports:words", REVIEWER, CITY + "bilans/{frozen}/texte/"),
    Shown("reports:publication", PUBLISHER, CITY + "bilans/{frozen}/publier/"),
    Shown("measures:survey", NOBODY, "/enquete/{survey}/"),
    Shown("measures:survey-results", NOBODY, "/enquete/{survey}/resultats/"),
    Shown("measures:survey-results", NOBODY, "/enquete/{surveyed}/resultats/"),
    Shown("measures:reconciliation", REVIEWER, f"{CITY}usages-mesures/"),
    Shown("deployments:list", REVIEWER, f"{CITY}passerelle/"),
    Shown("deployments:list", ADMINISTRATOR, f"{CITY}passerelle/"),
    Shown("deployments:list", SINGLE_HANDED, "/espace/saint-aubin-des-pres/passerelle/"),
    Shown("deployments:new-provider", ADMINISTRATOR, f"{CITY}passerelle/fournisseurs/nouveau/"),
    Shown("deployments:provider", ADMINISTRATOR, CITY + "passerelle/fournisseurs/{provider}/"),
    Shown("deployments:new-model", ADMINISTRATOR, f"{CITY}passerelle/modeles/nouveau/"),
    Shown("deployments:model", ADMINISTRATOR, CITY + "passerelle/modeles/{served}/"),
    Shown("deployments:tokens", ADMINISTRATOR, f"{CITY}passerelle/jetons/"),
    Shown("deployments:tokens", TRAINER, f"{CITY}passerelle/jetons/"),
    Shown("deployments:gateway", REVIEWER, f"{DOSSIERS}2026-001/passerelle/"),
    Shown("deployments:gateway", COUNCILLOR, f"{DOSSIERS}2026-001/passerelle/"),
    Shown("deployments:gateway", REVIEWER, f"{DOSSIERS}2026-003/passerelle/"),
    Shown("deployments:gateway", REVIEWER, f"{IN_REVIEW}passerelle/"),
    Shown("deployments:opening", REVIEWER, f"{DOSSIERS}2026-001/passerelle/reglages/"),
    Shown("deployments:revoke-key", REVIEWER, DOSSIERS + "2026-001/passerelle/cles/{key}/revoquer/"),
    Shown("deployments:assistants", REVIEWER, f"{CITY}assistant/"),
    Shown("deployments:assistants", TRAINER, f"{CITY}assistant/"),
    Shown("deployments:assistants", SINGLE_HANDED, "/espace/saint-aubin-des-pres/assistant/"),
    Shown("deployments:assistant", REVIEWER, f"{DOSSIERS}2026-001/assistant/"),
    Shown("deployments:assistant", COUNCILLOR, f"{DOSSIERS}2026-001/assistant/"),
    Shown("deployments:assistant", TRAINER, f"{DOSSIERS}2026-001/assistant/"),
    Shown("deployments:assistant", REVIEWER, f"{DOSSIERS}2026-007/assistant/"),
    Shown("deployments:exit-plan", REVIEWER, f"{DOSSIERS}2026-001/passerelle/sortie/"),
)

_REFUSED = (
    Shown(NO_ROUTE, NOBODY, "/nulle-part/", 404),
    Shown(NO_ROUTE, OWNER, f"{DOSSIERS}2026-999/", 404),
    Shown(NO_ROUTE, OWNER, f"{CITY}journal/", 403),
    Shown(NO_ROUTE, COUNCILLOR, f"{CITY}membres/inviter/", 403),
    Shown(NO_ROUTE, OWNER, "/langue/", 405),
)

PAGES = (
    *_DOORS,
    *_AUTHORITY,
    *_CHARTERS,
    *_CATALOGUE,
    *_FILING,
    *_READING,
    *_INSTRUCTION,
    *_LITERACY,
    *_PUBLIC,
    *_REFUSED,
)

MISTAKEN = (
    Mistaken(
        NOBODY, "/connexion/", "Se connecter", {"Adresse électronique": "x@y.example", "Mot de passe": "faux"}, 200
    ),
    Mistaken(NOBODY, "/connexion/mot-de-passe-oublie/", "Recevoir un lien", status=200),
    Mistaken(NOBODY, "{password}", "Choisir ce mot de passe", {"Nouveau mot de passe": "court"}, 200),
    Mistaken(NOBODY, "{invitation}", "Ouvrir mon compte et accepter", status=200),
    Mistaken(OWNER, "/compte/mot-de-passe/", "Changer de mot de passe", status=200),
    Mistaken(ADMINISTRATOR, f"{CITY}membres/inviter/", "Envoyer l’invitation", status=200),
    Mistaken(ADMINISTRATOR, f"{CITY}services/ajouter/", "Enregistrer", status=200),
    Mistaken(ADMINISTRATOR, f"{CITY}collectivites/creer/", "Créer la collectivité", status=200),
    Mistaken(ADMINISTRATOR, f"{CITY}reglages/", "Enregistrer", {"Nom": ""}, status=200),
    Mistaken(PUBLISHER, f"{CITY}portail/", "Enregistrer", {"Déclaration établie le": ""}),
    Mistaken(OWNER, f"{TOOLS}proposer/", "Proposer", status=200),
    Mistaken(REVIEWER, TOOLS + "{tool}/retirer/", "Retirer du catalogue", status=200),
    Mistaken(REVIEWER, TOOLS + "{retired}/remettre/", "Remettre au catalogue", status=200),
    Mistaken(REVIEWER, TOOLS + "{tool}/faits/", "Consigner", status=200),
    Mistaken(OWNER, f"{DOSSIERS}nouveau/dossier/", "Ouvrir le dossier", status=200),
    Mistaken(OWNER, f"{DOSSIERS}nouveau/declaration/", "Déclarer cet usage"),
    Mistaken(
        OWNER,
        f"{DRAFT}formulaire/people/",
        "Enregistrer et continuer",
        {"Combien de personnes l’outil concerne-t-il": "beaucoup"},
    ),
    Mistaken(OWNER, f"{DRAFT}pieces/joindre/", "Joindre la pièce"),
    Mistaken(OWNER, DRAFT + "pieces/{evidence}/retirer/", "Retirer la pièce"),
    Mistaken(OWNER, f"{DRAFT}echanges/", "Envoyer"),
    Mistaken(OWNER, f"{DOSSIERS}copier/fichier/", "Lire le fichier"),
    Mistaken(REVIEWER, f"{LATE}exceptions/accorder/", "Enregistrer l’exception"),
    Mistaken(DPO, IN_REVIEW + "avis/{opinion}/", "Rendre cet avis"),
    Mistaken(REVIEWER, f"{IN_REVIEW}avis/", "Demander ces avis", {"À rendre au plus tard le": "demain"}),
    Mistaken(REVIEWER, f"{LATE}actes/refuser/", "Refuser", status=409),
    Mistaken(NOBODY, "/r/{entry}/question/", "Envoyer"),
    Mistaken(DPO, f"{DOSSIERS}2026-001/incidents/signaler/", "Signaler cet incident"),
    Mistaken(PUBLISHER, f"{DOSSIERS}2026-001/mentions/", "Enregistrer la preuve"),
    Mistaken(PUBLISHER, CITY + "questions/{question}/", "Envoyer la réponse"),
    Mistaken(PUBLISHER, f"{DOSSIERS}2026-001/registre/", "Publier", {"Résumé": ""}),
    Mistaken(PUBLISHER, CITY + "registre-public/{entry}/retirer/", "Retirer"),
    Mistaken(PUBLISHER, CITY + "bilans/{reported}/", "Publier l’erratum"),
    Mistaken(REVIEWER, DOSSIERS + "2026-010/reserves/{reservation}/lever/", "Lever la réserve"),
    Mistaken(ADMINISTRATOR, f"{CITY}passerelle/fournisseurs/nouveau/", "Enregistrer"),
    Mistaken(ADMINISTRATOR, f"{CITY}passerelle/modeles/nouveau/", "Enregistrer"),
    Mistaken(ADMINISTRATOR, f"{CITY}passerelle/jetons/", "Remettre le jeton"),
    Mistaken(REVIEWER, f"{DOSSIERS}2026-001/passerelle/", "Créer la clé"),
    Mistaken(REVIEWER, f"{DOSSIERS}2026-001/assistant/", "Vérifier avant d’envoyer"),
)
"""The main forms, as whoever sent them too soon sees them."""


def routes_shown() -> Iterator[str]:
    """Yield the routes that the table knows."""
    yield from NOT_PAGES
    yield from (page.route for page in PAGES if page.route != NO_ROUTE)
