"""The commands about people: who may log in, and with which token a program may."""

COMMANDS = ()
