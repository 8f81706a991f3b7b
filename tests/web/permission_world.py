# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The small world where the permission matrix is tried: two authorities, each with one of everything.

What may stand in an address is found in ``Place.values`` by the name of the parameter: a new kind of object is one
line in ``furnish``, and a page about it can then be tried.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import NOW, make_authority

from balise.core.annual.record import YearPeriod
from balise.core.consultations import Group, Window
from balise.core.evaluation import Outcome
from balise.core.incidents import Affected, Nature
from balise.core.notices import Channel
from balise.core.opinions import OpinionBody
from balise.core.policy import DataPolicy
from balise.core.public_questions import Asking
from balise.core.roles import HUMAN_ROLES, Role
from balise.core.states import Act, State
from balise.loading.guide import shipped_guide
from balise.loading.usage_logs.reading import LogRead
from balise.web.accounts.models import Invitation, User
from balise.web.accounts.operations.invitations import invite
from balise.web.assessments.models import Comment, Dossier, EvidenceFile, Verdict
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.catalogue.models import AIModel, Ruling, ToolModel
from balise.web.catalogue.operations.describing import Description, propose
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.charters.operations.consultations import Announcement, announce, contribute
from balise.web.charters.operations.drafts import start
from balise.web.charters.operations.publication import Deliberation
from balise.web.charters.operations.publication import publish as publish_charter
from balise.web.deployments.models import AccessKey, Deployment, Provider, ServedModel, StaffToken
from balise.web.governance.models import Decision, ExceptionGrant, OpinionRequest, Reservation
from balise.web.incidents.operations.incidents import report
from balise.web.incidents.records import Telling
from balise.web.literacy.models import Attestation, Registration, Session, TrainingPath
from balise.web.measures.operations.importing import keep_log
from balise.web.measures.operations.survey import begin_survey
from balise.web.measures.queries.measured import imports_of
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority, Membership
from balise.web.organisations.operations.frameworks import change_frameworks
from balise.web.organisations.operations.memberships import welcome
from balise.web.organisations.operations.units import add_unit
from balise.web.organisations.queries import lead_reference, member_of
from balise.web.reports.operations.freezing import freeze
from balise.web.reports.operations.publishing import publish as publish_report
from balise.web.reports.queries.reports import report_of
from balise.web.transparency.models import PublicQuestion
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.operations.proofs import prove
from balise.web.transparency.operations.publication import Wording, publish
from balise.web.transparency.operations.questions import Asker, ask
from balise.web.transparency.operations.unused_channels import say_unused
from balise.web.transparency.portal_description import PortalDescription
from balise.web.ui.public_codes import draw

ANONYMOUS, CLOSED_ACCOUNT, NO_ROLE, ROLE_ENDED, NEIGHBOUR = (
    "anonymous",
    "closed account",
    "no role anywhere",
    "every role, ended",
    "every role, in another authority",
)
OUTSIDERS = (NO_ROLE, ROLE_ENDED, NEIGHBOUR)
"""Signed in, but nobody in the authority."""

SHARING = "bourg-mesange"
"""The authority whose dossiers the other may start from."""

LATER = date(2100, 1, 1)
"""After any day on which the tests are run."""

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """An authority, and one of everything it may own."""

    slug: str
    values: Values
    """What stands in an address, by the name of the parameter."""
    others: Mapping[str, object]
    """The objects that a row asks for by name, in the place of the usual one."""

    def kwargs(self, parameters: frozenset[str], given: Mapping[str, str]) -> dict[str, object]:
        """Return what makes an address of this authority."""
        return {
            name: self.slug if name == "authority" else self.others[given[name]] if name in given else self.values[name]
            for name in parameters
        }


@dataclass(frozen=True, slots=True)
class World:
    """Two authorities and everybody who may knock at the door of the first."""

    here: Place
    elsewhere: Place
    """Its ``shared`` is one that it does not share."""
    people: Mapping[str, User | None]
    """By what they are; nobody for the anonymous."""


