"""A file on its way to becoming a document: taken in, read in the background, looked at by a person, confirmed."""
