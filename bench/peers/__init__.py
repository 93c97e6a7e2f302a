"""The same work as others would write it, each as its own documentation advises."""
