"""Short stories in plain words: what there is, and what the product advises."""
