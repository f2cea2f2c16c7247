"""Admin screens, one subject a file."""
