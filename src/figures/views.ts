import type { FigureViews } from '../../models/exercises/figure-views.ts';
import { defaultView, fragmentOf, readFragment, type Schema } from '../parts/shell/schema.ts';
import { breakTheRuleSchema } from './break-the-rule/view.ts';
import { dragPhiSchema } from './drag-phi/view.ts';
import { mixSchema } from './mix-two-maps/view.ts';
import { diagramSchema } from './network-diagram/view.ts';
import { photographsSchema } from './photographs/view.ts';
import { topologiesSchema } from './pyramid-topologies/view.ts';

/** The figures that exercises ask to be set: an exercise of another one needs its schema here. */
export const schemas = [
  breakTheRuleSchema,
  dragPhiSchema,
  diagramSchema,
  mixSchema,
  photographsSchema,
  topologiesSchema,
] as const;

/** A schema as any: what is in a view is known to whoever asks for it. */
const schemaOf = (figure: string) =>
  (schemas as readonly unknown[] as readonly Schema<object>[]).find(({ id }) => id === figure);

/** Views of the figures, as their addresses carry them. */
export const figureViews: FigureViews = {
  read: (figure, fragment) => {
    const schema = schemaOf(figure);
    if (schema === undefined) return null;
    const { view, reading } = readFragment(schema, fragment);
    return reading === 'absent' || reading === 'damaged' ? null : view;
  },
  write: (figure, values) => {
    const schema = schemaOf(figure);
    if (schema === undefined) throw new Error(`The views of “${figure}” are not known to exercises.`);
    return fragmentOf(schema, { ...defaultView(schema), ...values });
  },
};
