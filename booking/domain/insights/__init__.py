"""What a leader should know: the figures of a period, what moves them, and the sentences that matter most."""
