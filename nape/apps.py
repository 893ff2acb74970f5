from django.apps import AppConfig


class NapeConfig(AppConfig):
    name = "nape"

    def ready(self) -> None:
        from nape import checks  # noqa: F401  (registers them)