def build_world() -> World:
    """Return the world, the people of the first authority each with one role alone."""
    here = make_authority("valbrise", "Ville de Valbrise")
    elsewhere = make_authority(SHARING, "Bourg-Mésange")
    model = AIModel.objects.create(identifier="m", name="M", organisation="O", source="Essai", dated=date(2026, 1, 1))
    people: dict[str, User | None] = {role.value: _person(here, role) for role in HUMAN_ROLES}
    people |= {
        ANONYMOUS: None,
        NO_ROLE: _person(here),
        ROLE_ENDED: _person(here, *HUMAN_ROLES),
        CLOSED_ACCOUNT: _person(here, *HUMAN_ROLES),
        NEIGHBOUR: _person(elsewhere, *HUMAN_ROLES),
    }
    Membership.objects.filter(user=people[ROLE_ENDED]).update(until=NOW)
    User.objects.filter(pk=people[CLOSED_ACCOUNT].pk).update(is_active=False)  # type: ignore[union-attr]
    _person(here, Role.ADMINISTRATOR)  # so that the other one may go
    there = furnish(elsewhere, people[NEIGHBOUR], people[NEIGHBOUR], model, "2026-005", drafts_before=4)
    Dossier.objects.filter(authority=elsewhere, number=there.others["filed"]).update(shared=True)
    return World(
        here=furnish(
            here,
            people[Role.OWNER.value],
            people[Role.ADMINISTRATOR.value],
            model,
            str(there.others["filed"]),
            drafts_before=0,
        ),
        elsewhere=there,
        people=people,
    )


def furnish(
    authority: LocalAuthority,
    owner: User | None,
    administrator: User | None,
    model: AIModel,
    shared: str,
    *,
    drafts_before: int,
) -> Place:
    """Give the authority one of everything.

    ``shared`` is the number, in the second authority, of a dossier to start from; ``drafts_before`` keeps the numbers
    of the two authorities apart.
    """
    owning, administering = _acting(owner, authority), _acting(administrator, authority)
    unit = add_unit(administering, "Culture", None, at=NOW)
    target = _person(authority, Role.PUBLISHER, Role.TRAINER)
    link = invite(administering, "invite@valbrise.example", "Noé", [Role.OWNER], at=NOW)
    for number in range(drafts_before):
        create(owning, f"Autre {number}", unit_id=None, at=NOW)
    draft = create(owning, "Rédaction de courriers", unit_id=None, at=NOW)
    filed = create(owning, "Agent conversationnel", unit_id=None, at=NOW)
    Dossier.objects.filter(pk=filed.id).update(state=State.SUBMITTED, submitted_at=NOW)
    evidence = EvidenceFile.objects.create(
        dossier_id=draft.id,
        title="Analyse d’impact",
        file=ContentFile(b"%PDF-1.7", name=f"{authority.slug}.pdf"),
        filename="aipd.pdf",
        media_type="application/pdf",
        size=8,
        sha256=sha256(b"%PDF-1.7").hexdigest(),
        added_by_id=owning.user_id,
        added_at=NOW,
    )
    instruction = _instruct(filed.id, administering)
    tool_id = propose(owning, Description("Traducteur", Kind.STANDALONE), at=NOW)
    linked = {"source": "Essai", "dated": NOW.date(), "by_id": owning.user_id, "at": NOW}
    ToolModel.objects.create(tool_id=tool_id, model=model, **linked)
    comment = Comment.objects.create(dossier_id=draft.id, text="À compléter.", by_id=owning.user_id, at=NOW)
    proof_id = prove(
        owning, filed.id, Channel.LETTER, NOW.date(), "", SimpleUploadedFile("lettre.pdf", b"%PDF-1.7"), at=NOW
    )
    unused_id = say_unused(owning, filed.id, Channel.TRANSLATION, "Rien n’est traduit.", at=NOW)
    code, private, question_id = _published(filed.id, target, authority)
    chartered = _chartered(administering)
    assisted = _assisted(owning)
    for charter in ("strasbourg-2025", "lyon-2025"):  # two changes, and the charter of the first day in the end
        change_frameworks(administering, charter, at=NOW)
    allowed = propose(owning, Description("Plumier", Kind.STANDALONE), at=NOW)
    _put_in_public(administering, allowed)
    invitation = Invitation.objects.get(authority=authority)
    invitation.expires_at = invitation.expires_at.replace(year=2100)
    invitation.save()
    return Place(
        slug=authority.slug,
        values={
            "user_id": target.pk,
            "unit_id": unit,
            "invitation_id": invitation.pk,
            "role": Role.TRAINER.value,
            "reference": lead_reference(authority.pk),
            "token": link.rstrip("/").rpartition("/")[2],
            "uidb64": "MQ",
            "tool_id": tool_id,
            "model_id": model.pk,
            "number": draft.number,
            "theme": "need",
            "evidence_id": evidence.pk,
            "comment_id": comment.pk,
            "source": SHARING,
            "act": Act.TAKE_UP,
            "code": code,
            "edition_number": 1,
            "rank": 1,
            "edition": 1,
            "rest": "nulle-part",
            "private": private,
            "question_id": question_id,
            "incident_id": _reported_incident(owning, assisted),
            "version_number": 1,
            "proof_id": proof_id,
            "channel": Channel.EMAIL.value,
            "unused_id": unused_id,
            "audience": "agents",
            "target": "etalab-inventaire",
            "name": next(each.id for each in shipped_guide() if "staff" in each.audiences()),
            **_reported(administering),
            **_measured(administering),
            **instruction,
            **_taught(authority, owner),
            **_served(filed.id, administering),
            **chartered,
        },
        others={"filed": filed.number, "assisted": assisted, "shared": shared, "allowed": allowed}
        | {"surveyed": begin_survey(administering, at=NOW)},
    )


