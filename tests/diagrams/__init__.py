"""The lives of petition, conference and seat as a page: `make diagrams` writes docs/life.md."""
