"""Plans of a study: how many interviews, and a trial on simulated networks."""
