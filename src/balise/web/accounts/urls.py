# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path

from balise.web.accounts.views import account, identity_provider, invitations, passwords, sign_in

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("connexion/", sign_in.sign_in, name="sign-in"),
    path("deconnexion/", sign_in.sign_out, name="sign-out"),
    path("connexion/mot-de-passe-oublie/", passwords.ask_for_link, name="password-forgotten"),
    path("connexion/mot-de-passe-oublie/envoye/", passwords.link_sent, name="password-sent"),
    path("connexion/mot-de-passe/<uidb64>/<token>/", passwords.choose_password, name="password-choice"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("compte/", account.account, name="account"),
    path("compte/mot-de-passe/", passwords.change_password, name="password-change"),
    path("compte/sessions/", account.close_other_sessions, name="close-sessions"),
    path("oidc/authenticate/", identity_provider.to_provider, name="to-provider"),
    path("oidc/callback/", identity_provider.from_provider, name="from-provider"),
]
