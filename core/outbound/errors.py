class OutboundError(Exception):
    """The request failed. The message says why, without content from the other host."""


class DestinationRefused(OutboundError):
    """The site doesn't send requests to this URL."""


class RequestFailed(OutboundError):
    """There was no response, a timeout, an oversized response, or an invalid certificate."""
