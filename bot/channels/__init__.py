"""One folder for each channel, whole: how it receives, how it sends, its page or client."""
