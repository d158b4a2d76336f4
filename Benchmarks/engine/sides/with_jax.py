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

report({"chain": chain, "mlp": mlp, "cnn": cnn, "rnn": rnn, "check": check})
