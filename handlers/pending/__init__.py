"""/sodon: the office's register of requests, complaints and denunciations before an authority."""
