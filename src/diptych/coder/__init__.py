"""Codes that are learned: small linear models that read the clause frame, the signs and the sentences around.

frame                the clause of a word, and the path from one word to another
signs                words of signs.toml that say how a statement stands, and where they stand to it
scene                what each sentence is about: which events, laws, years and parties it names
context              the features of a word that all three layers share
term, act, legal     candidates of a layer, their features, and their codes: each with code, examples, train
spoken               whose words: one model of the voice for all three layers
models               logistic regressions as JSON, and what they say of features
learn, passages      what training is made of
train, quality       training, cross-validation, calibration, scores
trained              the weights and scores in use
teach                training as a command
"""
