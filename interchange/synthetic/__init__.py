"""Generated articles and threads of any size, for benchmarks."""

from interchange.synthetic.site_generator import AlreadyGenerated, generate_site

__all__ = ["AlreadyGenerated", "generate_site"]
