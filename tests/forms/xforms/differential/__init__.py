"""Compares our evaluator with openrosa-xpath-evaluator, the one that web forms use elsewhere."""
