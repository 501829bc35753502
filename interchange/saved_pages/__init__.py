"""What can be told from the saved page of one article, as text or as HTML."""
