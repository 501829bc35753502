"""What may go wrong on the way out."""


class OutboundError(Exception):
    """The request brought no answer; the message says why, without what the other side sent."""


class DestinationRefused(OutboundError):
    """The address is not one that the site goes to."""


class RequestFailed(OutboundError):
    """Nobody answered, not in time, too much, or not with a certificate of that name."""
