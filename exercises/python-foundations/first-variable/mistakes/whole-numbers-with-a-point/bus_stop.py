stop = "Market Square"
line = 46.0
price = 2.5
tickets = 3.0
total = price * tickets
