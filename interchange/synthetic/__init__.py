"""Made-up articles and threads in any amount, for measuring. Not for reading."""

from interchange.synthetic.site import AlreadyGenerated, generate

__all__ = ["AlreadyGenerated", "generate"]
