"""How well similar opinions are found: counted on labelled pairs."""
