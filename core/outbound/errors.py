class OutboundError(Exception):
    """The request failed. The message says why, without content from the other host."""


class DestinationRefused(OutboundError):
    """The site doesn't send requests to this URL."""


class RequestFailed(OutboundError):
    """No response, a timeout, a response that is too large, or an invalid certificate."""
