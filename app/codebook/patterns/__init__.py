"""Words of a text in, the places out where the patterns and set phrases of a codebook stand."""
