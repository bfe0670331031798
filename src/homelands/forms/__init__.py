"""Forms and files of answers as the field knows them; nothing here knows a database."""
