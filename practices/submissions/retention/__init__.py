"""How long what was sent in stays, what is forgotten, and who is reminded."""
