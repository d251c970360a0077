#!/usr/bin/env python3
"""Prints COUNT random calculations with python's decimal module, one a line: operation, operands, result.

Usage: decimal_vectors.py SEED COUNT. The numbers are decimal128's: 34 digits, half to even, exponents to 6144. A result
that is infinite or none is written as "none". decimal_vectors.txt was printed by it with the seed 1 and 1500 lines.
"""
import decimal
import random
import sys
from decimal import Decimal

D128 = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[], clamp=1)
WIDE = decimal.Context(prec=4000, Emin=-999999, Emax=999999, traps=[])
ROUNDINGS = {
    "half-even": decimal.ROUND_HALF_EVEN,
    "half-up": decimal.ROUND_HALF_UP,
    "half-down": decimal.ROUND_HALF_DOWN,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
}


def number(most_exponent):
    """A number of any length, often short and round, so that halves and carries happen."""
    digits = random.choice([1, 2, 3, 8, 17, 33, 34])
    kind = random.random()
    if kind < 0.1:
        coefficient = 10**digits - 1
    elif kind < 0.2:
        coefficient = 10 ** (digits - 1)
    elif kind < 0.3:
        coefficient = 5 * 10 ** (digits - 1)
    else:
        coefficient = random.randrange(10**digits)
    exponent = random.choice([0, -1, -2, -digits, random.randint(-40, 10), random.randint(-most_exponent, most_exponent)])
    sign = random.choice(["", "", "-"])
    return D128.plus(Decimal(f"{sign}{coefficient}E{exponent}"))


def shown(value):
    return "none" if not value.is_finite() else str(value)


def modulo(a, b):
    if b == 0:
        return Decimal("NaN")
    rest = WIDE.remainder(a, b)
    if rest != 0 and (rest < 0) != (b < 0):
        rest = D128.add(rest, b)
    return D128.plus(rest)


def rounded(a, scale, how):
    context = D128.copy()
    context.rounding = how
    result = context.quantize(a, Decimal((0, (1,), -scale)))
    return result if result.is_finite() else a  # more digits than there are: nothing to round


def calculation():
    operation = random.choice(
        ["add", "subtract", "multiply", "divide", "modulo", "round", "round", "power", "root", "exp", "log", "compare", "text"]
    )
    if operation in ("add", "subtract", "multiply", "divide"):
        a, b = number(6000), number(6000)
        return [operation, a, b, shown(getattr(D128, operation)(a, b))]
    if operation == "compare":
        a = number(40)
        b = random.choice([a, D128.multiply(a, Decimal("1.0")), D128.minus(a), number(40)])
        return [operation, a, b, shown(D128.compare(a, b))]
    if operation == "modulo":
        a, b = number(300), number(300)
        return [operation, a, b, shown(modulo(a, b))]
    if operation == "round":
        name = random.choice(list(ROUNDINGS))
        a, scale = number(60), random.choice([0, 1, 2, random.randint(-40, 60)])
        return [name, a, scale, shown(rounded(a, scale, ROUNDINGS[name]))]
    if operation == "power":
        a, b = number(20), random.randint(-40, 40)
        if a == 0:
            b = abs(b) + 1
        context = D128.copy()
        result = context.power(a, b)
        exact = not context.flags[decimal.Inexact]
        return ["power-exact" if exact else "power", a, b, shown(result)]
    if operation == "root":
        a = abs(number(6000))
        return [operation, a, 0, shown(D128.sqrt(a))]
    if operation == "exp":
        a = Decimal(random.randint(-(10**6), 10**6)).scaleb(random.randint(-12, -2))
        return [operation, a, 0, shown(D128.exp(a))]
    if operation == "log":
        a = abs(number(6000)) or Decimal(2)
        return [operation, a, 0, shown(D128.ln(a))]
    a = number(80)
    text = format(a, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return [operation, a, 0, "0" if text in ("-0", "") else text]


def main():
    random.seed(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(*calculation())


main()
