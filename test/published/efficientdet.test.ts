import { describe, expect, it } from 'vitest';
import {
  backboneAblationTable4,
  epochsFigure7,
  featureNetworkTable5,
  fusionTable6,
  jitterFigure8,
} from '../../models/published/efficientdet/ablations.ts';
import {
  detAdvProp,
  detectorCheckpoints,
  detectorSpeeds,
  detectorsAt640,
} from '../../models/published/efficientdet/checkpoints.ts';
import { cocoTable2, detectorCpuFigure4 } from '../../models/published/efficientdet/coco.ts';
import { cocoTable2Cvpr } from '../../models/published/efficientdet/coco-cvpr.ts';
import { detectorEquations, releasedDetectors } from '../../models/published/efficientdet/config.ts';
import { efficientDetLite } from '../../models/published/efficientdet/lite.ts';
import { segmentationTable3 } from '../../models/published/efficientdet/pascal.ts';
import { detectorBoxes, detectorTraining } from '../../models/published/efficientdet/training.ts';
import { facts, factsTable } from '../facts/facts.ts';
import { cell, expectCitation, print } from './agreement.ts';

function* pairs<Row>(rows: readonly Row[], id: string) {
  const sheet = factsTable(id);
  expect(rows.length).toBe(sheet.length);
  for (const [at, row] of rows.entries()) yield [row, sheet[at]!] as const;
}

function values(id: string): Readonly<Record<string, string>> {
  return Object.fromEntries(factsTable(id).map((row) => [row.item, String(row.value)]));
}

