"""The chain in micrograd, whose values are scalars in Python."""

from micrograd.engine import Value

from common import median, report


def tanh(x):
    # micrograd has no tanh: written as its own operations are.
    import math

    value = math.tanh(x.data)
    out = Value(value, (x,), "tanh")

    def backward():
        x.grad += (1 - value * value) * out.grad

    out._backward = backward
    return out


def chain():
    steps = 500

    def body():
        w1, w2, w3 = Value(0.2333), Value(-0.233), Value(-0.52133)
        for step in range(steps):
            x = 1.0 if step % 2 == 0 else -1.0
            difference = w3 * tanh(w2 * tanh(w1 * x)) + x
            loss = 0.5 * difference * difference
            for w in (w1, w2, w3):
                w.grad = 0
            loss.backward()
            for w in (w3, w2, w1):
                w.data -= 0.05 * w.grad

    return median(body) / steps


report({"chain": chain})
