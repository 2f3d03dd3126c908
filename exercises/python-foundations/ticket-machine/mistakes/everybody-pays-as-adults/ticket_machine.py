adults = int(input())
children = int(input())
paid = int(input())

to_pay = (adults + children) * 3
print(f"To pay: {to_pay} euros")
print(f"Change: {paid - to_pay} euros")
