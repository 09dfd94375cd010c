"""What the coach keeps in mind of a call: signals, questions, pitches, the plan, the next step.

Each note is written by `Call` as sentences complete, and read by the rules.
"""
