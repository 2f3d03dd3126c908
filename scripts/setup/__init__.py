"""Makes a machine ready to run bootcamp. Standard library only: it runs before anything is installed."""
