import { describe, expect, it } from 'vitest';
import { breakTheRuleSchema } from '../../src/figures/break-the-rule/view.ts';
import { dragPhiSchema } from '../../src/figures/drag-phi/view.ts';
import { deviationSchema } from '../../src/figures/formula-against-released/view.ts';
import { gridSearchSchema } from '../../src/figures/grid-search/view.ts';
import { learnedSchema } from '../../src/figures/learned-fusion-weights/view.ts';
import recorded from '../../src/figures/mix-two-maps/recorded.json' with { type: 'json' };
import { mixSchema } from '../../src/figures/mix-two-maps/view.ts';
import { peersSchema } from '../../src/figures/peers/view.ts';
import { topologiesSchema } from '../../src/figures/pyramid-topologies/view.ts';
import { ladderSchema } from '../../src/figures/scaling-ladder/view.ts';
import { timingSchema } from '../../src/figures/softmax-against-fast/view.ts';
import {
  clampView,
  defaultView,
  readFragment,
  type Schema,
  writeFragment,
} from '../../src/parts/shell/schema.ts';

// Each figure's view has its own type; what is checked here holds for all of them alike.
type AnyView = Record<string, string | number>;
const schemas = [
  dragPhiSchema,
  breakTheRuleSchema,
  gridSearchSchema,
  deviationSchema,
  peersSchema,
  topologiesSchema,
  timingSchema,
  learnedSchema(['d0', 'phi-3'], ['coco-d1']),
  ladderSchema,
  mixSchema([recorded.raw[0]!, recorded.raw[1]!]),
] as unknown as readonly Schema<AnyView>[];

/** Links that were given away. Each must open the same view for as long as the site stands. */
const givenAway: readonly [schema: string, link: string, view: AnyView][] = [
  ['phi', '#phi=1;phi:2.4,net:det', { phi: 2.4, task: 'coco', measure: 'cost' }],
  [
    'phi',
    '#phi=1;phi:-0.5,x:par,unit:flops,ed:old,ghost:exact',
    { phi: -0.5, measure: 'parameters', ghost: 'exact' },
  ],
  [
    'rule',
    '#rule=1;d:2,w:1,r:1,give:r,held:1827,net:r50',
    { depth: 2, give: 'resolution', network: 'ResNet-50' },
  ],
  ['grid', '#grid=1;step:25,tol:200', { step: '0.025', tolerance: '0.2' }],
  ['formula', '#phi=1;phi:7&formula=1;net:det', { task: 'coco' }],
  ['peers', '#peers=1;net:det,x:par', { task: 'coco', measure: 'parameters' }],
  ['learned', '#learned=1;net:phi-3,with:d0,sort:lean', { neck: 'phi-3', beside: 'd0', order: 'lean' }],
  ['learned', '#learned=1;net:coco-d1,with:d0', { neck: 'coco-d1', beside: 'd0' }],
  ['scaling-ladder', '#scaling-ladder=1;picture:dog', { kind: 'classifiers', sample: 'dog-bicycle-truck' }],
  [
    'scaling-ladder',
    '#scaling-ladder=1;of:d,scene:easy,score:0.55',
    { kind: 'detectors', scene: 'easy', score: 0.55 },
  ],
  ['rules', '#rules=1;to:d3', { largest: 'D3' }],
  ['mix', '#mix=1;a:-0.5,b:2.25', { first: -0.5, second: 2.25 }],
  ['necks', '#necks=1;net:panet,size:d7x,step:4', { network: 'panet', size: 'D7x', step: 4 }],
];

describe('links of version 1', () => {
  it.each(givenAway)('%s: %s', (id, link, expected) => {
    const schema = schemas.find((each) => each.id === id)!;
    const { view, reading } = readFragment(schema, link);
    expect(reading).toBe('whole');
    expect(view).toMatchObject(expected);
  });
});

it('no two figures share a name', () => {
  expect(new Set(schemas.map(({ id }) => id)).size).toBe(schemas.length);
});

/** Links damaged in every way that mail, chats and mischief damage links. */
function* damagedLinks(count: number): Generator<string> {
  let seed = 20_261_122;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const alphabet = [...'abcdefghijklmnopqrstuvwxyz0123456789.,;:=&#%-_ <>"\'/\\()[]{}πφ\u0000\u202e\ud800😀'];
  const noise = (length: number): string =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
  const extras = [
    '<img src=x onerror=alert(1)>',
    '__proto__:1',
    'constructor:1',
    'phi:1e999',
    'phi:NaN',
    '%',
    '%3Cscript%3E',
    ',,,,',
    '&&',
    'phi:--1',
    '9'.repeat(400),
  ];
  const whole = givenAway.map(([, link]) => link);
  for (let made = 0; made < count; made++) {
    let link = whole[random(whole.length)]!;
    const kind = random(6);
    const at = random(link.length);
    if (kind === 0) link = link.slice(0, at);
    if (kind === 1) link = link.slice(0, at) + noise(1 + random(6)) + link.slice(at);
    if (kind === 2) link = link.slice(0, at) + extras[random(extras.length)] + link.slice(at + random(4));
    if (kind === 3) link = `#${schemas[random(schemas.length)]!.id}=${noise(random(60))}`;
    if (kind === 4)
      link = link.replace(/(?<=:)-?[\d.]+/g, () =>
        ((random(20_000) - 10_000) / (1 + random(1000))).toFixed(2),
      );
    if (kind === 5) link = encodeURIComponent(link.slice(1)) + noise(random(3));
    yield link;
  }
}

it('5,000 damaged links: each gives a view that the figure can show', () => {
  const readings = new Map<string, number>();
  for (const link of damagedLinks(5000)) {
    for (const schema of schemas) {
      const { view, reading } = readFragment(schema, link);
      readings.set(reading, (readings.get(reading) ?? 0) + 1);
      expect(Object.keys(view).sort()).toEqual(Object.keys(schema.properties).sort());
      expect(view).toEqual(clampView(schema, view));
      if (reading === 'damaged' || reading === 'absent') expect(view).toEqual(defaultView(schema));
      const written = writeFragment(schema, view, '');
      expect(written).toMatch(/^([a-z-]+=\d+;[a-z]+:[\w.-]+(,[a-z]+:[\w.-]+)*)?$/);
      expect(readFragment(schema, written).view).toEqual(view);
    }
  }
  for (const reading of ['absent', 'whole', 'adjusted', 'damaged'])
    expect(readings.get(reading)).toBeGreaterThan(50);
});
