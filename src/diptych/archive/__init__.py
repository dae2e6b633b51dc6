"""Many texts.

    records  what an archive has, and what of it is no text, with the reason
    finished the parts that are done, and whether their files are what they were
    batch    every layer's table for any number of texts, as Parquet, in bounded memory, never half done
    many     what the notebook on many texts asks of them
"""
