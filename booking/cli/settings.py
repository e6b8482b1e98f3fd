"""The settings of a command: the environment's, or those of the local office in SPROGTOLK_HOME."""

import os

from booking.local.environment import known_environ
from booking.settings import Settings


def current_settings() -> Settings:
    """Also completes the environment, for what reads it later. Raises SettingError."""
    os.environ.update(known_environ(os.environ))
    return Settings.from_environment(os.environ)