def _published(dossier_id: int, publisher: User, authority: LocalAuthority) -> tuple[str, str, int]:
    """Put a dossier in the public register and ask a question of it; return its code, the private address, the id."""
    said = Wording("Agent conversationnel", "Un outil répond aux questions simples, un agent répond aux autres.")
    code = publish(_acting(publisher, authority), dossier_id, said, at=NOW)
    private = ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    return code, private, PublicQuestion.objects.get(entry__code=code).pk


def _measured(by: Member) -> dict[str, object]:
    """Import a log that shows nothing; return what stands in its addresses."""
    keep_log(by, "squid", LogRead(digest="sha256:0"), (), at=NOW)
    return {"import_id": imports_of(by.authority.id)[0].id}


def _chartered(administering: Member) -> dict[str, object]:
    """Vote a charter that was consulted upon, and write another one, on which residents are asked today."""
    window = Window(date(2026, 1, 1), LATER)
    version, drafts, consultation_id = "", [], 0
    for title in ("Charte votée", "Charte à venir"):
        drafts.append(
            start(administering, title, str(lead_reference(administering.authority.id)), extends=False, at=NOW)
        )
        announcement = Announcement(f"Votre avis : {title}", "Qu’en pensez-vous ?", frozenset(Group), window)
        consultation_id = announce(administering, announcement, at=NOW, draft_id=drafts[-1])
        if not version:
            version = publish_charter(
                administering, drafts[-1], Deliberation("Conseil", NOW.date(), votes_for=30), at=NOW
            )
    contribution_id = contribute(administering, consultation_id, Group.UNITS, "Un mot de plus.", at=NOW)
    return {
        "draft_id": drafts[-1],
        "commitment_number": "2",
        "principle_name": "general-interest",
        "consultation_id": consultation_id,
        "contribution_id": contribution_id,
        "version": version,
    }


def _reported(by: Member) -> dict[str, object]:
    """Publish the report of a year; return what stands in its addresses."""
    year = freeze(by, YearPeriod.ending(2025), at=NOW)
    publish_report(by, year, report_of(by.authority.id, year).digest, at=NOW)
    return {"year": year, "figure": "uses.by_status", "file": "chiffres.csv"}


def _taught(authority: LocalAuthority, registered: User | None) -> dict[str, object]:
    """Return a training with a quiz, a session of it that goes on, somebody registered there, and an attestation."""
    quiz = [{"question": "?", "choices": ["a", "b"], "right": 0}]
    path = TrainingPath.objects.create(authority=authority, title="Les bases", audience="staff", quiz=quiz, pass_mark=1)
    session = Session.objects.create(
        path=path, form="self_paced", starts_at=NOW, ends_at=NOW.replace(year=LATER.year), place="Salle 1"
    )
    entry = Registration.objects.create(session=session, user=registered, name="Une personne", registered_at=NOW)
    attestation = Attestation.objects.create(
        code=draw(12),
        authority=authority,
        name="Une personne",
        audience="staff",
        training="Les bases",
        followed_on=NOW.date(),
        issued_at=NOW,
    )
    return {
        "path_id": path.pk,
        "session_id": session.pk,
        "registration_id": entry.pk,
        "attested": attestation.code,
    }


