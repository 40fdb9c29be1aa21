/** 32 bits of place i, as `make_golden.py` makes them. */
export function value(seed: number, i: number): number {
  let h = (Math.imul(i, 0x85ebca77) + Math.imul(seed, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
