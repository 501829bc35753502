class OutboundError(Exception):
    """The request failed. The message says why, without content from the other host."""


class DestinationRefused(OutboundError):
    """The site doesn't send requests to this URL."""


class RequestFailed(OutboundError):
    """The request failed: no response in time, an oversized one, or an invalid certificate."""
