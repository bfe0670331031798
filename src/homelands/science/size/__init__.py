"""The size of a population: multipliers, overlapping lists, network scale-up."""
