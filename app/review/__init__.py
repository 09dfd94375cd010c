"""After the call: the window in which it is read, relived, corrected and reported back."""
