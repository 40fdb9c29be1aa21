import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../models/checkpoints/catalogue.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { normalisings } from '../../../models/checkpoints/rules/normalising.ts';
import { ruleOf } from '../../../models/checkpoints/rules/rule.ts';
import { findReleasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { findReleased } from '../../../models/families/efficientnet/sizes.ts';
import { networkReasonText, picturesReasonText } from '../../words/en/rules.ts';
import { openUpstream } from './upstream.ts';

const open = (name: string, options: Parameters<typeof openUpstream>[1] = {}) => {
  const path = new URL(`../../../test/fixtures/checkpoints/${name}.safetensors`, import.meta.url);
  return openUpstream(openCheckpoint([{ name, bytes: new Uint8Array(readFileSync(path)) }]), options);
};

describe('a file’s rule goes into its network', () => {
  test('where the backbone has another than the rest, each has its own', () => {
    const { graph, rule } = open('effdet-level-first-tiny', { size: [128, 128] });
    expect(rule.properties).toMatchObject({ padding: 'same', backbonePadding: 'symmetric' });
    const pads = (name: string) => {
      const op = graph.ops.find((each) => each.name === name);
      return op !== undefined && 'padding' in op ? op.padding : undefined;
    };
    expect(pads('backbone/stage1/conv')).toEqual({ top: 1, bottom: 1, left: 1, right: 1 });
    expect(pads('neck/p6/pool')).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
  });

  test('one that is given for the whole network holds for the backbone too', () => {
    const { graph, rule } = open('effdet-level-first-tiny', { size: [128, 128], padding: 'same' });
    expect(rule.properties).not.toHaveProperty('backbonePadding');
    expect(rule.properties).toMatchObject({ backboneEpsilon: 1e-5 });
    const stem = graph.ops.find(({ name }) => name === 'backbone/stage1/conv');
    expect(stem).toMatchObject({ padding: { top: 0, bottom: 1 } });
    expect(networkReasonText(rule.network)).toMatch(
      /^As you chose, in place of: symmetric padding, ε 0\.00001 in the backbone/,
    );
    expect(picturesReasonText(rule.pictures)).not.toMatch(/chose/);
  });

  test('the file’s name speaks of it', () => {
    const names = ['tf_efficientnet_b0.safetensors'];
    expect(open('timm-own-efficientnet-w010-d03').rule.properties.padding).toBe('symmetric');
    expect(open('timm-own-efficientnet-w010-d03', { names }).rule.properties.padding).toBe('same');
  });
});

test('what the rules say of the catalogue’s checkpoints, the catalogue says too', () => {
  for (const { id, network, naming, task, properties = {}, input } of catalogue) {
    const size = findReleased(network) ?? findReleasedDetector(network);
    if (size === undefined) continue;
    const { variant, resolution: side } = size;
    const rule = ruleOf({ naming, task, network, variant, side, names: [id], redundantBias: true });
    expect({ ...rule.properties, ...properties }, id).toEqual(rule.properties);
    expect(rule.evaluation.side, id).toBe(input.height);
    expect(rule.evaluation.interpolation, id).toBe(input.interpolation);
    if (input.cropFraction !== undefined)
      expect(rule.evaluation.cropFraction, id).toBeCloseTo(input.cropFraction, 2);
    // timm writes 0.5 for the Lite networks' 127 / 255.
    const { mean, std } = normalisings[rule.normalising];
    for (let channel = 0; channel < 3; channel++) {
      expect(Math.abs(mean[channel]! - input.mean[channel]!), id).toBeLessThan(0.003);
      expect(Math.abs(std[channel]! - input.std[channel]!), id).toBeLessThan(0.003);
    }
  }
});
