"""The HTML edge over the same services."""
