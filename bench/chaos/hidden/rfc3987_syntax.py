"""Takes the place of a package that only the tools of development bring along.

Where it is there, another package finds it and spends two seconds on it in each process that
starts; a deployment, installed from requirements.lock, does not have it.
"""

raise ImportError("not in a deployment")
