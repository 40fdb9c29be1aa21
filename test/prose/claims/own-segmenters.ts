import type { Measured, PixelNetwork } from '../../../src/figures/every-pixel/networks.ts';
import { shippedPixelNetworks } from '../../../src/figures/every-pixel/shipped.ts';
import { title as figureTitle, networkOf } from '../../../src/words/en/figures/every-pixel.ts';
import { bytes } from '../../../src/words/en/quantity.ts';
import { type Claim, claim, cost, counted, fixed, parameters, type Subject, subject } from './claim.ts';

const [best] = shippedPixelNetworks;
const withPath = shippedPixelNetworks.find(({ spatialPath }) => spatialPath === true);
const without = shippedPixelNetworks.find(({ spatialPath }) => spatialPath === false);

/** The forms in which the site calls a network of ours that names pixels. */
function pattern(network: PixelNetwork): string {
  const name = networkOf(network.title);
  // What the figure shows before anybody chose is of the best.
  if (network === best) return `${name}|${figureTitle}`;
  if (network === withPath) return `${name}(?! without)`;
  // Of all of ours one stands on nothing.
  return network.frozenMultiplyAdds === 0 ? `${name}|From random numbers|whole to` : name;
}

const of = (network: PixelNetwork) => subject('own segmenter', networkOf(network.title), pattern(network));

/** Behind a score: that it is of the artist that no training saw, before another score is added. */
const neverSeen = '(?:(?!, and ).){0,75}never s(?:aw|een)';
/** A score of known artists' scenes, by the first place that it stands in. */
const ofKnown = (digits: string) => new RegExp(`^(?:(?!${digits}).)*${digits}(?!${neverSeen})`);
const ofUnseen = (digits: string) => new RegExp(`^(?:(?!${digits}).)*${digits}${neverSeen}`);

type Told = readonly [measure: string, digits: string];

/** A mean intersection over union with its interval over the scenes. */
const scored = (measured: Measured | null): readonly Told[] =>
  measured === null
    ? []
    : [
        ['mIoU', fixed(measured.miou, 3)],
        ...measured.interval.map((end): Told => ['end of an interval of mIoU', fixed(end, 3)]),
      ];

/** Multiply-adds as they are counted, rounded to three digits and more or to whole millions. */
const work = (who: Subject, measure: string, value: number, words: RegExp): Claim[] => [
  ...counted(who, measure, value, words),
  claim(who, measure, 'million', fixed(value / 1e6, 0), words),
];

/** What lies below all but one of them, where a sentence speaks of it alone. */
const frozenB0 = subject('own backbone', 'the frozen B0', 'frozen EfficientNet-B0|the B0 below');

/** A size as files have it: `2.61 MB`. */
function sized(network: PixelNetwork): Claim {
  const [digits = '', unit] = bytes(network.bytes).split('\u202f');
  return claim(
    of(network),
    'size of the weights',
    unit === 'kB' ? 'kilobytes' : 'megabytes',
    digits,
    /download|weights|MB|kB/i,
  );
}

/** A score told as what it is of: an unseen artist's is none of known ones'. */
const score = (network: PixelNetwork, measure: string, digits: string, words: RegExp): Claim => ({
  ...claim(of(network), measure, 'decimal', digits, words),
  alone: true,
});

const scores: readonly Claim[] = shippedPixelNetworks.flatMap((network) =>
  [network, ...network.otherSeeds].flatMap(({ test, unseenArtist }) => [
    ...scored(test).map(([measure, digits]) => score(network, measure, digits, ofKnown(digits))),
    ...scored(unseenArtist).map(([measure, digits]) =>
      score(network, `${measure}, artist never seen`, digits, ofUnseen(digits)),
    ),
  ]),
);

const costs: readonly Claim[] = shippedPixelNetworks.flatMap((network) => [
  ...work(of(network), 'multiply-adds of what was trained', network.multiplyAdds, cost),
  ...(network.frozenMultiplyAdds === 0
    ? []
    : [of(network), frozenB0].flatMap((who) =>
        work(who, 'multiply-adds frozen below', network.frozenMultiplyAdds, /frozen|below/i),
      )),
  ...counted(of(network), 'parameters', network.parameters, parameters),
  sized(network),
]);

const shown = /shown|presented|present/i;
const scenes: readonly Claim[] = shippedPixelNetworks.flatMap((network) =>
  (['whole', 'times'] as const).flatMap((unit) => [
    claim(of(network), 'training scenes shown', unit, String(network.presented), shown),
    claim(of(network), 'different training scenes', unit, String(network.distinct), /different|generated/i),
  ]),
);

/** What the two that differ in the spatial path alone are told to differ by, and what each of their trainings reached. */
function pair(one: PixelNetwork, other: PixelNetwork): Claim[] {
  const both = subject('own segmenter', 'BiSeNet with its spatial path against without');
  const more = fixed((one.multiplyAdds - other.multiplyAdds) / 1e6, 0);
  const reached = [one, other]
    .flatMap((each) => [each, ...each.otherSeeds])
    .flatMap(({ test }) => test ?? []);
  return [
    claim(both, 'multiply-adds more', 'million', more, /more/),
    ...reached.map(({ miou }) => claim(both, 'mIoU', 'decimal', fixed(miou, 3), /with it|without/)),
  ];
}

/** What was measured on our own networks that name pixels, and what their graphs and files come to. */
export const ownSegmenters: readonly Claim[] = [
  ...scores,
  ...costs,
  ...scenes,
  ...(withPath && without ? pair(withPath, without) : []),
];
