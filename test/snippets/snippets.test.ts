import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { snippetsOf } from '../../models/snippets/index.ts';
import { provedWith } from '../../models/snippets/proved-with.ts';
import { type Counted, snippetCases } from './cases.ts';

interface Proved extends Counted {
  readonly library: keyof typeof provedWith;
  readonly code: string;
}

const { versions, proved } = JSON.parse(readFileSync(new URL('proved.json', import.meta.url), 'utf8')) as {
  readonly versions: Record<string, string>;
  readonly proved: readonly Proved[];
};
const byCode = new Map(proved.map((each) => [`${each.library} ${each.code}`, each]));

describe('code to copy', () => {
  test('each snippet was run in its library, and what it built has our counts', () => {
    const cases = snippetCases();
    expect(cases.length).toBeGreaterThan(150);
    const unproved = cases.filter((each) => {
      const found = byCode.get(`${each.library} ${each.code}`);
      return found?.parameters !== each.parameters || found.multiplyAdds !== each.multiplyAdds;
    });
    expect(unproved.map(({ library, wanted }) => `${library} ${JSON.stringify(wanted)}`)).toEqual([]);
  });

  test('a snippet that says another width is not among those that were run', () => {
    const [snippet] = snippetsOf({
      network: 'efficientnet-b0',
      options: { width: 1.22, depth: 1.44, resolution: 297 },
    });
    expect(snippet && 'code' in snippet && byCode.has(`timm ${snippet.code}`)).toBe(false);
  });

  test('what the page says of the libraries is what was run', () => {
    for (const [library, { version, networks }] of Object.entries(provedWith)) {
      expect(versions[library], library).toBe(version);
      expect(proved.filter((each) => each.library === library).length, library).toBe(networks);
    }
  });

  test.each([
    ['resnet-50', 'keras', 'bias'],
    ['efficientnet-lite0', 'torchvision', 'size'],
    ['shufflenet-v2-1.0', 'torchvision', 'split'],
    ['mobilenet-v1-0.3', 'timm', 'rounding'],
    ['mobilenet-v3-large-0.75', 'keras', 'rounding'],
    ['bisenet-resnet-18', 'torchvision', 'family'],
    ['efficientdet-d0', 'keras', 'family'],
  ])('%s: %s cannot build it, and the reason is its %s', (network, library, lack) => {
    expect(snippetsOf({ network })).toContainEqual({ library, lack });
  });

  test.each([
    [{ network: 'efficientdet-d0', options: { pyramid: 'fpn' } as const }, 'effdet', 'pyramid'],
    [{ network: 'vgg-16', options: { resolution: 160 } }, 'timm', 'picture'],
    [{ network: 'efficientdet', phi: -2 }, 'effdet', 'lateral'],
  ])('%o: %s lacks its %s', (wanted, library, lack) => {
    expect(snippetsOf(wanted)).toContainEqual({ library, lack });
  });

  test('a network that nobody knows has none', () => {
    expect(snippetsOf({ network: 'efficientnet-b99' })).toEqual([]);
  });
});
