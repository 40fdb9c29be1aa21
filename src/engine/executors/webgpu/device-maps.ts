import { findTensor, GraphError, opAt } from '../../../../models/graph/graph.ts';
import type { DeviceMaps } from '../runtime.ts';
import type { Heads, Selection, SelectOptions } from '../selection.ts';
import type { Choosers } from './choosers.ts';
import type { LoadedNetwork } from './loaded.ts';

/** The maps of a run that was submitted. */
export interface RunMaps {
  readonly maps: DeviceMaps;
  /** Settles when all that was asked of them has been handed over to the device; after that nothing more may be asked. */
  readonly handedOver: () => Promise<void>;
}

/** `refusing` makes what the device throws an error of a step that it refused. */
export function deviceMaps(
  network: LoadedNetwork,
  choosers: Choosers,
  refusing: <T>(work: Promise<T>) => Promise<T>,
): RunMaps {
  const { graph, kept } = network.planned.program;
  const asked: Promise<unknown>[] = [];
  let gone = false;
  const refuseLate = (): void => {
    if (gone) throw new RangeError(`The maps of a run of ${graph.name} were asked for too late.`);
  };
  const best = async (heads: Heads, options: SelectOptions): Promise<Selection> => {
    refuseLate();
    // An object, since what it holds is not waited for here.
    const chosen = choosers.of(network, heads, options).then((each) => ({ selection: each.choose() }));
    asked.push(chosen);
    return (await chosen).selection;
  };
  const maps: DeviceMaps = {
    best: (heads, options) => refusing(best(heads, options)),
    map: (name) => {
      const id = findTensor(graph, name);
      if (!kept.has(id)) throw new GraphError({ code: 'map-not-kept', network: graph.name, map: name });
      return {
        shape: opAt(graph, id).shape,
        read: async () => {
          refuseLate();
          return (await network.read([id]))[0] as Float32Array;
        },
      };
    },
  };
  return {
    maps,
    handedOver: async () => {
      await Promise.allSettled(asked);
      gone = true;
    },
  };
}
