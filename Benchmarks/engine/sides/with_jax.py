"""The same in JAX: compiled, with a scan over the steps of an epoch."""

import sys

import os

if int(sys.argv[2]) == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
import jax
import jax.numpy as jnp
import numpy as np

from common import digits, median, report

jax.config.update("jax_enable_x64", True)


def descend(p, g, rate):
    return jax.tree.map(lambda w, d: w - rate * d, p, g)


def chain():
    steps = 10_000
    signs = jnp.where(jnp.arange(steps) % 2 == 0, 1.0, -1.0)

    def loss(w, x):
        return 0.5 * (w[2] * jnp.tanh(w[1] * jnp.tanh(w[0] * x)) + x) ** 2

    @jax.jit
    def run(w):
        return jax.lax.scan(lambda w, x: (descend(w, jax.grad(loss)(w, x), 0.05), None), w, signs)[0]

    start = tuple(jnp.float64(v) for v in (0.2333, -0.233, -0.52133))
    return median(lambda: jax.block_until_ready(run(start))) / steps


def cross_entropy(logits, y):
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), y[:, None], 1).mean()


def epoch(logits, p, images, classes, rate):
    def loss(p, x, y):
        return cross_entropy(logits(p, x), y)

    @jax.jit
    def run(p):
        def step(p, batch):
            return descend(p, jax.grad(loss)(p, *batch), rate), None

        return jax.lax.scan(step, p, (images, classes))[0]

    def body():
        nonlocal p
        p = jax.block_until_ready(run(p))

    return median(body)


def start():
    rng = np.random.default_rng(1)
    return [
        jnp.array(a)
        for a in (
            rng.uniform(-0.25, 0.25, (64, 32)),
            np.zeros(32),
            rng.uniform(-0.38, 0.38, (32, 10)),
            np.zeros(10),
        )
    ]


def perceptron(p, x):
    return jnp.tanh(x @ p[0] + p[1]) @ p[2] + p[3]


def mlp():
    images, classes = digits()
    return epoch(perceptron, start(), jnp.array(images), jnp.array(classes), 0.1)


def cnn():
    images, classes = digits()
    rng = np.random.default_rng(1)
    p = [
        jnp.array(a)
        for a in (
            rng.standard_normal((8, 1, 3, 3)) / 2,
            np.zeros(8),
            rng.standard_normal((16, 8, 3, 3)) / 6,
            np.zeros(16),
            rng.standard_normal((64, 10)) / 6,
            np.zeros(10),
        )
    ]

    def convolve(x, w, b):
        return jax.lax.conv(x, w, (1, 1), "SAME") + b[None, :, None, None]

    def pool(x):
        return jax.lax.reduce_window(
            x, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID"
        )

    def logits(p, x):
        x = pool(jax.nn.relu(convolve(x, p[0], p[1])))
        x = pool(jax.nn.relu(convolve(x, p[2], p[3])))
        return x.reshape(32, 64) @ p[4] + p[5]

    return epoch(logits, p, jnp.array(images.reshape(56, 32, 1, 8, 8)), jnp.array(classes), 0.05)


def rnn():
    rng = np.random.default_rng(1)
    p = [
        jnp.array(a)
        for a in (rng.uniform(-0.3, 0.3, (8, 32)), rng.uniform(-0.3, 0.3, (32, 32)), np.zeros(32))
    ]
    x, target = jnp.array(rng.standard_normal((20, 32, 8))), jnp.array(rng.standard_normal((32, 32)))

    def loss(p):
        arguments = x @ p[0] + p[2]
        h, _ = jax.lax.scan(
            lambda h, a: (jnp.tanh(a + h @ p[1]), None), jnp.zeros((32, 32)), arguments
        )
        return ((h - target) ** 2).mean()

    run = jax.jit(lambda p: descend(p, jax.grad(loss)(p), 0.01))

    def body():
        nonlocal p
        p = jax.block_until_ready(run(p))

    return median(body)


def stepping(loss, p, rate=0.01):
    """The median time of a step of gradient descent, compiled."""
    run = jax.jit(lambda p: descend(p, jax.grad(loss)(p), rate))

    def body():
        nonlocal p
        p = jax.block_until_ready(run(p))

    return median(body)


def sequence(gates):
    """Weights for 8 inputs and 32 hidden numbers, sequences [20, 32, 8], and targets."""
    rng = np.random.default_rng(1)
    p = [
        jnp.array(a)
        for a in (
            rng.uniform(-0.3, 0.3, (8, gates * 32)),
            rng.uniform(-0.3, 0.3, (32, gates * 32)),
            np.zeros(gates * 32),
        )
    ]
    x, target = jnp.array(rng.standard_normal((20, 32, 8))), jnp.array(rng.standard_normal((32, 32)))
    return p, x, target


