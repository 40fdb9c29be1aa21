import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Arrange, Lesson } from '../../models/exercises/exercise.ts';
import { lessons } from '../../models/exercises/index.ts';
import type { Opened } from '../../models/exercises/opened.ts';
import type { AtPhi } from '../../models/exercises/scaling-views.ts';
import { verdict } from '../../models/exercises/verdict.ts';
import { operatorAt, placeOfOperator } from '../../models/facts/operator-places.ts';
import type { Scaling } from '../../models/facts/scaled-b0.ts';
import { efficientNet } from '../../models/families/efficientnet/network.ts';
import { released } from '../../models/families/efficientnet/sizes.ts';
import { random } from '../../models/scenes/random.ts';
import type { BreakTheRuleView } from './break-the-rule/view.ts';
import type { DragPhiView } from './drag-phi/view.ts';
import { diagramOf } from './network-diagram/logic.ts';
import { selected, selectPlace } from './network-diagram/selection.ts';
import type { DiagramView } from './network-diagram/view.ts';
import { figureViews, schemas } from './views.ts';

const isSet = (each: Lesson['exercises'][number]): each is Arrange => each.kind === 'set';
const all = lessons.flatMap(({ id, exercises }) =>
  exercises.filter(isSet).map((exercise) => [`${id}/${exercise.id}`, exercise] as const),
);

test('what exercises need of a view is in the figure’s schema', () => {
  expectTypeOf<DiagramView>().toExtend<Opened>();
  expectTypeOf<DragPhiView>().toExtend<AtPhi>();
  expectTypeOf<BreakTheRuleView>().toExtend<Scaling>();
});

test.each(schemas.map((schema) => [schema.id]))('%s: what is no view of it is none', (figure) => {
  expect(figureViews.read(figure, '')).toBeNull();
  expect(figureViews.read(figure, 'peers=1')).toBeNull();
  expect(figureViews.read(figure, `${figure}=1;nonsense:1`)).toBeNull();
  expect(figureViews.read(figure, figureViews.write(figure, {}))).not.toBeNull();
});
test('a figure that is not known is a fault of the program', () => {
  expect(figureViews.read('nobody', 'nobody=1')).toBeNull();
  expect(() => figureViews.write('nobody', {})).toThrow();
});

describe.each(all)('%s', (_, exercise) => {
  const variants = exercise.variants();
  const other = schemas.find(({ id }) => id !== exercise.figure)?.id ?? '';

  test('there are variants, and the first view of the figure is accepted in none', () => {
    expect(variants.length).toBeGreaterThan(0);
    const first = figureViews.write(exercise.figure, {});
    for (const variant of variants)
      expect(verdict(exercise, variant, first, figureViews).state, JSON.stringify(variant)).toBe('set');
  });

  test('200 accepted views are accepted after they went through an address', () => {
    const r = random(17);
    for (let i = 0; i < 200; i++) {
      const variant = variants[i % variants.length];
      const view = exercise.accepted(variant, r.uniform);
      const fragment = figureViews.write(exercise.figure, view);
      const read = figureViews.read(exercise.figure, `#${other}=1&${fragment}`);
      expect(read).toMatchObject(view);
      expect(verdict(exercise, variant, fragment, figureViews), fragment).toEqual({
        state: 'right',
        value: null,
      });
    }
  });

  test('each mistake is known by its name, and none is accepted', () => {
    for (const [name, { example, is }] of Object.entries(exercise.slips)) {
      const shown = variants.flatMap((variant) => {
        const view = example(variant);
        return view === null ? [] : [{ variant, view }];
      });
      expect(shown.length, name).toBeGreaterThan(0);
      for (const { variant, view } of shown) {
        const fragment = figureViews.write(exercise.figure, view);
        const found = verdict(exercise, variant, fragment, figureViews);
        expect(found, `${name} ${fragment}`).toMatchObject({ state: 'set', slip: name });
        expect(is(figureViews.read(exercise.figure, fragment) ?? {}, variant)).toBe(true);
      }
    }
  });

  test('what cannot be read as a view of its figure is said so', () => {
    for (const answer of ['7', `${other}=1`, `${exercise.figure}=1;nonsense:1`, ['a', 'b']])
      expect(verdict(exercise, variants[0], answer, figureViews)).toEqual({ state: 'unread' });
    expect(verdict(exercise, variants[0], ' ', figureViews)).toEqual({ state: 'empty' });
  });
});

test('an operator lies where the drawing opens it, in every size and beyond the ends', () => {
  for (const size of ['B0', 'B3'] as const) {
    const graph = efficientNet(released[size]);
    const diagram = diagramOf(graph);
    for (const { name } of graph.ops.slice(1)) {
      const place = placeOfOperator(graph, name);
      expect(selected(diagram, selectPlace(diagram, place)).op.path).toBe(name);
    }
    const r = random(3);
    for (let i = 0; i < 300; i++) {
      const place = { stage: 1 + r.below(12), block: r.below(13), op: r.below(17) };
      const drawn = selected(diagram, selectPlace(diagram, place)).op.path;
      expect(operatorAt(graph, place)?.name).toBe(drawn);
    }
  }
});
