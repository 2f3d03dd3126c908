adults = int(input())
children = int(input())
paid = int(input())

to_pay = adults * 3 + children
print(to_pay)
print(paid - to_pay)
