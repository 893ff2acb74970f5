"""Password hashing that ten people may ask for at once on a small board."""

from django.contrib.auth import hashers


class Argon2PasswordHasher(hashers.Argon2PasswordHasher):
    """Argon2id with 46 MiB and one pass, one of OWASP's equivalent settings."""

    time_cost = 1
    memory_cost = 47104
    parallelism = 1
