"""What the server runs: the application of this process, made from the environment."""

import gc
import os

from booking.app import create_app
from booking.logs import configure
from booking.resources import Resources
from booking.settings import Settings

settings = Settings.from_environment(os.environ)
configure(settings.log_level)
app = create_app(Resources(settings))

# What is loaded stays for good: looking through all of it again and again would stop a page for a fifth of a second.
gc.collect()
gc.freeze()
