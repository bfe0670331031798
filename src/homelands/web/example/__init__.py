"""The example country: synthetic people, and every stage of the thread with something in it."""
