import { byPapersRule, byRule } from '../../../models/study/findings.ts';
import { type Measured, measuredNetworks } from '../../../models/study/measured.ts';
import type { StudyRecord } from '../../../models/study/recipe.ts';
import { linksOf } from '../../parts/study/opened.ts';
import { source } from '../../words/en/figures/drag-phi-ours.ts';
import { rounded } from '../../words/en/quantity.ts';
import { nameOf } from '../../words/en/study.ts';
import type { PublishedPoint } from './published-point.ts';

const counted = (value: number) => ({ value, printed: rounded(value, 3) });

function pointOf(each: Measured): PublishedPoint {
  const { network, test, least, most, records } = each;
  return {
    id: network.name,
    name: nameOf(network),
    own: byRule(network),
    accuracy: 100 * test,
    onValidation: false,
    multiplyAdds: counted(each.multiplyAdds),
    parameters: counted(each.parameters),
    latency: null,
    source: source(records[0]?.measured ?? 0),
    opens: linksOf(network),
    seeds: { count: records.length, least: 100 * least, most: 100 * most },
  };
}

/** Every network of the study that was trained at full length: those of the rule in the order of φ, then the others. */
export function ourPoints(records: readonly StudyRecord[]): readonly PublishedPoint[] {
  const all = measuredNetworks(records);
  return [...byPapersRule(all), ...all.filter(({ network }) => !byRule(network))].map(pointOf);
}
