"""What every page is made of: forms, components, lists, figures and the look."""
