import { random } from '../scenes/random.ts';

export interface BootstrapOptions {
  readonly seed: number;
  readonly draws?: number;
}

/**
 * A 95 % interval of a statistic over pictures: so many times as many pictures are drawn with replacement, and the middle 95 % of what
 * the statistic then is are kept (percentiles). Draws without a value (a class that none of them holds) are left out. It says what other
 * test pictures of the same kind would change, nothing of another training. Null where no draw has a value.
 */
export function bootstrap(
  count: number,
  statistic: (drawn: Int32Array) => number | null,
  { seed, draws = 1000 }: BootstrapOptions,
): readonly [low: number, high: number] | null {
  const r = random(seed, 77);
  const drawn = new Int32Array(count);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < count; i++) drawn[i] = r.below(count);
    const value = statistic(drawn);
    if (value !== null) values.push(value);
  }
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  return [at(0.025), at(0.975)];
}
