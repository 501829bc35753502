import secrets


def create_token() -> str:
    """Return a random token for a secret URL: 32 URL-safe characters (192 bits)."""
    return secrets.token_urlsafe(24)
