adults = int(input("How many adults? "))
children = int(input("How many children? "))
paid = int(input("How many euros? "))

to_pay = adults * 3 + children
print(f"To pay: {to_pay} euros")
print(f"Change: {paid - to_pay} euros")
