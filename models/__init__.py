"""Words and their meaning: the model store, the Whisper decoder, the streaming policy, the sentence model.

Speech comes in as `Frame`s and speech on/off; `TentativeWords` and `SettledWords` come out.
Nothing in this room knows a coaching rule. Inference packages are imported when a model loads.
"""
