# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may open what, page by page: written by hand from what the product promises, never drawn from the views.

One row a page, by the name of its address. A page without a row fails the tests, and so does a row without a page.
To add one, say in a word whom it is for:

- ``anyone()``: no account is needed;
- ``account()``: an account, of whatever authority;
- ``members()``: whoever holds a role in the authority of the address;
- ``only(Role.X, …)``: those roles alone; the other members are told that the page is not for them (403);
- ``seen_by(Role.X, …)``: those roles alone know of what stands in the address; to the others it does not exist (404),
  but for the ``readers`` named, who know of it and are told that this act is not theirs (403).

``GET`` is the method unless others are named. ``writers`` narrows who may send the form of a page that more people
read.
What stands in the address is made by ``permission_world.py``; ``given`` asks for another of its objects.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from balise.core.roles import HUMAN_ROLES, Role
from balise.web.ui.access import Audience

GET, POST = "GET", "POST"

EVERY_ROLE = frozenset(HUMAN_ROLES)
INSTRUCTORS = (Role.REVIEWER, Role.DPO, Role.CISO)
"""Who decides on tools."""

WRITERS = (Role.OWNER, Role.REVIEWER)
"""Who writes a dossier: its owner, and the reviewer who helps."""

READERS = (
    Role.OWNER,
    Role.REVIEWER,
    Role.DPO,
    Role.CISO,
    Role.STAFF_COMMITTEE,
    Role.COUNCILLOR,
    Role.PUBLISHER,
    Role.ADMINISTRATOR,
)
"""Who reads a dossier once it is filed: its owner, and everybody but those who own or teach something else."""


@dataclass(frozen=True, slots=True)
class Row:
    """The rule of one page."""

    audience: Audience
    methods: tuple[str, ...]
    roles: frozenset[Role] = EVERY_ROLE
    writers: frozenset[Role] | None = None
    readers: frozenset[Role] = EVERY_ROLE
    """Who knows of what stands in the address: without the role they are refused (403), and the others lost (404)."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Which object of the world stands in the address, where it is not the usual one."""
    closed: bool = False
    """The page exists only under a setting that the tests do not make: to everybody it does not exist."""

    def may(self, role: Role, method: str) -> bool:
        """Tell whether a member with this role alone may use the page in this way."""
        return role in (self.writers if method == POST and self.writers is not None else self.roles)


def anyone(*methods: str, closed: bool = False, **given: str) -> Row:
    """Return the rule of a page that needs no account."""
    return Row(Audience.ANYONE, methods or (GET,), given=given, closed=closed)


def account(*methods: str) -> Row:
    """Return the rule of a page for whoever has an account."""
    return Row(Audience.SIGNED_IN, methods or (GET,))


def members(*methods: str, writers: tuple[Role, ...] | None = None, **given: str) -> Row:
    """Return the rule of a page for the members of the authority."""
    narrowed = None if writers is None else frozenset(writers)
    return Row(Audience.MEMBERS, methods or (GET,), writers=narrowed, given=given)


def only(*roles: Role, methods: tuple[str, ...] = (GET,), **given: str) -> Row:
    """Return the rule of a page for a few roles."""
    return Row(Audience.MEMBERS, methods, frozenset(roles), given=given)


def seen_by(
    *roles: Role,
    methods: tuple[str, ...] = (GET,),
    writers: tuple[Role, ...] | None = None,
    readers: tuple[Role, ...] | None = None,
    **given: str,
) -> Row:
    """Return the rule of a page about something that only a few roles know of."""
    narrowed = None if writers is None else frozenset(writers)
    known = frozenset(roles if readers is None else readers)
    return Row(Audience.MEMBERS, methods, frozenset(roles), narrowed, known, given)


ADMINISTRATOR = (Role.ADMINISTRATOR,)
BOTH = (GET, POST)

SITE = {
    "ui:language": anyone(POST),
    "ui:help": anyone(),
}