describe('EfficientDet tables against the facts', () => {
  it('Table 1', () => {
    for (const [row, sheet] of pairs(releasedDetectors, 'ed_config')) {
      expect([
        row.model,
        row.backbone,
        row.resolution,
        row.width,
        row.cells,
        row.headDepth,
        row.fusion === 'fastNormalized' ? 'fastattn' : row.fusion,
        `P3-P${row.maxLevel}`,
        row.anchorScale,
      ]).toEqual([
        sheet.model,
        sheet.backbone,
        sheet.R_input,
        sheet.W_bifpn,
        sheet.D_bifpn,
        sheet['D_box=D_class'],
        sheet.fusion,
        sheet.levels,
        sheet.anchor_scale,
      ]);
      expectCitation(row, sheet);
    }
  });
  it('the equations', () => {
    const e = detectorEquations;
    for (const [phi, sheet] of factsTable('ed_deviation').entries()) {
      expect((e.widthAtZero * e.widthBase ** phi).toFixed(2)).toBe(sheet['64·1.35^φ']);
      expect(e.cellsAtZero + phi).toBe(sheet['3+φ']);
      expect(e.headDepthAtZero + Math.floor(phi / e.headDepthDivisor)).toBe(sheet['3+⌊φ/3⌋']);
      expect(e.resolutionAtZero + e.resolutionStep * phi).toBe(sheet['512+128φ']);
    }
    expect(e.widthBaseGrid).toEqual([1.2, 1.25, 1.3, 1.35, 1.4, 1.45]);
  });
  it('Table 2 of version 7, its groups, and the CPU pairs', () => {
    let group = '';
    for (const [row, sheet] of pairs(cocoTable2, 'ed_table2')) {
      const name = row.detector ?? row.model;
      expect(row.input === '' ? name : `${name} (${row.input})`).toBe(sheet.model);
      if (row.detector !== null) {
        group = row.detector;
        expect(row.model).toBe(`EfficientDet-${row.detector}`);
      }
      expect(row.comparedWith).toBe(group);
      expect([row.ap, row.ap50, row.ap75, row.apValidation].map(cell)).toEqual([
        sheet.AP_test,
        sheet.AP50,
        sheet.AP75,
        sheet.AP_val,
      ]);
      expect(
        [row.parameters, row.parametersRatio, row.multiplyAdds, row.multiplyAddsRatio].map(print),
      ).toEqual([sheet.params, sheet.ratio, sheet.flops, sheet['ratio#2']]);
      for (const [ours, theirs] of [
        [row.titanV, sheet.TitanV_ms],
        [row.v100, sheet.V100_ms],
      ] as const) {
        if (typeof theirs === 'number') expect(ours?.value).toBe(theirs);
        else expect(print(ours)).toBe(theirs);
      }
      expectCitation(row, sheet);
    }
    expect(
      detectorCpuFigure4.map((row) => [
        row.detector,
        row.seconds,
        row.peer,
        row.peerSeconds,
        row.speedup.printed,
      ]),
    ).toEqual(facts.notes.ed_fig4c);
  });
  it('Table 2 of the proceedings', () => {
    const own = cocoTable2Cvpr.filter((row) => row.detector !== null);
    for (const [row, sheet] of pairs(own, 'ed_cvpr')) {
      expect([
        row.detector,
        row.ap,
        row.ap50,
        row.ap75,
        row.apValidation,
        row.titanV,
        row.cpuSeconds,
      ]).toEqual([
        sheet.model,
        sheet.AP_test,
        sheet.AP50,
        sheet.AP75,
        sheet.AP_val,
        sheet['GPU_ms (Titan V)'],
        sheet.CPU_s,
      ]);
      expectCitation(row, sheet);
    }
    const peers = cocoTable2Cvpr.filter((row) => row.detector === null);
    expect(peers.length).toBe(facts.notes.ed_cvpr_peers.length);
    for (const [at, row] of peers.entries()) {
      const ap = row.ap === null ? `${row.apValidation?.toFixed(1)}(val)` : row.ap.toFixed(1);
      const costs = [print(row.parameters), print(row.multiplyAdds)].join('/');
      const gpu = `${row.titanV}${row.model === 'YOLOv3' ? '†' : ''}`;
      const line = `${ap}/${costs}/${gpu}/${row.cpuSeconds ?? '-'}`;
      expect(facts.notes.ed_cvpr_peers[at]?.endsWith(`${row.input} ${line}`.trim()), line).toBe(true);
    }
  });
  it('released checkpoints and their speed', () => {
    for (const [row, sheet] of pairs(detectorCheckpoints, 'ed_readme')) {
      expect([row.model, row.ap, row.ap50, row.ap75, row.apSmall, row.apMedium, row.apLarge]).toEqual([
        sheet.model,
        sheet.AP_test,
        sheet.AP50,
        sheet.AP75,
        sheet.AP_S,
        sheet.AP_M,
        sheet.AP_L,
      ]);
      expect([row.apValidation, row.parameters.printed, row.flops.printed]).toEqual([
        sheet.AP_val,
        sheet.params,
        sheet.flops,
      ]);
      expectCitation(row, sheet);
    }
    expect(
      detectorSpeeds.map((row) => [
        row.model,
        row.milliseconds,
        row.framesPerSecond,
        row.framesPerSecondBatch8,
      ]),
    ).toEqual(facts.notes.ed_readme_speed);
    expect(detAdvProp.map((row) => [row.model, row.ap])).toEqual(facts.notes.ed_advprop);
    expect(detectorsAt640.map((row) => [row.model, row.ap, row.milliseconds])).toEqual(
      facts.notes.ed_readme_640,
    );
  });
  it('Tables 3 to 6', () => {
    for (const [row, sheet] of pairs(segmentationTable3, 'ed_table3')) {
      expect(String(sheet.model).startsWith(row.model)).toBe(true);
      expect([row.meanIou, print(row.parameters), print(row.multiplyAdds)]).toEqual([
        sheet['mIoU_%'],
        sheet.params,
        sheet.flops,
      ]);
      expectCitation({ ...row, source: row.source.slice(0, 1) }, sheet);
    }
    for (const [row, sheet] of pairs(backboneAblationTable4, 'ed_table4')) {
      expect([
        `${row.backbone.replace('ResNet-', 'ResNet')} + ${row.featureNetwork}`,
        row.ap,
        print(row.parameters),
        print(row.multiplyAdds),
      ]).toEqual([sheet.model, sheet.AP, sheet.params, sheet.flops]);
      expectCitation(row, sheet);
    }
    for (const [row, sheet] of pairs(featureNetworkTable5, 'ed_table5')) {
      expect([row.network, row.ap, row.parametersRatio.printed, row.multiplyAddsRatio.printed]).toEqual([
        sheet.network,
        sheet.AP,
        sheet.params_ratio,
        sheet.flops_ratio,
      ]);
      expectCitation(row, sheet);
    }
    for (const [row, sheet] of pairs(fusionTable6, 'ed_table6')) {
      expect([row.model, row.softmaxAp, row.fastNormalizedAp, row.difference, row.speedup.printed]).toEqual([
        sheet.model,
        sheet.softmax_AP,
        sheet.fast_AP,
        sheet.delta,
        sheet.speedup,
      ]);
      expectCitation(row, sheet);
    }
  });
  it('Figures 7 and 8', () => {
    const value = values('ed_other_ablation');
    const epochs = (model: string) =>
      epochsFigure7
        .filter((row) => row.model === model)
        .map((row) => `${row.epochs}: ${row.ap.toFixed(1)}`)
        .join(', ');
    expect(epochs('EfficientDet-D1')).toBe(value['Figure 7 epochs → val AP (D1)']);
    expect(epochs('RetinaNet-R50')).toBe(value['Figure 7 epochs → val AP (RetinaNet-R50)']);
    for (const count of [300, 30]) {
      const text = jitterFigure8
        .filter((row) => row.epochs === count)
        .map(({ jitter, ap }) => {
          const range = jitter?.map((side) => (side === 2 ? '2.0' : String(side))).join(',');
          return `${range === undefined ? 'none' : `[${range}]`} ${ap.toFixed(1)}`;
        })
        .join(', ');
      expect(text).toBe(value[`Figure 8 jitter, D1 ${count} epochs`]);
    }
  });
  it('EfficientDet-Lite', () => {
    for (const [row, sheet] of pairs(efficientDetLite, 'ed_lite')) {
      expect([
        row.model,
        row.resolution,
        row.width,
        row.cells,
        row.headDepth,
        row.anchorScale,
        row.ap,
        row.apInt8,
        row.parameters.printed,
        row.mobileLatency.printed,
      ]).toEqual([
        sheet.model,
        sheet.input,
        sheet.W,
        sheet.cells,
        sheet.head,
        sheet.anchor_scale,
        sheet.mAP_float,
        sheet.mAP_int8,
        sheet.params_pub,
        sheet.mobile_latency,
      ]);
      const count = facts.counts.efficientdet_lite[row.model.toLowerCase() as 'lite0'];
      expect(row.backbone.toLowerCase()).toBe(count.backbone);
      expectCitation(row, sheet);
    }
  });
  it('constants of boxes and training', () => {
    const value = values('ed_arch');
    const b = detectorBoxes;
    expect(value.classes).toContain(String(b.classes));
    expect(value.anchors).toContain('3 scales 2^0, 2^(1/3), 2^(2/3) × aspect (w/h) 1.0, 2.0, 0.5');
    expect([b.scalesPerOctave, ...b.aspectRatios]).toEqual([3, 1, 2, 0.5]);
    expect(value.matching).toContain(`IoU ≥ ${b.positiveIou} positive`);
    expect(value.losses).toContain(`α=${b.focalAlpha} γ=${b.focalGamma}`);
    expect(value.losses).toContain(`δ=${b.huberDelta} on boxes, weight ${b.boxLossWeight}`);
    expect(value['post-process']).toContain(`σ=${b.softNmsSigma}`);
    expect(value['post-process']).toContain(`score ≥ ${b.scoreThreshold}, max ${b.maxDetections} boxes`);
    expect(value['fast fusion']).toContain(`+ ${b.fusionEpsilon})`);
    const t = detectorTraining;
    expect(value.training).toContain(
      `${t.optimiser.name} momentum ${t.optimiser.momentum}, weight decay 4e-5`,
    );
    expect(t.weightDecay).toBe(4e-5);
    expect(value.training).toContain(`LR 0→${t.learningRate} in epoch ${t.warmUpEpochs}`);
    expect(value.training).toContain(
      `BN decay ${t.batchNormMomentum} eps 1e-3, EMA ${t.weightMovingAverageDecay}`,
    );
    expect(t.batchNormEpsilon).toBe(1e-3);
    expect(value.training).toContain(`${t.epochs} epochs (D7/D7x ${t.epochsLargest}), batch ${t.batch}`);
    expect(value.training).toContain('jitter [0.1,2.0]');
    expect(t.jitter).toEqual([0.1, 2.0]);
  });
});
