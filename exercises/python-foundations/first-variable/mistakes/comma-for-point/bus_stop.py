stop = "Market Square"
line = 46
price = 2,5
tickets = 3
total = price * tickets
