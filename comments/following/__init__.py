"""Following by mail, as readers meet it: forms, and how a browser shows whose address it knows."""
