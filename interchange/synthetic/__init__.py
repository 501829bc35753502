"""Generator for articles and threads of any size, used by benchmarks."""

from interchange.synthetic.site_generator import AlreadyGenerated, generate_site

__all__ = ["AlreadyGenerated", "generate_site"]
