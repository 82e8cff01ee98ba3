"""Storage: every table, and the functions that read and write them. Each takes the open book first."""
