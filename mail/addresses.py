# Providers that ignore dots in the local part.
_DOTLESS_DOMAINS = {"gmail.com", "googlemail.com"}


def get_mailbox(email: str) -> str:
    """Return the address of the mailbox that mail to ``email`` most likely ends up in.

    The result is lowercase and lacks the part after a plus sign: ``Ann+x@example.org`` becomes
    ``ann@example.org``. Dots are removed for providers that ignore them. Use the result only for
    counting; mail is sent to the address as given.
    """
    local, _at, domain = email.lower().rpartition("@")
    name = local.partition("+")[0] or local
    if domain in _DOTLESS_DOMAINS:
        name = name.replace(".", "") or name
    return f"{name}@{domain}"