ACCOUNTS = {
    "accounts:sign-in": anyone(*BOTH),
    "accounts:sign-out": anyone(POST),
    "accounts:password-forgotten": anyone(*BOTH),
    "accounts:password-sent": anyone(),
    "accounts:password-choice": anyone(*BOTH),
    "accounts:invitation": anyone(*BOTH),
    "accounts:account": account(*BOTH),
    "accounts:password-change": account(*BOTH),
    "accounts:close-sessions": account(POST),
    "accounts:to-provider": anyone(*BOTH, closed=True),
    "accounts:from-provider": anyone(*BOTH, closed=True),
}

ORGANISATIONS = {
    "organisations:home": anyone(),
    "organisations:authorities": account(),
    "organisations:members": members(),
    "organisations:invite": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:resend-invitation": only(*ADMINISTRATOR, methods=(POST,)),
    "organisations:revoke-invitation": only(*ADMINISTRATOR, methods=(POST,)),
    "organisations:person": only(*ADMINISTRATOR),
    "organisations:give-role": only(*ADMINISTRATOR, methods=(POST,)),
    "organisations:take-role": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:move": only(*ADMINISTRATOR, methods=(POST,)),
    "organisations:end-membership": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:units": members(),
    "organisations:add-unit": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:change-unit": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:close-unit": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:reopen-unit": only(*ADMINISTRATOR, methods=(POST,)),
    "organisations:settings": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:tree": members(),
    "organisations:create-authority": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:frameworks": members(),
    "organisations:change-frameworks": only(*ADMINISTRATOR, methods=BOTH),
    "organisations:framework": members(),
}

# Everybody reads the catalogue, proposes, uses, refers. Deciding on a tool and establishing facts is for instructors.
CATALOGUE = {
    "catalogue:list": members(),
    "catalogue:can-i": members(),
    "catalogue:overview": members(),
    "catalogue:propose": members(*BOTH),
    "catalogue:following": only(*INSTRUCTORS, methods=BOTH),
    "catalogue:models": members(),
    "catalogue:model": members(*BOTH, writers=INSTRUCTORS),
    "catalogue:unlink-model": only(*INSTRUCTORS, methods=BOTH),
    "catalogue:tool": members(),
    "catalogue:edit": only(Role.OWNER, *INSTRUCTORS, methods=BOTH),  # the tool of the world was proposed by its owner
    "catalogue:decide": only(*INSTRUCTORS, methods=BOTH),
    "catalogue:matrix": only(*INSTRUCTORS, methods=BOTH),
    "catalogue:facts": only(*INSTRUCTORS, methods=BOTH),
    "catalogue:exit-plan": only(*INSTRUCTORS, methods=BOTH),
    "catalogue:use": members(POST),
    "catalogue:referent": members(POST),
    "catalogue:retire": only(*INSTRUCTORS, methods=BOTH),
    "catalogue:restore": only(*INSTRUCTORS, methods=BOTH),
    "catalogue:questionnaire": members(),
    "catalogue:questionnaire-odt": members(),
}

# Anybody may begin. A draft is known to its owner and to reviewers alone; once filed, it is read by all who act on it.
ASSESSMENTS = {
    "assessments:new": members(),
    "assessments:new-dossier": members(*BOTH),
    "assessments:triage": members(),
    "assessments:keep-triage": members(POST),
    "assessments:declare": members(*BOTH),
    "assessments:form": seen_by(*WRITERS),
    "assessments:theme": seen_by(*WRITERS, methods=BOTH),
    "assessments:preview": seen_by(*WRITERS, methods=(POST,)),
    "assessments:presentation": seen_by(*WRITERS, methods=BOTH),
    "assessments:check": seen_by(*READERS, number="filed"),
    "assessments:open": seen_by(*WRITERS, methods=(POST,)),
    "assessments:list": members(),
    "assessments:export": members(),
    "assessments:copies": members(),
    "assessments:copy-file": members(*BOTH),
    "assessments:copy-entry": members(*BOTH),
    "assessments:copy": seen_by(*EVERY_ROLE, methods=BOTH, number="shared"),  # what another authority chose to share
    "assessments:dossier": seen_by(*READERS, number="filed"),
    "assessments:answers": seen_by(*READERS, number="filed"),
    "assessments:answers-file": seen_by(*READERS, number="filed"),
    "assessments:history": seen_by(*READERS, number="filed"),
    "assessments:journal": seen_by(*READERS, number="filed"),
    "assessments:evidence": seen_by(*READERS, number="filed"),
    "assessments:evidence-add": seen_by(*WRITERS, methods=BOTH),
    "assessments:evidence-file": seen_by(*WRITERS),  # the document of a draft
    "assessments:evidence-remove": seen_by(*WRITERS, methods=BOTH),
    "assessments:comments": seen_by(*READERS, methods=BOTH, number="filed"),
    "assessments:comment-withdraw": seen_by(Role.OWNER, methods=(POST,), readers=WRITERS),  # its author
    "assessments:duplicate": seen_by(*READERS, methods=BOTH, number="filed"),
    "assessments:share": only(Role.REVIEWER, methods=BOTH),
    "assessments:reevaluate": seen_by(*WRITERS, methods=BOTH),
}

