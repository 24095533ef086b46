"""The way out: through the proxy that the environment names, unless it names the host as one to be reached directly."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass


def proxy_for(url: str) -> str | None:
    """The proxy for an address, by HTTPS_PROXY (else HTTP_PROXY) and NO_PROXY; None where it is reached directly.

    As Slack's SDK does, the scheme of the address is not looked at: all that leaves is meant for Slack.
    """
    proxies = getproxies_environment()
    proxy = proxies.get("https") or proxies.get("http")
    try:
        direct = not proxy or bool(proxy_bypass(urlsplit(url).hostname or ""))
    except ValueError:  # no address at all; whoever calls it finds that out
        direct = True
    return None if direct else proxy
