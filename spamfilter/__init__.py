"""The statistical spam filter: its engine, its training data, and the services that train it."""
