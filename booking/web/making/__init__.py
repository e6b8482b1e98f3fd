"""From what services return to what the pages show."""
