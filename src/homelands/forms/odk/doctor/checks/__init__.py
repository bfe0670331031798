"""One module for each kind of fault; each walks through the workbook and yields findings."""
