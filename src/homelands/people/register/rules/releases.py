"""How the register of releases names the people of the register of members."""

UNIVERSE = "register"
