"""What every page of the administration is made of: rights by our roles, search, forms that act, bulk acts, columns."""
