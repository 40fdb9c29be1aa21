import { expect, test } from 'vitest';
import { biSeNet } from '../families/bisenet/network.ts';
import { dfaNet } from '../families/dfanet/network.ts';
import { cost } from '../operators/cost.ts';
import { backboneMaps } from './three-backbones.ts';
import { pathMaps, pictureSide } from './two-paths.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('the steps of BiSeNet cost what it costs, and each is made of earlier ones', () => {
  for (const backbone of ['xception-39', 'resnet-18'] as const) {
    const maps = pathMaps(backbone);
    const whole = cost(biSeNet({ name: 'whole', backbone, resolution: pictureSide }));
    expect(sum(maps.map(({ multiplyAdds }) => multiplyAdds))).toBe(whole.multiplyAdds);
    expect(sum(maps.map(({ parameters }) => parameters))).toBe(whole.parameters);
    maps.forEach(({ from, name }, at) => {
      for (const each of from) expect(maps.findIndex((map) => map.name === each)).toBeLessThan(at);
      expect(from.length === 0).toBe(name === 'spatial/conv_7x7' || name === 'context/stem');
    });
  }
});

test('BiSeNet: where resolution goes, by the fact sheet', () => {
  const maps = new Map(pathMaps('xception-39').map((map) => [map.name, map]));
  const sideAndChannels = (name: string) => [pictureSide / maps.get(name)!.height, maps.get(name)!.channels];
  expect(sideAndChannels('spatial/conv_1x1')).toEqual([8, 128]);
  expect(sideAndChannels('context/layer3')).toEqual([32, 256]);
  expect(sideAndChannels('context/global')).toEqual([pictureSide, 128]);
  expect(sideAndChannels('refine16')).toEqual([8, 128]);
  expect(sideAndChannels('fusion/sum')).toEqual([8, 256]);
  expect(sideAndChannels('logits')).toEqual([8, 19]);
  expect(maps.get('fusion/conv')!.from).toEqual(['spatial/conv_1x1', 'refine16']);
  expect(maps.get('refine32')!.from).toEqual(['context/global', 'attention32']);
  // 7×7 of stride 2, then two 3×3 of stride 2: 7 + 2·2 + 2·4 pixels.
  expect(maps.get('spatial/conv_1x1')!.sees).toEqual([19, 19]);
});

test('DFANet: three backbones, each one stride coarser, fed by the one before', () => {
  const maps = backboneMaps();
  const of = (backbone: number, stage: string) =>
    maps.find((map) => map.backbone === backbone && map.stage === stage)!;
  const strides = [1, 2, 3].map((backbone) =>
    ['enc2', 'enc3', 'enc4'].map((stage) => 1024 / of(backbone, stage).height),
  );
  expect(strides).toEqual([
    [4, 8, 16],
    [8, 16, 32],
    [16, 32, 64],
  ]);
  expect(of(2, 'enc2').from).toEqual(['1/enc2', '1/attention/output']);
  expect(of(2, 'enc3').from).toEqual(['1/enc3', '2/enc2']);
  expect(of(3, 'enc4').from).toEqual(['2/enc4', '3/enc3']);
  expect(maps.at(-2)!.from).toEqual(['1/enc2', '2/enc2', '3/enc2']);
  expect(maps.at(-1)!.from).toEqual([
    '1/attention/output',
    '2/attention/output',
    '3/attention/output',
    'decoder/merge',
  ]);
  const whole = cost(dfaNet({ name: 'whole', resolution: 1024 }));
  expect(sum(maps.map(({ multiplyAdds }) => multiplyAdds))).toBe(whole.multiplyAdds);
  expect(whole.multiplyAdds).toBe(3_668_444_160);
});
