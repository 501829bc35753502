"""Telling a hub that the feed has changed, so that readers of feeds needn't ask (WebSub, W3C 2018).

The feed names the hub (section 4), and the hub is told by a POST of ``hub.mode=publish`` with the
feed's address, as all public hubs take it; they then fetch the feed and pass it on.
https://www.w3.org/TR/websub/
"""

import logging
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from blog.site import absolute
from core.outbound.client import RequestLimits, send_request
from core.outbound.errors import OutboundError

logger = logging.getLogger(__name__)

_LIMITS = RequestLimits(seconds=10, size=64 * 1024)


def tell_hub() -> bool:
    """Tell the hub of the setting ``WEBSUB_HUB`` that the feed has changed.

    Returns whether it took that. A failure is logged and no more: whoever reads the feed finds the
    article anyway.
    """
    feed = absolute(reverse("blog:feed"))
    body = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        answer = send_request(
            "POST", settings.WEBSUB_HUB, body=body, headers=headers, limits=_LIMITS
        )
    except OutboundError as error:
        logger.warning("The WebSub hub was not told: %s", error)
        return False
    if answer.status >= 300:
        logger.warning("The WebSub hub answered %d", answer.status)
    return answer.status < 300
