"""Acts of harm and who answers for them.

    words      the words: the codebook's acts.toml, and where its words stand in a text
    clauses    the clause: doers and affected of a verb or a noun
    harm       acts told, by verbs and by nouns
    blame      who is called answerable, accused, sentenced
    certainty  how sure: plain, hedged, denied
    anaphora   who is meant by "they", "the regiment"
"""
