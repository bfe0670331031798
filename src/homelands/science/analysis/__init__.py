"""Statistics of a weighted sample, each computed on the sample and on every replicate."""
