"""Reads texts about one event and shows, side by side, how each one frames it.

Where things live, in the order in which data walks:

    a case          texts (editions, cleaning), codebook, cases (new, add, check), advice (what a case leaves out), intake (documents), files (safe writing)
    a parse         spelling (one for all texts), pipeline (the only place that runs spaCy), mending (what the parser is known
                    to read wrongly), cache, grammar (a parse as arrays), phrases
    who and whose   names, written (names by how they are written), law, quotes, voice (attributions: one module a
                    construction; its own map is in voice/__init__)
    the layers      extract (one module a layer, one table each), coder (the codes that are learned: clause frame, signs, features,
                    models, training; its own map is in coder/__init__), table
    side by side    compare (vocabulary: any word), keyness (words that a text prefers), findings (the answers of the
                    first page), doers (folded to sides), reconcile (figures), mirror (blind spots), claims (claim cards),
                    swap (are the parties treated alike?)
    people's codes  schema (layers, fields, codes and their words), rowfiles (codings as files), score (how far two codings agree),
                    coding (the program's rows as a coding), drawn (whose rows are shown), review (correcting the program;
                    its own map is in review/__init__), card (how good the learned codes are),
                    derived (columns that follow from codes), agreement, classroom, desk, limits (the program marked),
                    margins (counts and shares from a reviewed sample),
                    multiverse (do findings hold in other ways of counting?)
    what is seen    charts, days (EDTF in words), excerpts (words around a place), receipts (a mark's rows),
                    show (sentences and tables), reader, explore, handouts, report (the site), front (its first page), pages (a notebook's page), rebuild (what is taken over),
                    ask (names that readers write)
    the outside     cli, archive (many texts)
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("diptych")
except PackageNotFoundError:
    __version__ = "0"
