# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How a call to a provider fails.

UpstreamError
├── UpstreamUnreachableError   no connection: nothing was sent
├── UpstreamSilentError        a deadline passed
└── UpstreamBrokenError        the connection or its answer broke: what was sent may have been done
"""


class UpstreamError(Exception):
    """A call to a provider failed; its words never hold what was sent or received."""


class UpstreamUnreachableError(UpstreamError):
    """The provider cannot be reached: nothing was sent."""


class UpstreamSilentError(UpstreamError):
    """The provider did not answer, or stopped answering, in the time given."""


class UpstreamBrokenError(UpstreamError):
    """The connection broke, or what came over it is no HTTP; the provider may have done the work."""
