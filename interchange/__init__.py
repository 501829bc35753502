"""Importers for other platforms' exports, the demo site, and synthetic content for benchmarks."""
