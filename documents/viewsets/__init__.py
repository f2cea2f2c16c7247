"""Admin screens of this room, one noun a file."""
