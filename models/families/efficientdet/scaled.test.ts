import { describe, expect, it } from 'vitest';
import { cost, costsByScope } from '../../operators/cost.ts';
import { compoundDetector } from './compound.ts';
import { efficientDet } from './network.ts';
import { type DetectorKnobs, scaledEfficientDet } from './scaled.ts';
import { releasedDetector } from './sizes.ts';

/** Published with the official code (parameters) and counted by two other programs. */
const exact = {
  D0: [3_880_067, 2_492_331_520],
  D3: [12_032_296, 24_568_753_664],
  D6: [51_871_782, 224_121_477_984],
  D7: [51_871_782, 322_731_636_576],
  D7x: [77_147_166, 407_628_345_344],
} as const;

describe('the fast cost of a scaled EfficientDet', () => {
  it.each(['D0', 'D3', 'D6', 'D7', 'D7x'] as const)('%s', (name) => {
    const network = scaledEfficientDet(releasedDetector[name]);
    expect([network.parameters, network.multiplyAdds]).toEqual(exact[name]);
  });

  it('equals the graph, part by part, at any φ', () => {
    for (let phi = -1; phi <= 8; phi += 0.61) {
      const { backbone, width, cells, headDepth, resolution } = compoundDetector(phi);
      const knobs: DetectorKnobs = {
        backbone,
        width: width.value,
        cells: cells.value,
        headDepth: headDepth.value,
        resolution: resolution.value,
      };
      const graph = efficientDet(knobs);
      const network = scaledEfficientDet(knobs);
      const whole = cost(graph);
      expect(network.multiplyAdds).toBe(whole.multiplyAdds);
      expect(network.parameters).toBe(whole.parameters);
      const parts = costsByScope(graph, 1);
      for (const name of ['neck', 'classHead', 'boxHead'])
        expect(network.groups.find((group) => group.name === name)?.multiplyAdds).toBe(
          parts.get(name)?.multiplyAdds,
        );
    }
  });
});
