"""SprogTolk: the interpreter office of a Danish municipality."""
