"""The coach: the conversation so far, the listeners, the rules, and what is said and when.

A function of stamped events. No clock, no randomness, no thread, no Qt, no sound, no Whisper:
a live call, a file replayed at full speed and a unit test run the same code.
"""
