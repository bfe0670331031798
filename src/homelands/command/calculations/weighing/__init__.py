"""Samples with their weights and replicates: what several kinds of estimates read and write."""
