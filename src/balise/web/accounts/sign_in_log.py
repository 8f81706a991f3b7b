# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Sign-ins, in the diagnostic log: who, and from where. Never what was typed: people type passwords in any field."""

import logging
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from balise.web.accounts.visitors import address_of

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

logger = logging.getLogger(__name__)


def signed_in(request: HttpRequest, user: "AbstractBaseUser", **_more: Any) -> None:
    """Note that somebody came in."""
    logger.info("Person %s signed in from %s.", user.pk, address_of(request))


def signed_out(request: HttpRequest, user: "AbstractBaseUser | None", **_more: Any) -> None:
    """Note that somebody left."""
    if user is not None:
        logger.info("Person %s signed out from %s.", user.pk, address_of(request))


def refused(request: HttpRequest | None = None, **_more: Any) -> None:
    """Note that somebody was not let in."""
    logger.warning("A sign-in was refused from %s.", address_of(request) if request is not None else "this machine")
