"""Pages: one module a screen or report. A fixed number of statements, a frozen dataclass out."""
