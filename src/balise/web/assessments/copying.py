# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which answers pass from a dossier to its copy, and why the others do not.

A copy spares the work of describing a tool and its safeguards. It must not make anybody say what is true of somebody
else: who is in charge, what was done and proved elsewhere, what others thought of it. What is not copied is asked
again; an answer that is missing is never a good one.
"""

from collections.abc import Mapping
from enum import StrEnum

from balise.core.conditions import AnswerValue
from balise.core.questions import QuestionBank
from balise.web.assessments.acts_only import GIVEN_BY
from balise.web.assessments.mapping import plain_answer, typed_answer


class Reason(StrEnum):
    """Why an answer stays behind."""

    IDENTITY = "identity"
    PROGRESS = "progress"
    FIGURES = "figures"
    DONE_THERE = "done_there"
    OPINION = "opinion"
    CATALOGUE = "catalogue"
    OWN_RULES = "own_rules"
    """The question belongs to the texts of that authority: nobody here has said whether its answer can travel."""


LEFT_BEHIND: Mapping[str, Reason] = {
    "owner_unit": Reason.IDENTITY,
    "accountable_owner": Reason.IDENTITY,
    "contact": Reason.IDENTITY,
    "responsible_named": Reason.IDENTITY,
    "project_status": Reason.PROGRESS,
    "in_service_on": Reason.PROGRESS,
    "review_date": Reason.PROGRESS,
    "register_published": Reason.PROGRESS,
    "people_per_year": Reason.FIGURES,
    "decisions_per_year": Reason.FIGURES,
    "requests_per_year": Reason.FIGURES,
    "annual_cost": Reason.FIGURES,
    "energy_kwh_low": Reason.FIGURES,
    "energy_kwh_high": Reason.FIGURES,
    "co2_kg_low": Reason.FIGURES,
    "co2_kg_high": Reason.FIGURES,
    "footprint_estimated": Reason.DONE_THERE,
    "footprint_followed": Reason.DONE_THERE,
    "need_demonstrated": Reason.DONE_THERE,
    "users_informed": Reason.DONE_THERE,
    "crpa_explanation_ready": Reason.DONE_THERE,
    "crpa_rules_published": Reason.DONE_THERE,
    "fria": Reason.DONE_THERE,
    "eu_registration": Reason.DONE_THERE,
    "oversight_trained": Reason.DONE_THERE,
    "art30_entry": Reason.DONE_THERE,
    "dpia": Reason.DONE_THERE,
    "data_subjects_informed": Reason.DONE_THERE,
    "rights_procedure": Reason.DONE_THERE,
    "processor_contract": Reason.DONE_THERE,
    "exit_clause": Reason.DONE_THERE,
    "exit_plan": Reason.DONE_THERE,
    "exit_drill_done": Reason.DONE_THERE,
    "exit_drill_on": Reason.DONE_THERE,
    "risks_assessed": Reason.DONE_THERE,
    "bias_tests": Reason.DONE_THERE,
    "incident_procedure": Reason.DONE_THERE,
    "training_done": Reason.DONE_THERE,
    "job_impact_assessed": Reason.DONE_THERE,
    "staff_committee": Reason.OPINION,
    "staff_informed": Reason.DONE_THERE,
    **dict.fromkeys(GIVEN_BY, Reason.OPINION),
    "catalogue_status": Reason.CATALOGUE,
    "data_class_allowed": Reason.CATALOGUE,
}
"""The answers that no other authority takes over."""

PASSED = frozenset(
    {
        "summary",
        "policy_area",
        "use_types",
        "purpose",
        "alternatives_considered",
        "expected_benefit",
        "success_indicator",
        "audience",
        "interaction_mode",
        "vulnerable_groups",
        "notice_channels",
        "explanation_sheet",
        "ai_disclosed_in_conversation",
        "non_ai_path",
        "refusal_without_loss",
        "staff_free_to_refuse",
        "individual_decisions",
        "automation_level",
        "human_review",
        "override_possible",
        "appeal_path",
        "crpa_mention",
        "ai_act_role",
        "prohibited_practices",
        "annex_iii_areas",
        "annex_i_product",
        "profiling",
        "annex_iii_exemption",
        "instructions_followed",
        "logs_kept_months",
        "generated_media",
        "realistic_media",
        "content_marked",
        "public_interest_text",
        "editorial_review",
        "personal_data",
        "data_class",
        "data_sources",
        "legal_basis",
        "special_categories",
        "special_categories_exception",
        "children_data",
        "retention_defined",
        "data_minimised",
        "transfers_outside_eu",
        "reuse_for_training",
        "copyright_checked",
        "technique",
        "self_learning",
        "models_used",
        "smallest_model_justified",
        "licence",
        "embedded_in_software",
        "host_software",
        "developed_by",
        "vendor",
        "subcontractors_known",
        "export_format",
        "substitute_identified",
        "vendor_country",
        "hosting",
        "extraterritorial_exposure",
        "sovereignty_justification",
        "volume_limited",
        "affected_groups_identified",
        "inclusive_review",
        "individual_monitoring",
        "interface",
        "rgaa_level",
        "accessibility_statement",
        "plain_language",
    }
)
"""The answers that describe the project itself, its tool and its safeguards: what a copy is made for."""

LEFT_BEHIND_AT_HOME = frozenset({Reason.PROGRESS, Reason.OPINION, Reason.CATALOGUE})
"""The reasons that hold even for a copy within the same authority."""


def copied(answers: Mapping[str, AnswerValue], bank: QuestionBank, *, same_authority: bool) -> dict[str, AnswerValue]:
    """Return the answers that pass to the copy: those that the bank of the copy also understands."""
    return {
        name: value
        for name, value in answers.items()
        if reason_to_leave(name, same_authority=same_authority) is None
        and name in bank.by_id
        and typed_answer(bank.by_id[name], plain_answer(value)) is not None
    }


def left_behind(answers: Mapping[str, AnswerValue], *, same_authority: bool) -> dict[Reason, tuple[str, ...]]:
    """Return the answers that do not pass, by reason."""
    found: dict[Reason, tuple[str, ...]] = {}
    for name in answers:
        reason = reason_to_leave(name, same_authority=same_authority)
        if reason is not None:
            found[reason] = (*found.get(reason, ()), name)
    return {reason: found[reason] for reason in Reason if reason in found}


def reason_to_leave(question: str, *, same_authority: bool) -> Reason | None:
    """Return why an answer stays behind, or None when it passes."""
    reason = LEFT_BEHIND.get(question, None if question in PASSED else Reason.OWN_RULES)
    return None if same_authority and reason not in LEFT_BEHIND_AT_HOME else reason
