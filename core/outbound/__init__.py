"""Requests to other hosts, the only way out of the site.

An address may come from an author, a reader or an import, and must not become a way into the
network that the site stands in (server-side request forgery). A name is therefore looked up once,
every address that it has must be public, and the connection goes to one of exactly those.
"""

from core.outbound.client import RequestLimits, Response, send_request
from core.outbound.errors import DestinationRefused, OutboundError, RequestFailed

__all__ = [
    "DestinationRefused",
    "OutboundError",
    "RequestFailed",
    "RequestLimits",
    "Response",
    "send_request",
]
