"""How dates are written where it matters to us; Django knows the rest of each language."""
