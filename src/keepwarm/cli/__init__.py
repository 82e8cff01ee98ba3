"""The command line. Each command is a module that loads when it is called, so that it starts fast."""
