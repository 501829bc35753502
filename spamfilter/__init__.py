"""The statistical spam filter: its engine, training data, and training."""
