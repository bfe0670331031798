"""Methods: arrays in, frozen results out. Nothing in here knows of Django."""
