"""The statistical spam filter: the engine, its training data, and its training."""
