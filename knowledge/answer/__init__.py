"""Answers: a query is looked up, computed and put into words, as an `Answer` (`model`) with its facts and sources.

`dispatch` chooses how a query is answered, `facts` writes each figure, `sentences` says it, `render` puts an answer together.
"""
