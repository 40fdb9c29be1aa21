import { catalogue } from '../../../models/checkpoints/catalogue.ts';
import { everyNetwork } from '../../../models/facts/every-network.ts';
import { type Library, snippetsOf } from '../../../models/snippets/index.ts';
import type { Offer } from './logic.ts';

/** Every network with a published accuracy, with the libraries that build it and the licences of weights that this site opens. */
export function offersOf(): readonly Offer[] {
  return everyNetwork().flatMap(({ accuracy, name, title, task, multiplyAdds, parameters }) => {
    if (accuracy === null) return [];
    const libraries = snippetsOf({ network: name }).flatMap((each): Library[] =>
      'code' in each ? [each.library] : [],
    );
    const stated = catalogue.flatMap(({ network, licence }) =>
      network === name && licence !== null ? [licence] : [],
    );
    const licences = [...new Set(stated)];
    return [{ name, title, task, multiplyAdds, parameters, accuracy: accuracy.value, libraries, licences }];
  });
}
