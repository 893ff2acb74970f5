"""Statistical kernels on plain arrays: they know nothing of days, people or headaches."""
