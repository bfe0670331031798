"""What the statistician's page of a study is made of: its form, its parts and its files."""