# Whoever reads a filed dossier reads how it is instructed. Each act is somebody's, as the workflow says; the page
# of an act opens to every reader, to say why it is not theirs. The opinion of the world is asked of the DPO.
JOURNAL_READERS = (Role.REVIEWER, Role.DPO, Role.CISO, Role.ADMINISTRATOR, Role.COUNCILLOR)
GOVERNANCE = {
    "governance:home": members(),
    "governance:follow-up": members(),
    "governance:roundup": members(GET, POST),
    "governance:journal": only(*JOURNAL_READERS),
    "governance:export-journal": only(*JOURNAL_READERS),
    "governance:review": seen_by(*READERS, number="filed"),
    "governance:act": seen_by(*READERS, methods=BOTH, number="filed"),
    "governance:opinions": seen_by(*READERS, methods=BOTH, writers=(Role.REVIEWER,), number="filed"),
    "governance:give-opinion": seen_by(Role.DPO, methods=BOTH, readers=READERS, number="filed"),
    "governance:withdraw-opinion": seen_by(Role.REVIEWER, methods=(POST,), readers=READERS, number="filed"),
    "governance:grant-exception": only(Role.REVIEWER, methods=BOTH, number="filed"),
    "governance:revoke-exception": only(Role.REVIEWER, methods=BOTH, number="filed"),
    "governance:lift": seen_by(Role.OWNER, Role.REVIEWER, methods=BOTH, readers=READERS, number="filed"),
}

# What is published is everybody's. Publishing is the work of those who keep the portal; the page that does it opens to
# whoever reads the dossier, so that they know what the public reads.
PORTAL_KEEPERS = (Role.PUBLISHER, Role.ADMINISTRATOR)
ANSWERERS = (*PORTAL_KEEPERS, Role.REVIEWER, Role.DPO)
EXPORTERS = (*PORTAL_KEEPERS, Role.REVIEWER)
READ_EVERYTHING = tuple(role for role in READERS if role is not Role.OWNER)

# Every member reads the drafts, studies them and contributes; writing, consulting and publishing are each somebody's.
CHARTER_WRITERS = (Role.ADMINISTRATOR, Role.REVIEWER)
CONSULTATION_HOLDERS = (Role.ADMINISTRATOR, Role.REVIEWER, Role.PUBLISHER)
CHARTERS = {
    "charters:drafts": members(),
    "charters:new-draft": only(*CHARTER_WRITERS, methods=BOTH),
    "charters:draft": members(),
    "charters:presentation": only(*CHARTER_WRITERS, methods=BOTH),
    "charters:add-principle": only(*CHARTER_WRITERS, methods=BOTH),
    "charters:principle": only(*CHARTER_WRITERS, methods=BOTH),
    "charters:add-commitment": only(*CHARTER_WRITERS, methods=BOTH),
    "charters:commitment": only(*CHARTER_WRITERS, methods=BOTH),
    "charters:remove-commitment": only(*CHARTER_WRITERS, methods=BOTH),
    "charters:abandon": only(*CHARTER_WRITERS, methods=(POST,)),
    "charters:study": members(),
    "charters:study-file": members(),
    "charters:difference": members(),
    "charters:publication": only(*ADMINISTRATOR, methods=BOTH),
    "charters:announce-on-draft": only(*CONSULTATION_HOLDERS, methods=BOTH),
    "charters:announce-on-dossier": only(*CONSULTATION_HOLDERS, methods=BOTH, number="filed"),
    "charters:consultations": members(),
    "charters:consultation": members(*BOTH),
    "charters:consulted-text": members(),
    "charters:synthesis": only(*CONSULTATION_HOLDERS, methods=BOTH),
    "charters:contribution": only(*CONSULTATION_HOLDERS, methods=BOTH),
}

