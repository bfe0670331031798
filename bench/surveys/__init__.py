"""`python -m bench.surveys.expressions` and its neighbours: what answering a survey costs."""
