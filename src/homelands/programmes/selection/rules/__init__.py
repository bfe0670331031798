"""What may happen at which stage, who may do it, and what speaks for whom. Nothing writes."""
