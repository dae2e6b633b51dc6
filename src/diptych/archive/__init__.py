"""Many texts.

    batch    every layer's table for any number of texts, as Parquet, in bounded memory, never half done
    many     what the notebook on many texts asks of them
"""
