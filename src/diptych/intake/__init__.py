"""How a case comes to be: documents to plain text, a new case, its check, and advice on what it leaves out."""
