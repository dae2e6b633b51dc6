"""The static site: each notebook a page, the hand-outs, and what is taken over when it is made again."""
