# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An invitation whose letter did not leave: it stands, and whoever ran the command hands the link over."""

from balise.core.language import Text

NOT_SENT = Text(
    "L’invitation de {email} est prête, mais le courriel n’est pas parti ({reason}) ; vérifiez BALISE_EMAIL_URL, et "
    "remettez ce lien vous-même :",
    "The invitation of {email} is ready, but the e-mail did not leave ({reason}); check BALISE_EMAIL_URL, and hand "
    "this link over yourself:",
)
"""What is said before the link, once the act is done; the command then leaves with 1."""
