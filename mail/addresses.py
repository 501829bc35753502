from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Provider:
    """A provider with several domains for the same mailboxes.

    ``ignored`` characters make no difference in the local part.
    """

    domains: tuple[str, ...]
    ignored: str = ""


_PROVIDERS = (
    _Provider(("gmail.com", "googlemail.com"), "."),
    _Provider(("icloud.com", "me.com", "mac.com")),
    _Provider(("proton.me", "protonmail.com", "protonmail.ch", "pm.me"), ".-_"),
    _Provider(("yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "ya.ru")),
)
_BY_DOMAIN = {domain: provider for provider in _PROVIDERS for domain in provider.domains}

# The ASCII form is longer. Together with a local part of 64 characters, it must fit into a field.
_MAX_DOMAIN = 254 - 65


def get_mailbox(email: str) -> str:
    """Return the address of the mailbox that mail to ``email`` most likely ends up in.

    The result is lowercase and lacks the part after a plus sign: ``Ann+x@example.org`` becomes
    ``ann@example.org``. International domains are in ASCII (IDNA). Providers with several domains
    get the first one, and characters that they ignore, such as dots, are removed. Use the result
    only for counting and comparing; mail is sent to the address as given.
    """
    local, at, domain = email.strip().lower().rpartition("@")
    if local[:1] == local[-1:] == '"':
        local = local[1:-1].replace("\\", "") or local
    name = local.partition("+")[0] or local
    domain = _to_ascii(domain)
    if provider := _BY_DOMAIN.get(domain):
        domain = provider.domains[0]
        name = "".join(c for c in name if c not in provider.ignored) or name
    return f"{name}{at}{domain}"


def _to_ascii(domain: str) -> str:
    """Return a domain in ASCII, or unchanged if it isn't valid."""
    if domain.isascii() or len(domain) > _MAX_DOMAIN:
        return domain
    try:
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError:
        return domain
    return ascii_domain if len(ascii_domain) <= _MAX_DOMAIN else domain
