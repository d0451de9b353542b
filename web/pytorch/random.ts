/** Ebb's generator in Python, for the experiments that draw while they train. The same as
 *  src/base/random.cpp, src/data/shuffle.h and src/stepper/batches.h, and held against them by
 *  tests/pytorch. */
export const randomDefinitions = (seed: number): string[] => [
  `# The random numbers are Ebb's own (SplitMix64), so that both draw the same.
GOLDEN = 0x9E3779B97F4A7C15


def mix(x):
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    x = (x ^ x >> 27) * 0x94D049BB133111EB % 2**64
    return x ^ x >> 31`,
  `def split(key, name):
    """The key of a stream of its own, named by a whole number or a word."""
    if isinstance(name, str):
        letters, name = name.encode(), 0xCBF29CE484222325  # FNV-1a
        for letter in letters:
            name = (name ^ letter) * 0x100000001B3 % 2**64
    return mix(key ^ mix((name + GOLDEN) % 2**64))`,
  `def bits(key):
    """The stream of a key, 64 random bits at a time."""
    while True:
        key = (key + GOLDEN) % 2**64
        yield mix(key)`,
  `SEED = mix(${seed} + GOLDEN)`,
];

export const batchDefinitions: readonly string[] = [
  `def below(bound, stream):
    """A whole number from 0 to bound - 1, without bias (Lemire 2019)."""
    while True:
        product = (next(stream) >> 32) * bound
        if product % 2**32 >= 2**32 % bound:
            return product >> 32`,
  `def batches():
    """The samples of one iteration after another: every epoch shuffles them anew."""
    for epoch in itertools.count():
        stream = bits(split(split(SEED, "order"), epoch))
        order = list(range(len(INPUTS)))
        for last in range(len(order) - 1, 0, -1):
            other = below(last + 1, stream)
            order[last], order[other] = order[other], order[last]
        for first in range(0, len(order), BATCH_SIZE):
            yield order[first : first + BATCH_SIZE]`,
];
