"""Codings in and out of other programs, and what a researcher reports of them.

codings       what goes out of a case and what comes back: texts, coders, rows
formats       the formats by name, and which of them a file is in
refi          REFI-QDA: projects (.qdpx) and codebooks (.qdc)
annotations   W3C Web Annotations (JSON-LD)
cas           UIMA CAS XMI, as INCEpTION reads it
spreadsheet   CSV for spreadsheets, Parquet
methods       a methods paragraph and a table of figures, from what is there
bundle        codebook, codings, tables, figures and report in one zip
"""
