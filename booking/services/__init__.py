"""Does: one function per verb. Gather, decide, record."""
