"""The law and the life of a petition: pure, without a clock, importing nothing of ours."""
