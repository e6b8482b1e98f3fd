"""Runs a whole office on one machine: PostgreSQL, Valkey and a mail sink from wheels, supervised."""
