"""The way out: through the proxy that the environment names, unless it names the host as one to be reached directly."""

from __future__ import annotations

import os
from functools import lru_cache
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass

_VARIABLES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY", "REQUEST_METHOD")


def proxy_for(url: str) -> str | None:
    """The proxy for an address, by HTTPS_PROXY (else HTTP_PROXY) and NO_PROXY; None where it is reached directly.

    As Slack's SDK does, the scheme of the address is not looked at: all that leaves is meant for Slack.
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # no address at all; whoever calls it finds that out
        return None
    return _proxy(host, tuple(map(os.environ.get, _VARIABLES)))


@lru_cache(maxsize=64)
def _proxy(host: str, variables: tuple[str | None, ...]) -> str | None:  # noqa: ARG001 - what the environment is read by
    """The proxy for a host, while the environment is as it is: to read all of it takes longer than to look that up."""
    proxies = getproxies_environment()
    proxy = proxies.get("https") or proxies.get("http")
    return None if not proxy or proxy_bypass(host) else proxy
