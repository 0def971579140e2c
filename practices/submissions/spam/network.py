"""From which network something came: only so that many at once from one can be told, never to know who it was."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

_BITS = {4: 24, 6: 48}  # what a town hall has, with its neighbours
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def network_of(request: HttpRequest) -> str:
    """A fingerprint of the visitor's network, another one each day; empty when it can't be told."""
    address = _address(request)
    if address is None:
        return ""
    network = ipaddress.ip_network((address, _BITS[address.version]), strict=False)
    return salted_hmac("network", f"{timezone.localdate()} {network}", algorithm="sha256").hexdigest()[:32]


def _address(request: HttpRequest) -> IPAddress | None:
    """The visitor's address on the internet; an inner one would be that of a proxy, which is the same for everybody."""
    try:
        address = ipaddress.ip_address(_written(request))
    except ValueError:  # a socket has none
        return None
    address = getattr(address, "ipv4_mapped", None) or address
    return address if address.is_global else None


def _written(request: HttpRequest) -> str:
    """What tells it. Of a header only what the outermost of our own proxies wrote counts: a visitor writes the rest."""
    if not settings.PROXY_COUNT:
        return request.META.get("REMOTE_ADDR", "")
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    entry = entries[-settings.PROXY_COUNT].strip() if len(entries) >= settings.PROXY_COUNT else ""
    return entry.partition("]")[0].strip("[") if entry.startswith("[") else _without_port(entry)


def _without_port(entry: str) -> str:
    return entry.partition(":")[0] if entry.count(":") == 1 else entry
