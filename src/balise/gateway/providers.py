# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The providers of the bundle in force, each with its connections and its secret."""

from balise.core.policy import PolicyBundle, Provider
from balise.gateway.settings import Secrets
from balise.gateway.upstream import Endpoint, Exchange, Pool, Timeouts


class SecretMissingError(Exception):
    """The bundle names a secret that this gateway was not given."""


class Providers:
    """Sends calls where the bundle says, and nowhere else."""

    def __init__(self, secrets: Secrets, timeouts: Timeouts) -> None:
        self._secrets = secrets
        self._timeouts = timeouts
        self._pools: dict[str, tuple[Provider, Pool]] = {}
        self._heads: dict[tuple[str, bytes, bool], bytes] = {}

    async def send(self, provider_id: str, provider: Provider, path: bytes, body: bytes, *, stream: bool) -> Exchange:
        """Send a call and return its answer to come.

        Raises:
            SecretMissingError: the gateway does not hold the secret of the provider.
            UpstreamUnreachableError: no connection could be made.
        """
        known = self._pools.get(provider_id)
        if known is None or known[0] != provider:
            known = self._renewed(provider_id, provider)
        pool = known[1]
        head = self._heads.get((provider_id, path, stream))
        if head is None:
            head = self._heads[provider_id, path, stream] = self._head(provider, pool.endpoint, path, stream=stream)
        return await pool.send(head, body)

    def forget(self, bundle: PolicyBundle) -> None:
        """Let go of the providers that a new bundle does not have, or has elsewhere."""
        for provider_id, (provider, _pool) in tuple(self._pools.items()):
            if bundle.providers.get(provider_id) != provider:
                self._drop(provider_id)

    def close(self) -> None:
        """Let go of all."""
        for provider_id in tuple(self._pools):
            self._drop(provider_id)

    def _renewed(self, provider_id: str, provider: Provider) -> tuple[Provider, Pool]:
        self._drop(provider_id)
        known = (provider, Pool(Endpoint.of(provider.base_url), self._timeouts))
        self._pools[provider_id] = known
        return known

    def _drop(self, provider_id: str) -> None:
        known = self._pools.pop(provider_id, None)
        if known is not None:
            known[1].close()
        for key in [key for key in self._heads if key[0] == provider_id]:
            del self._heads[key]

    def _head(self, provider: Provider, endpoint: Endpoint, path: bytes, *, stream: bool) -> bytes:
        """Return the head of a request, all but the length of its body: nothing of it comes from a client."""
        lines = [
            b"POST " + endpoint.prefix.encode() + path + b" HTTP/1.1",
            b"Host: " + endpoint.authority.encode(),
            b"Content-Type: application/json",
            b"Accept: " + (b"text/event-stream" if stream else b"application/json"),
            b"User-Agent: balise-gateway",
        ]
        if provider.secret:
            secret = self._secrets(provider.secret)
            if secret is None:
                raise SecretMissingError
            lines.append(b"Authorization: Bearer " + secret.encode())
        return b"\r\n".join(lines) + b"\r\n"
