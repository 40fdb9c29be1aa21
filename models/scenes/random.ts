/**
 * A seeded generator and the few functions that scenes need, built from operations that IEEE 754 defines to the last bit
 * (+, −, ×, ÷, square root) and from 32-bit integers. `Math.sin`, `Math.exp` and their like may differ between engines by the
 * last bit, which would be another picture; so none of them is used here.
 */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2⁻³². */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number from 0 to count − 1. */
  below(count: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** About normal: the sum of six uniforms, mean 0, standard deviation `sigma`, never beyond 4.25 of them. */
  normal(sigma: number): number;
  /** Log-uniform in [low, high): every factor of two is as likely as any other. */
  logUniform(low: number, high: number): number;
}

/** Mixes 32 bits so that each output bit depends on every input bit (MurmurHash3's finalizer). */
export function mix32(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A generator (sfc32, Chris Doty-Humphrey) started from a whole number and a stream, so that one seed can feed several. */
export function random(seed: number, stream = 0): Random {
  let a = mix32(seed ^ 0x9e3779b9);
  let b = mix32(Math.imul(stream + 1, 0xc2b2ae35) ^ seed);
  let c = mix32(Math.floor(seed / 2 ** 32) ^ 0x85ebca77);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const uniform = () => next() / 2 ** 32;
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    below: (count) => Math.floor(uniform() * count),
    chance: (probability) => uniform() < probability,
    normal: (sigma) => {
      let sum = 0;
      for (let i = 0; i < 6; i++) sum += uniform();
      return sigma * (sum - 3) * Math.SQRT2;
    },
    logUniform: (low, high) => low * powerOfTwo(uniform() * logarithm2(high / low)),
  };
}

/** sin(x) by its Taylor series after reduction to [−π/2, π/2]; off by less than 1e-12 for |x| < 1000. */
export function sine(x: number): number {
  let r = x - Math.floor(x / (2 * Math.PI) + 0.5) * 2 * Math.PI;
  if (r > Math.PI / 2) r = Math.PI - r;
  else if (r < -Math.PI / 2) r = -Math.PI - r;
  const s = r * r;
  let term = r;
  let sum = r;
  for (let n = 2; n <= 18; n += 2) {
    term = (-term * s) / (n * (n + 1));
    sum += term;
  }
  return sum;
}

/** cos(x), see `sine`. */
export function cosine(x: number): number {
  return sine(x + Math.PI / 2);
}

/** 2^x: whole powers exactly, the rest by the series of e^(x·ln 2). */
export function powerOfTwo(x: number): number {
  const whole = Math.floor(x);
  const y = (x - whole) * Math.LN2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 16; n++) {
    term = (term * y) / n;
    sum += term;
  }
  for (let i = whole; i > 0; i--) sum *= 2;
  for (let i = whole; i < 0; i++) sum /= 2;
  return sum;
}

/** log2(x) for x > 0 by halving and the series of artanh. */
export function logarithm2(x: number): number {
  let whole = 0;
  let y = x;
  while (y >= 2) {
    y /= 2;
    whole++;
  }
  while (y < 1) {
    y *= 2;
    whole--;
  }
  const z = (y - 1) / (y + 1);
  const s = z * z;
  let term = z;
  let sum = 0;
  for (let n = 1; n <= 41; n += 2) {
    sum += term / n;
    term *= s;
  }
  return whole + (2 * sum) / Math.LN2;
}