TRANSPARENCY = {
    "transparency:consulted-and-voted": anyone(),
    "transparency:consultations": anyone(),
    "transparency:consultation": anyone(*BOTH),
    "transparency:consulted-text": anyone(),
    "transparency:portals": anyone(),
    "transparency:home": anyone(),
    "transparency:all-data": anyone(),
    "transparency:all-register-csv": anyone(),
    "transparency:all-register-json": anyone(),
    "transparency:all-changes": anyone(),
    "transparency:all-catalogue": anyone(),
    "transparency:all-csv-schema": anyone(),
    "transparency:all-json-schema": anyone(),
    "transparency:api-documentation": anyone(),
    "transparency:api-openapi": anyone(),
    "transparency:api-authorities": anyone(),
    "transparency:api-authority": anyone(),
    "transparency:api-charter": anyone(),
    "transparency:api-questions": anyone(),
    "transparency:api-entries": anyone(),
    "transparency:api-entry": anyone(),
    "transparency:api-editions": anyone(),
    "transparency:api-edition": anyone(),
    "transparency:api-notices": anyone(),
    "transparency:api-nowhere": anyone(closed=True),
    "transparency:accessibility": anyone(),
    "transparency:legal": anyone(),
    "transparency:help": anyone(),
    "transparency:tools": anyone(),
    "transparency:tool": anyone(tool_id="allowed"),
    "transparency:portal-settings": only(*PORTAL_KEEPERS, methods=BOTH),
    "transparency:restore-portal": only(*PORTAL_KEEPERS, methods=(POST,)),
    "transparency:register": anyone(),
    "transparency:entry": anyone(),
    "transparency:history": anyone(),
    "transparency:edition": anyone(),
    "transparency:qr-code": anyone(),
    "transparency:charter": anyone(),
    "transparency:charter-pdf": anyone(),
    "transparency:charter-change": anyone(),
    "transparency:guide": anyone(),
    "transparency:situation": anyone(),
    "transparency:data": anyone(),
    "transparency:register-csv": anyone(),
    "transparency:register-json": anyone(),
    "transparency:changes": anyone(),
    "transparency:catalogue": anyone(),
    "transparency:csv-schema": anyone(),
    "transparency:json-schema": anyone(),
    "transparency:ask": anyone(*BOTH),
    "transparency:follow": anyone(),
    "transparency:statistics": anyone(),
    "transparency:exports": only(*EXPORTERS),
    "transparency:export-report": only(*EXPORTERS),
    "transparency:export-file": only(*EXPORTERS),
    "transparency:export-report-file": only(*EXPORTERS),
    "transparency:questions": only(*ANSWERERS),
    "transparency:answer": only(*ANSWERERS, methods=BOTH),
    "transparency:notices": seen_by(*READERS, methods=BOTH, writers=(*WRITERS, *PORTAL_KEEPERS), number="filed"),
    "transparency:remove-proof": seen_by(*WRITERS, *PORTAL_KEEPERS, methods=BOTH, readers=READERS, number="filed"),
    "transparency:unused-channel": seen_by(*WRITERS, *PORTAL_KEEPERS, methods=BOTH, readers=READERS, number="filed"),
    "transparency:used-channel": seen_by(*WRITERS, *PORTAL_KEEPERS, methods=BOTH, readers=READERS, number="filed"),
    "transparency:proof-file": seen_by(*READERS, number="filed"),
    "transparency:poster": seen_by(*READERS, number="filed"),
    "transparency:coverage": only(*READ_EVERYTHING),
    "transparency:publication": seen_by(*READERS, methods=BOTH, writers=PORTAL_KEEPERS, number="filed"),
    "transparency:published-entries": only(*EXPORTERS),
    "transparency:withdrawal": only(*PORTAL_KEEPERS, methods=BOTH),
}

