"""Notify a WebSub hub (W3C Recommendation of 2018) that the feed has changed.

The feed contains the hub's URL (section 4). The notification is a POST request with
``hub.mode=publish`` and the feed's URL, which all public hubs accept; the hub then fetches the feed
and distributes it. https://www.w3.org/TR/websub/
"""

import logging
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from blog.site.current import build_absolute_url
from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import OutboundError

logger = logging.getLogger(__name__)

_LIMITS = RequestLimits(seconds=10, size=64 * 1024)


def notify_hub() -> bool:
    """Notify the hub in the ``WEBSUB_HUB`` setting; return whether it accepted the notification.

    Failures are only logged, because feed readers poll the feed anyway.
    """
    feed = build_absolute_url(reverse("blog:feed"))
    body = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        response = send_request(
            "POST", settings.WEBSUB_HUB, body=body, headers=headers, limits=_LIMITS
        )
    except OutboundError as error:
        logger.warning("The WebSub hub could not be notified: %s", error)
        return False
    if response.status >= 300:
        logger.warning("The WebSub hub returned status %d", response.status)
    return response.status < 300
