import { expect, test } from 'vitest';
import { paperBases } from '../families/efficientnet/compound.ts';
import { scaledEfficientNet } from '../families/efficientnet/scaled.ts';
import { cost } from '../operators/cost.ts';
import { channelDivisor, studyGraph } from './graph.ts';
import { kindsOf } from './kinds.ts';
import { scaled, studyNetworks } from './networks.ts';
import { ruledPhis } from './phis.ts';
import { scaledStudy } from './scaled.ts';

const counted = (network: Parameters<typeof studyGraph>[0]) => {
  const { multiplyAdds, parameters } = cost(studyGraph(network, 'whole'));
  return { multiplyAdds, parameters };
};

test.each(studyNetworks.map((network) => [network.name, network] as const))(
  'the fast count of %s is that of its graph',
  (_, network) => {
    const options = { divisor: channelDivisor, classes: kindsOf.whole };
    expect(scaledEfficientNet(network.knobs, options)).toMatchObject(counted(network));
  },
);

test('and so it is at any φ of the knob', () => {
  const [low, high] = [Math.min(...ruledPhis), Math.max(...ruledPhis)];
  for (let phi = low; phi <= high; phi += 0.17)
    expect(scaledStudy(phi), `φ ${phi}`).toMatchObject(counted({ name: '', knobs: scaled(paperBases, phi) }));
});

test('the rule gives the networks that were trained by it', () => {
  for (const network of studyNetworks)
    if (network.phi !== undefined && network.ratio === 'paper')
      expect(scaledStudy(network.phi)).toMatchObject(counted(network));
});
