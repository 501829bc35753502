"""Who somebody is: what a browser can show for it, the forms that ask, and the letter."""
