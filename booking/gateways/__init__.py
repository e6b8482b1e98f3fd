"""Speaks to the outside: mail, calendars, the queue, spreadsheets, secrets."""
