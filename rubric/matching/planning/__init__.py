"""Plans of all open engagements of an organisation: how they are asked for, made, read, compared and carried out.

`result` is what is kept of a plan, `making` makes it, `watching` tells how far it is, `actions` writes, `daily` is the
night's plan, and the `…_screen` modules put it into the coordinator's words.
"""
