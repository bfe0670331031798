"""Who may see and change a person, and take people out as a file. Nothing reads or writes."""
