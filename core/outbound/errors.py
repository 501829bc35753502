class OutboundError(Exception):
    """A request to another host failed. The message says why, without quoting the response."""


class DestinationRefused(OutboundError):
    """The site must not send requests to this URL."""


class RequestFailed(OutboundError):
    """The request failed, for example because of a timeout or an invalid certificate."""