# Whoever opens a dossier that serves reports; whoever instructs, protects data, answers for security or carries the
# dossier says what is done; the register is read by those who read every dossier.
INCIDENTS = {
    "incidents:register": only(*READ_EVERYTHING),
    "incidents:export": only(*READ_EVERYTHING),
    "incidents:report": seen_by(*READERS, methods=BOTH, number="assisted"),
    "incidents:incident": seen_by(*READERS, methods=BOTH, writers=(*INSTRUCTORS, Role.OWNER), number="assisted"),
}

TRAINERS = (Role.TRAINER, Role.ADMINISTRATOR)
"""Who gives trainings, and alone reads who came."""

COUNTERS = (*TRAINERS, Role.REVIEWER, Role.DPO, Role.COUNCILLOR, Role.STAFF_COMMITTEE)
"""Who reads how many were trained."""

LITERACY = {
    "literacy:list": members(),
    "literacy:new-path": only(*TRAINERS, methods=BOTH),
    "literacy:path": members(),
    "literacy:edit-path": only(*TRAINERS, methods=BOTH),
    "literacy:close-path": only(*TRAINERS, methods=(POST,)),
    "literacy:reopen-path": only(*TRAINERS, methods=(POST,)),
    "literacy:new-session": only(*TRAINERS, methods=BOTH),
    "literacy:session": members(),
    "literacy:edit-session": only(*TRAINERS, methods=BOTH),
    "literacy:cancel-session": only(*TRAINERS, methods=BOTH),
    "literacy:invitation": members(),
    "literacy:register": members(POST),
    "literacy:withdraw": members(POST),
    "literacy:quiz": members(*BOTH),
    "literacy:register-other": only(*TRAINERS, methods=(POST,)),
    "literacy:withdraw-other": only(*TRAINERS, methods=(POST,)),
    "literacy:sign-in-sheet": only(*TRAINERS, methods=BOTH),
    "literacy:webinar": only(*TRAINERS, methods=BOTH),
    "literacy:attest": only(*TRAINERS, methods=(POST,)),
    "literacy:outside": only(*TRAINERS, methods=BOTH),
    "literacy:withdraw-attestation": only(*TRAINERS, methods=BOTH),
    "literacy:coverage": only(*COUNTERS),
    "literacy:headcounts": only(*TRAINERS, methods=BOTH),
    "literacy:coverage-csv": only(*COUNTERS),
    "literacy:coverage-ods": only(*COUNTERS),
    "literacy:evidence": only(*COUNTERS),
    "literacy:evidence-pdf": only(*COUNTERS),
    "literacy:check": anyone(),
    "literacy:attestation": anyone(),
    "literacy:attestation-pdf": anyone(),
}


