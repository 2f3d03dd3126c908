adults = int(input())
# Read two more lines. Then calculate, and show two lines.
