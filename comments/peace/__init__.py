"""What keeps the peace: recommending, featuring, ignoring, and the menu that offers them."""
