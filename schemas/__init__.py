"""Transfer objects, read and made at the edges only."""
