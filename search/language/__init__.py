"""Dutch, French and English, for finding: the words of a text, their stems, the parts of a Dutch compound, and what else a word
is called.

All of it happens here, in Python, when a document or a query is made; the engines only compare the tokens that come out.
So both engines find the same, and neither needs a file or a plugin. The lists are in `data/`, with their sources.
"""
