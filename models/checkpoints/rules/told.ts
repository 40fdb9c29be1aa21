/** What a name says of the weights under it. */
export interface Told {
  /** The name, as far as it speaks. */
  readonly name: string;
  /** The authors' weights as timm and effdet ported them, or those libraries' own. */
  readonly origin?: 'ported' | 'own';
  /** Trained with AdvProp, whose pictures are brought to −1 … 1. */
  readonly advProp?: true;
  /** One of timm's recipes for which pictures were brought to −1 … 1. */
  readonly inception?: true;
  /** effdet's own model of this number (`efficientdet_d4`). */
  readonly ownDetector?: string;
}

const boundary = '(?:^|[^a-z0-9])';
/** `tf_efficientnet_b0…`, `tf_efficientdet_d1…`: the prefix that timm and effdet give to what they ported. */
const ported = new RegExp(`${boundary}tf[_-]efficient(?:net|det)`, 'i');
/** `efficientnet_b3…`, `efficientdet_d0…` with an underscore, as those two write their own models. */
const own = new RegExp(`${boundary}(efficient(?:net|det)_(?:b|d|lite)\\d)`, 'i');
/** `…_ap-…`, `….ap_in1k`, `adv-efficientnet-b0…`, `…advprop…`. */
const advProp = /(?:^|[^a-z0-9])(?:ap|adv|advprop)(?:[^a-z0-9]|$)/i;
/** timm's recipes of 2024, trained on −1 … 1. */
const inception = /(?:^|[^a-z0-9])ra4_e3600/i;

/**
 * What the names that a file goes by tell of it: its own name, its folder's, and what its metadata calls the network, the most telling
 * first. `undefined` where none of them speaks: most names are a reader's own.
 */
export function toldBy(names: readonly string[]): Told | undefined {
  for (const name of names) {
    const advance = advProp.test(name) && /efficient/i.test(name);
    const origin = ported.test(name) ? 'ported' : own.test(name) ? 'own' : undefined;
    if (origin === undefined && !advance) continue;
    const detector = own.exec(name)?.[1]?.toLowerCase();
    return {
      name,
      ...(origin !== undefined && { origin }),
      ...(advance && { advProp: true }),
      ...(inception.test(name) && { inception: true }),
      ...(origin === 'own' && detector?.startsWith('efficientdet') && { ownDetector: detector }),
    };
  }
  return undefined;
}
