"""/nhap: what comes on paper, by e-mail or by word of mouth is entered by an officer."""
