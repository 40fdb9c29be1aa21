import {
  deviceNames,
  executorNames,
  type Precision,
  precisionNames,
  type RunsOn,
} from '../protocol/device.ts';

/** What an address asks for, `?backend=wasm`, `?engine=tfjs` or both, as far as it is known. */
export function forcedBy(search: string): Partial<RunsOn> {
  const query = new URLSearchParams(search);
  const device = deviceNames.find((name) => name === query.get('backend'));
  const executor = executorNames.find((name) => name === query.get('engine'));
  return { ...(device && { device }), ...(executor && { executor }) };
}

/** How an address asks for values to be stored, `?precision=f16`; undefined where it does not. */
export function precisionBy(search: string): Precision | undefined {
  const asked = new URLSearchParams(search).get('precision');
  return precisionNames.find((name) => name === asked);
}

/** Whether programs may be measured, to take the fastest form: false for `?tuning=off`, undefined where an address says nothing of it. */
export function tuningBy(search: string): false | undefined {
  return new URLSearchParams(search).get('tuning') === 'off' ? false : undefined;
}
