"""What is in the words: each listener one idea, a pure function of text (and of nearness in meaning).

Words catch the plain cases; the sentence model, where it is installed, catches the rest.
"""
