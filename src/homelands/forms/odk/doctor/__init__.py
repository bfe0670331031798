"""Reads a spreadsheet of questions before it is converted, says what is wrong, and mends it.

`open_workbook` reads a file tolerantly; `examine` finds problems and mends a copy; `write`
makes a new file of it. Nothing here knows a web framework, so that all of it runs in the
process in which a stranger's file is converted. The sentences stand in `sentences`.
"""
