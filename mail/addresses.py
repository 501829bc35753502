# Providers that ignore dots in the local part.
_DOTLESS_DOMAINS = {"gmail.com", "googlemail.com"}


def get_mailbox(email: str) -> str:
    """Return the address of the mailbox that mail to ``email`` most likely ends up in.

    Lower case, without the part after a plus: ``Ann+x@example.org`` is ``ann@example.org``. For
    counting only; mail is sent to the address as it was given.
    """
    local, _at, domain = email.lower().rpartition("@")
    name = local.partition("+")[0] or local
    if domain in _DOTLESS_DOMAINS:
        name = name.replace(".", "") or name
    return f"{name}@{domain}"
