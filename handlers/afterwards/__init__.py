"""After the answer: /danhgia says what its author thinks of it, /kiennghilai goes on."""
