"""Attacks on a deployment, one by one: what was tried once is tried at every change."""
