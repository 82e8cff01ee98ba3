"""The demo book: 300 invented people and three years of believable history, from a seed."""
