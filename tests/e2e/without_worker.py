"""The settings of a host that takes the worker off every phone."""

from nape.settings import *  # noqa: F403

PHONE_WORKER = False