def _served(dossier_id: int, by: Member) -> dict[str, int]:
    """Open the gateway to a dossier: a provider, a model, a deployment with a key, and a token of training."""
    slug = by.authority.slug
    provider = Provider.objects.create(
        authority_id=by.authority.id,
        identifier=slug,
        name="Serveur",
        base_url="http://127.0.0.1:9100/v1",
        jurisdiction="FR",
    )
    served = ServedModel.objects.create(
        authority_id=by.authority.id,
        provider=provider,
        name=f"{slug}/petit",
        upstream_name="petit",
        capabilities=["chat"],
        zone="FRA",
    )
    deployment = Deployment.objects.create(
        authority_id=by.authority.id,
        dossier_id=dossier_id,
        identifier=f"{slug}-essai",
        data_policy=DataPolicy.BLOCK,
        opened_at=NOW,
        opened_by_id=by.user_id,
    )
    deployment.models_asked.add(served)
    key = AccessKey.objects.create(
        deployment=deployment, label="Essai", digest=slug, created_at=NOW, created_by_id=by.user_id
    )
    token = StaffToken.objects.create(
        authority_id=by.authority.id,
        user_id=by.user_id,
        digest=slug,
        valid_until=LATER,
        training="Atelier",
        created_at=NOW,
        created_by_id=by.user_id,
    )
    return {"provider_id": provider.pk, "served_id": served.pk, "key_id": key.pk, "token_id": token.pk}


def _assisted(owning: Member) -> str:
    """Return the number of a dossier in service whose assistant is open to the authority."""
    file = create(owning, "Relecture de notes", unit_id=None, at=NOW)
    Dossier.objects.filter(pk=file.id).update(state=State.DEPLOYED, submitted_at=NOW, deployed_at=NOW)
    slug = owning.authority.slug
    deployment = Deployment.objects.create(
        authority_id=owning.authority.id,
        dossier_id=file.id,
        identifier=f"{slug}-assistant",
        data_policy=DataPolicy.BLOCK,
        opened_at=NOW,
        opened_by_id=owning.user_id,
    )
    AccessKey.objects.create(
        deployment=deployment,
        label="Assistant",
        digest=f"{slug}-assistant",
        for_assistant=True,
        created_at=NOW,
        created_by_id=owning.user_id,
    )
    return file.number


def _reported_incident(owning: Member, number: str) -> int:
    """Report an incident with a dossier in service; return its id."""
    told = Telling(Nature.OUTAGE, NOW.date(), "Muet une matinée.", Affected.NO)
    return report(owning, dossier_of(owning, number).id, told, at=NOW)


def _put_in_public(administering: Member, tool_id: int) -> None:
    """Publish the catalogue of the authority, and give it a word on its tool: anybody may then read that one."""
    describe_portal(administering, PortalDescription(publishes_tools=True), at=NOW)
    Ruling.objects.create(
        tool_id=tool_id,
        authority_id=administering.authority.id,
        permission=Permission.CONDITIONAL,
        decided_at=NOW,
        decided_by_id=administering.user_id,
    )


def _instruct(dossier_id: int, by: Member) -> dict[str, int]:
    """Give a filed dossier an opinion asked of the DPO, an exception and a reservation, all of them open."""
    asked = OpinionRequest.objects.create(
        dossier_id=dossier_id,
        body=OpinionBody.DPO,
        requested_by_id=by.user_id,
        requested_at=NOW,
        requested_on=NOW.date(),
        deadline=LATER,
    )
    granted = ExceptionGrant.objects.create(
        dossier_id=dossier_id,
        criterion="lyon-2025:2:a",
        motive="Essai borné",
        deciding_authority="Le conseil municipal",
        granted_on=NOW.date(),
        expires_on=LATER,
        by_id=by.user_id,
        at=NOW,
    )
    verdict = Verdict.objects.create(
        dossier_id=dossier_id,
        framework="lyon-2025@1.0.0",
        on=NOW.date(),
        occasion="decision",
        outcome=Outcome.INCOMPLETE,
        results={},
        answers={},
        digest="sha256:0",
        at=NOW,
    )
    decision = Decision.objects.create(
        dossier_id=dossier_id,
        act=Act.DECIDE_WITH_RESERVATIONS,
        motive="Sous réserve",
        deciding_authority="Le maire",
        verdict=verdict,
        by_id=by.user_id,
        at=NOW,
        on=NOW.date(),
    )
    reserved = Reservation.objects.create(
        dossier_id=dossier_id, decision=decision, text="À faire", set_on=NOW.date(), due_on=LATER
    )
    return {"opinion_id": asked.pk, "exception_id": granted.pk, "reservation_id": reserved.pk}


def _person(authority: LocalAuthority, *roles: Role) -> User:
    user = User.objects.create(email=f"p{User.objects.count()}@valbrise.example", name="Une personne")
    welcome(user.pk, authority.pk, roles, None, None, at=NOW)
    return user


def _acting(user: User | None, authority: LocalAuthority) -> Member:
    assert user is not None
    member = member_of(user.pk, authority.slug)
    assert member is not None
    return member