# Administrators say which providers and models there are; reviewers and administrators what a dossier may ask; whoever
# carries the dossier makes its keys and opens its assistant, as they do; any member may try a tool whose assistant is
# open, without reading its dossier. Those who train hand out tokens. The bundle needs a token of its own.
GATEWAY_SETTERS = (Role.REVIEWER, Role.ADMINISTRATOR)
KEY_MAKERS = (Role.OWNER, *GATEWAY_SETTERS)
GATEWAY_TRAINERS = (Role.TRAINER, Role.ADMINISTRATOR)
DEPLOYMENTS = {
    "deployments:bundle": anyone(closed=True),
    "deployments:list": only(*INSTRUCTORS, Role.ADMINISTRATOR),
    "deployments:new-provider": only(*ADMINISTRATOR, methods=BOTH),
    "deployments:provider": only(*ADMINISTRATOR, methods=BOTH),
    "deployments:new-model": only(*ADMINISTRATOR, methods=BOTH),
    "deployments:model": only(*ADMINISTRATOR, methods=BOTH),
    "deployments:retire-model": only(*ADMINISTRATOR, methods=(POST,)),
    "deployments:restore-model": only(*ADMINISTRATOR, methods=(POST,)),
    "deployments:tokens": only(*GATEWAY_TRAINERS, methods=BOTH),
    "deployments:revoke-token": only(*GATEWAY_TRAINERS, methods=(POST,)),
    "deployments:gateway": seen_by(*READERS, number="filed"),
    "deployments:opening": only(*GATEWAY_SETTERS, methods=BOTH, number="filed"),
    "deployments:new-key": seen_by(*KEY_MAKERS, methods=(POST,), readers=READERS, number="filed"),
    "deployments:replace-key": seen_by(*KEY_MAKERS, methods=(POST,), readers=READERS, number="filed"),
    "deployments:revoke-key": seen_by(*KEY_MAKERS, methods=BOTH, readers=READERS, number="filed"),
    "deployments:assistants": members(),
    "deployments:assistant": members(*BOTH, number="assisted"),
    "deployments:assistant-door": seen_by(*KEY_MAKERS, methods=(POST,), readers=READERS, number="filed"),
    "deployments:exit-plan": seen_by(*KEY_MAKERS, methods=BOTH, readers=READERS, number="filed"),
    "deployments:switch": seen_by(*KEY_MAKERS, methods=(POST,), readers=READERS, number="filed"),
}

# A published report is everybody's. Whoever instructs or keeps the portal prepares it; councillors and the staff
# committee read it before; to publish, and to correct aloud, is the work of those who keep the portal.
REPORT_WRITERS = (Role.REVIEWER, *PORTAL_KEEPERS)
REPORT_READERS = (*REPORT_WRITERS, Role.DPO, Role.CISO, Role.STAFF_COMMITTEE, Role.COUNCILLOR)
REPORTS = {
    "reports:public": anyone(),
    "reports:public-report": anyone(),
    "reports:public-figure": anyone(),
    "reports:public-file": anyone(),
    "measures:reconciliation": only(*REPORT_READERS),
    "measures:open-survey": only(Role.REVIEWER, Role.CISO, Role.ADMINISTRATOR, methods=(POST,)),
    "measures:close-survey": only(Role.REVIEWER, Role.CISO, Role.ADMINISTRATOR, methods=(POST,)),
    "measures:survey": anyone(*BOTH, code="surveyed"),
    "measures:survey-results": anyone(code="surveyed"),
    "measures:discard": only(Role.REVIEWER, Role.CISO, Role.ADMINISTRATOR, methods=(POST,)),
    "reports:list": only(*REPORT_READERS, methods=BOTH),
    "reports:so-far": only(*REPORT_READERS),
    "reports:so-far-figure": only(*REPORT_READERS),
    "reports:report": only(*REPORT_READERS),
    "reports:figure": only(*REPORT_READERS),
    "reports:words": only(*REPORT_WRITERS, methods=BOTH),
    "reports:reading": only(*REPORT_READERS, methods=(POST,)),
    "reports:publication": only(*PORTAL_KEEPERS, methods=BOTH),
    "reports:refreeze": only(*REPORT_WRITERS, methods=(POST,)),
    "reports:discard": only(*REPORT_WRITERS, methods=(POST,)),
    "reports:erratum": only(*PORTAL_KEEPERS, methods=(POST,)),
}

MATRIX: Mapping[str, Row] = {
    **SITE,
    **ACCOUNTS,
    **ORGANISATIONS,
    **CATALOGUE,
    **ASSESSMENTS,
    **GOVERNANCE,
    **CHARTERS,
    **TRANSPARENCY,
    **INCIDENTS,
    **LITERACY,
    **DEPLOYMENTS,
    **REPORTS,
}
