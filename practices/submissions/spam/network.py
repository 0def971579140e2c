"""From which network something came: only so that many at once from one can be told, never to know who it was."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from python_ipware import IpWare

_BITS = {4: 24, 6: 48}  # what one house or office usually has


def network_of(request: HttpRequest) -> str:
    """A fingerprint of the visitor's network, another one each day; empty when it can't be told."""
    address = _address(request)
    if address is None:
        return ""
    network = ipaddress.ip_network((address, _BITS[address.version]), strict=False)
    return salted_hmac("network", f"{timezone.localdate()} {network}", algorithm="sha256").hexdigest()[:32]


def _address(request: HttpRequest) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The visitor's address. What a header says is believed only of the proxies that PROXY_COUNT counts."""
    if settings.PROXY_COUNT:
        # The proxy nearest to us is not in the header: it wrote the last entry.
        reader = IpWare(proxy_count=settings.PROXY_COUNT - 1, precedence=("HTTP_X_FORWARDED_FOR",))
        return reader.get_client_ip(request.META)[0]
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:  # a socket has none
        return None
