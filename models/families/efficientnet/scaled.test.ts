import { describe, expect, it } from 'vitest';
import { cost, costsByScope } from '../../operators/cost.ts';
import { totalOf } from '../scaled-network.ts';
import { compound } from './compound.ts';
import { efficientNet } from './network.ts';
import { scaledEfficientNet } from './scaled.ts';
import { released } from './sizes.ts';

/** Published with the official code and counted by three other programs. */
const exact = {
  B0: [5_288_548, 385_814_752],
  B1: [7_794_184, 686_802_832],
  B4: [19_341_616, 4_393_771_024],
  B7: [66_347_960, 37_745_884_192],
} as const;

describe('the fast cost of a scaled EfficientNet', () => {
  it.each(['B0', 'B1', 'B4', 'B7'] as const)('%s', (name) => {
    const network = scaledEfficientNet(released[name]);
    expect([network.parameters, network.multiplyAdds]).toEqual(exact[name]);
  });

  it('equals the graph, stage by stage, at any φ and any knobs', () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    for (let each = 0; each < 120; each++) {
      const knobs =
        each % 2 === 0
          ? compound({ phi: -1 + 9 * random() })
          : {
              depth: 0.2 + 4 * random(),
              width: 0.2 + 3 * random(),
              resolution: 32 + Math.floor(500 * random()),
            };
      const graph = efficientNet(knobs);
      const network = scaledEfficientNet(knobs);
      const whole = cost(graph);
      expect(network.multiplyAdds).toBe(whole.multiplyAdds);
      expect(network.parameters).toBe(whole.parameters);
      const stages = costsByScope(graph, 1);
      for (const group of network.groups)
        expect(group.multiplyAdds).toBe(stages.get(group.name)?.multiplyAdds);
      const blocks = new Set(
        graph.ops.map((op) => /^stage\d\/block\d+/.exec(op.name)?.[0]).filter((name) => name !== undefined),
      );
      expect(totalOf(network.groups, 'blocks') - 2).toBe(blocks.size);
    }
  });
});
