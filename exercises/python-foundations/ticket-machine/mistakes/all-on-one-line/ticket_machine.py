adults = int(input())
children = int(input())
paid = int(input())

to_pay = adults * 3 + children
print(f"To pay: {to_pay} euros Change: {paid - to_pay} euros")
