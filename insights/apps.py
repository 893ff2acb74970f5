from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "insights"
    # so that nobody waits for pandas and scipy to load
    loaded_by_workers = ("insights.results",)
