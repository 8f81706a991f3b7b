# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The door a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from balise.web.ui.posting import post_beside_requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balise.web.config.settings")

application = get_wsgi_application()
post_beside_requests()