def lstm():
    p, x, target = sequence(4)

    def loss(p):
        def step(state, a):
            h, c = state
            i, f, g, o = jnp.split(a + h @ p[1], 4, axis=1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            return (jax.nn.sigmoid(o) * jnp.tanh(c), c), None

        zeros = jnp.zeros((32, 32))
        (h, _), _ = jax.lax.scan(step, (zeros, zeros), x @ p[0] + p[2])
        return ((h - target) ** 2).mean()

    return stepping(loss, p)


def gru():
    p, x, target = sequence(3)
    p.append(jnp.zeros(32))

    def loss(p):
        def step(h, a):
            u = h @ p[1]
            r, z = jnp.split(jax.nn.sigmoid(a[:, :64] + u[:, :64]), 2, axis=1)
            n = jnp.tanh(a[:, 64:] + r * (u[:, 64:] + p[3]))
            return n + z * (h - n), None

        h, _ = jax.lax.scan(step, jnp.zeros((32, 32)), x @ p[0] + p[2])
        return ((h - target) ** 2).mean()

    return stepping(loss, p)


def attention():
    rng = np.random.default_rng(1)
    p = [(jnp.array(rng.uniform(-0.3, 0.3, (32, 32))), jnp.zeros(32)) for _ in range(3)]
    x, target = (jnp.array(rng.standard_normal((16, 32, 32))) for _ in range(2))
    mask = jnp.where(jnp.tril(jnp.ones((32, 32))) == 1, 0.0, -jnp.inf)

    def loss(p):
        q, k, v = (x @ w + b for w, b in p)
        scores = q @ k.swapaxes(1, 2) / 32**0.5 + mask
        return ((jax.nn.softmax(scores) @ v - target) ** 2).mean()

    return stepping(loss, p)


def vae():
    rng = np.random.default_rng(1)
    sizes = [(64, 32), (32, 4), (32, 4), (4, 32), (32, 64)]
    p = [(jnp.array(rng.uniform(-0.25, 0.25, s)), jnp.zeros(s[1])) for s in sizes]
    images = jnp.array(digits()[0][0])
    noise = jnp.array(rng.standard_normal((32, 4)))

    def dense(layer, x):
        return x @ layer[0] + layer[1]

    def loss(p):
        hidden = jnp.tanh(dense(p[0], images))
        m, s = dense(p[1], hidden), dense(p[2], hidden)
        logits = dense(p[4], jnp.tanh(dense(p[3], m + jnp.exp(0.5 * s) * noise)))
        entropy = (jax.nn.softplus(logits) - images * logits).mean() * 64
        return entropy + (jnp.exp(s) + m**2 - 1 - s).sum() * (0.5 / 32)

    @jax.jit
    def run(p, m, v, t):
        g = jax.grad(loss)(p)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
        first, second = 1 - 0.9**t, 1 - 0.999**t
        p = jax.tree.map(
            lambda w, m, v: w - 0.001 * (m / first) / (jnp.sqrt(v / second) + 1e-8), p, m, v
        )
        return p, m, v, t + 1

    zeros = jax.tree.map(jnp.zeros_like, p)
    state = (p, zeros, zeros, jnp.float64(1))

    def body():
        nonlocal state
        state = jax.block_until_ready(run(*state))

    return median(body)


def matmul():
    rng = np.random.default_rng(1)
    pair = tuple(jnp.array(rng.standard_normal((32, 64, 64))) for _ in range(2))
    run = jax.jit(jax.value_and_grad(lambda pair: (pair[0] @ pair[1]).sum()))
    return median(lambda: jax.block_until_ready(run(pair)))


def check():
    images, classes = digits()
    x, y = jnp.array(images[0]), jnp.array(classes[0])
    p = start()

    def loss(p):
        return cross_entropy(perceptron(p, x), y)

    flat, unravel = jax.flatten_util.ravel_pytree(p)

    @jax.jit
    def run(flat):
        def difference(i):
            high = loss(unravel(flat.at[i].add(1e-5)))
            low = loss(unravel(flat.at[i].add(-1e-5)))
            return (high - low) / 2e-5

        slopes = jax.lax.map(difference, jnp.arange(flat.size))
        return jnp.abs(slopes - jax.grad(lambda f: loss(unravel(f)))(flat)).max()

    def body():
        assert float(run(flat)) < 1e-8

    return median(body)


import jax.flatten_util

report(
    {
        "chain": chain,
        "mlp": mlp,
        "cnn": cnn,
        "rnn": rnn,
        "lstm": lstm,
        "gru": gru,
        "attention": attention,
        "vae": vae,
        "matmul": matmul,
        "check": check,
    }
)
