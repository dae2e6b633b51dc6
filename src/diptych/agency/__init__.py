"""Acts of harm and who answers for them: the words (`words`), the clause (`clauses`), how sure (`certainty`), acts told (`harm`), blame (`blame`)."""
