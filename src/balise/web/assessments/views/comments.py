# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The conversation about a dossier."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.web.assessments.forms.comments import CommentForm
from balise.web.assessments.frame import address, frame_of
from balise.web.assessments.operations.comments import may_comment, say, withdraw_comment
from balise.web.assessments.queries.comments import comments_on
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.subjects import subject_said
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show what was said, and let whoever reads the dossier answer."""
    file = dossier_of(member, number)
    form = CommentForm(file, initial={"about": request.GET.get("sur", "")})
    if request.method == "POST":
        form = CommentForm(file, request.POST, initial={"about": request.POST.get("about", "")})
        if form.is_valid():
            say(member, file.id, form.cleaned_data["text"], about=form.cleaned_data["about"], at=timezone.now())
            messages.success(request, _("Votre message est au dossier."))
            return redirect("assessments:comments", authority=member.authority.slug, number=number)
    context = {
        **frame_of(request, member, file, "comments"),
        "form": form,
        "said": [
            {
                "comment": comment,
                "about": subject_said(comment.about, file) if comment.about else "",
                "withdraw_url": address(member, file, "comment-withdraw", comment_id=comment.id)
                if comment.by_id == member.user_id and not comment.withdrawn
                else "",
            }
            for comment in comments_on(file.id)
        ],
        "open": may_comment(member, file),
    }
    return render(request, "assessments/comments.html", context, status=422 if form.is_bound else 200)


@for_members()
@require_POST
def comment_withdraw(request: HttpRequest, member: Member, number: str, comment_id: int) -> HttpResponse:
    """Take back one's own message."""
    file = dossier_of(member, number)
    withdraw_comment(member, file.id, comment_id, at=timezone.now())
    messages.success(request, _("Votre message est retiré."))
    return redirect("assessments:comments", authority=member.authority.slug, number=number)
