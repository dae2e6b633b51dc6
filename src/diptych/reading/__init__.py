"""From a text to a reading: one spelling, one parse, and who, what and which law is named in it."""
