import { describe, expect, test } from 'vitest';
import { trainedPoints } from '../../models/study/standing.ts';
import { studyRecords } from '../../src/parts/study/records.ts';
import { schemasByFolder } from '../links/schemas.ts';
import { awake, blockOf, hearFigures } from './figure-page.ts';
import { openedSite } from './opened-site.ts';

// A figure whose address names a network shows that one, or says that another one stands there until it runs.
const opened = openedSite();

const studied = trainedPoints(studyRecords).length > 0;

/** Keys under which views name a network, or the size of one. */
const naming = /^(net|with|size|to)$/;

/** What the fragment names, and what the figure then says; `not` is of the network that it was built with. */
const asked: Readonly<Record<string, readonly (readonly [fields: string, says: RegExp, not?: RegExp])[]>> = {
  'break-the-rule': [['net:r50', /ResNet-50/]],
  // Our own networks are there where two of the rule were trained.
  'drag-phi': [
    ['net:det', /EfficientDet/],
    ...(studied ? [['net:ours', /Our own small networks/] as const] : []),
  ],
  'formula-against-released': [['net:det', /EfficientDet/]],
  peers: [['net:det', /EfficientDet/]],
  'fused-blocks': [['net:m', /V2-M|\bM\b/]],
  'stage-tables': [['net:v2m', /V2-M/]],
  'gpu-program': [['net:efficientnet-b1', /EfficientNet-B1/]],
  'progressive-learning': [['net:m', /V2-M|\bM\b/]],
  'inside-neck': [
    [
      'net:automl_efficientdet_d1',
      /EfficientDet-D1 is asked for and not loaded yet\. Until it runs, all that is shown here is of EfficientDet-D0/,
    ],
    [
      'net:phi-3',
      /is asked for and not loaded yet\. Until it runs, all that is shown here is of EfficientDet-D0/,
    ],
  ],
  'every-pixel': [
    ['d:bifpn-segmentation-stickers', /from a run of “Segmentation on a BiFPN” when/],
    [
      'd:bisenet-b0-stickers',
      /“BiSeNet on EfficientNet-B0” that stand[\s\S]*from a run of “Segmentation on a BiFPN” when/,
    ],
    [
      'd:dfanet-a-stickers',
      /MB of “DFANet-A from random numbers”, the drawings[\s\S]*from a run of “Segmentation on a BiFPN” when/,
      /EfficientNet-B0, the/,
    ],
  ],
  'two-looks': [
    ['d:thundernet-head-stickers', /from a run of “ThunderNet’s two stages” when/],
    // It did not run when the page was made.
    ['d:light-head-stickers', /“Light-Head’s[\s\S]*from a run of “ThunderNet’s two stages” when/],
  ],
  'learned-fusion-weights': [
    ['net:coco-d1', /D1/],
    ['net:phi-3,with:d0', /D0/],
  ],
  'live-classifier': [
    ['net:candle_efficientnet_b3', /B3 has not seen this picture yet[\s\S]*Run B3 here/, /espresso/],
    ['net:study-base', /Our base has not seen this picture yet[\s\S]*Run our base here/, /espresso/],
  ],
  'live-detector': [
    [
      'net:automl_efficientdet_d2',
      /This detector has not seen this picture yet[\s\S]*/,
      /These boxes are from a run/,
    ],
    ['size:256', /This detector has not seen this picture yet/, /These boxes are from a run/],
  ],
  'measure-my-device': [['own:1,d:1.5', /1\.5/]],
  'network-diagram': [['size:b4', /EfficientNet-B4/]],
  'pyramid-topologies': [['net:panet,size:d7x', /PANet/]],
  'scaling-ladder': [['of:d', /D0/]],
  'softmax-against-fast': [['to:d3', /D3/]],
  'sticker-table': [
    ['d:efficientdet-128-stickers', /boxes are from a run of EfficientDet-D0 for small pictures/],
  ],
};

test('every figure whose address names a network is looked at', () => {
  const named = [...schemasByFolder]
    .filter(([, schemas]) =>
      schemas.some(({ properties }) => Object.values(properties).some(({ key }) => naming.test(key))),
    )
    .map(([folder]) => folder);
  expect(named.filter((folder) => asked[folder] === undefined)).toEqual([]);
});

describe.each(Object.entries(asked))('%s', (figure, cases) => {
  test.for(cases)('#%s', async ([fields, says, not]) => {
    const page = await opened.open(`embed/${figure}/#${figure}=1;${fields}`, { prepare: hearFigures });
    await page.mouse.move(200, 200, { steps: 2 });
    await awake(page, figure);
    const text = () => blockOf(page, figure).locator('figure').innerText();
    await expect.poll(text).toMatch(says);
    if (not !== undefined) expect(await text()).not.toMatch(not);
    expect(await page.evaluate(() => heardOfFigures.views.at(-1))).toContain(fields.split(',')[0]);
    await opened.giveBack(page);
  });
});
