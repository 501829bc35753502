from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's recommended parameters, which need 19 MiB of memory per hash.

    Django's defaults need 100 MiB. With many concurrent logins, a small server would run out of
    memory.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
