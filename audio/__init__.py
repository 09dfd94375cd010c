"""Sound in: one source per kind of input, one call clock for both channels, speech told from silence.

A call enters here as sound and leaves as `Frame`s and as `SpeechStarted` / `SpeechStopped`.
Nothing in this room knows words.
"""
