"""Disclosure control: what a published table must hide so that nobody is recognised."""
