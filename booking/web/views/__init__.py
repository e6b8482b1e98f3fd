"""What each page shows: plain values that a handler fills in and a template prints."""
