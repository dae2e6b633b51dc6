"""Codes that are learned: small linear models that read the clause frame, the signs and the sentences around.

frame                the clause of a word, and the path from one word to another
signs                words of signs.toml that say how a statement stands, and where they stand to it
scene                what each sentence is about: which events, laws, years and parties it names
context              the features of a word that all three layers share
term, act, legal     the codes of a layer, and what they are learned from: each with code, examples, train
harm                 where an act of harm or blame may be told, and its features
agents, choice       the noun phrases around an act, its agent and patient among them, and whom a pronoun
means
spoken               whose words: one model of the voice for all three layers
models               logistic regressions and choices as JSON, and what they say of features
learn, passages      what training is made of
train, quality       training, cross-validation, calibration, scores
trained              the weights and scores in use
card                 the model card
"""
