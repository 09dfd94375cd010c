"""The windows, and how they hear of a call: Qt lives on one thread, the call on others."""
