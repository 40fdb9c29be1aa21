import { describe, expect, it } from 'vitest';
import {
  checkpointAccuracies,
  torchvisionAccuracies,
} from '../../models/published/efficientnet/checkpoints.ts';
import { communityPhi, releasedCoefficients } from '../../models/published/efficientnet/coefficients.ts';
import {
  imageNetTable2,
  imageNetTable2Earlier,
  imageNetTable8,
} from '../../models/published/efficientnet/imagenet.ts';
import { cpuLatencyTable4 } from '../../models/published/efficientnet/latency.ts';
import { efficientNetLite } from '../../models/published/efficientnet/lite.ts';
import {
  scaledB0Table7,
  scaledPeersTable3,
  singleDimensionFigure3,
  widthCurvesFigure4,
} from '../../models/published/efficientnet/scaling.ts';
import { b0Stages } from '../../models/published/efficientnet/stages.ts';
import {
  compoundBases,
  efficientNetTraining,
  searchObjective,
} from '../../models/published/efficientnet/training.ts';
import { transferGeometricMean, transferTable5 } from '../../models/published/efficientnet/transfer.ts';
import { facts, factsTable } from '../facts/facts.ts';
import { cell, expectCitation, print } from './agreement.ts';

function* pairs<Row>(rows: readonly Row[], id: string) {
  const sheet = factsTable(id);
  expect(rows.length).toBe(sheet.length);
  for (const [at, row] of rows.entries()) yield [row, sheet[at]!] as const;
}

describe('EfficientNet tables against the facts', () => {
  it('Table 1', () => {
    for (const [row, sheet] of pairs(b0Stages, 'en_b0_stages')) {
      expect(row.stage).toBe(sheet.stage);
      expect(String(sheet.operator).startsWith(row.operator)).toBe(true);
      expect(row.inputResolution).toBe(sheet.in_res);
      expect(row.channels).toBe(sheet.channels);
      expect(row.layers).toBe(sheet.layers);
      expect(row.kernel).toBe(sheet.kernel);
      expect(row.stride).toBe(sheet.first_stride);
      expect(cell(row.expandRatio)).toBe(sheet.expand);
      expect(cell(row.seRatio)).toBe(sheet.se_ratio);
      expectCitation(row, sheet);
    }
  });
  it('released coefficients and the fitted φ', () => {
    for (const [row, sheet] of pairs(releasedCoefficients, 'en_coeffs')) {
      expect([row.model, row.width, row.depth, row.resolution, row.dropout, row.evaluationCrop]).toEqual([
        sheet.model,
        sheet.width,
        sheet.depth,
        sheet.resolution,
        sheet.dropout,
        sheet['eval_crop_pct(timm tf_)'],
      ]);
      expectCitation(row, sheet);
    }
    for (const [row, sheet] of pairs(communityPhi, 'en_deviation')) {
      expect([row.model, row.phi]).toEqual([sheet.model, sheet['φ_fit(community)']]);
      expect(String(sheet.source)).toContain('ISS (a user fit');
      expect(row.status).toBe('secondary');
    }
  });
  it('Table 2, its groups, and the earlier numbers', () => {
    let group = '';
    for (const [row, sheet] of pairs(imageNetTable2, 'en_table2')) {
      expect([row.model, row.top1, row.top5]).toEqual([sheet.model, sheet['top1_%'], sheet['top5_%']]);
      expect(
        [row.parameters, row.parametersRatio, row.multiplyAdds, row.multiplyAddsRatio].map(print),
      ).toEqual([sheet.params, sheet.param_ratio, sheet.flops, sheet.flop_ratio]);
      if (row.model.startsWith('EfficientNet-')) group = row.model.slice('EfficientNet-'.length);
      expect(row.comparedWith).toBe(group);
      expectCitation(row, sheet);
    }
    expect(imageNetTable2Earlier.map((row) => [row.model, row.top1, row.top5])).toEqual(
      facts.notes.en_table2_earlier,
    );
  });
  it('Table 8', () => {
    const sheet = factsTable('en_table8');
    for (const row of imageNetTable8) {
      expect([row.validationTop1, row.testTop1, row.validationTop5, row.testTop5]).toEqual(
        sheet.map((line) => line[row.model]),
      );
      expectCitation(row, sheet[0]!);
    }
    expect(imageNetTable8.length).toBe(8);
  });
  it('checkpoint accuracies', () => {
    for (const [row, sheet] of pairs(checkpointAccuracies, 'en_ckpt_acc')) {
      expect(row.recipe).toBe(sheet.recipe);
      const released = Object.fromEntries(
        Object.entries(sheet).filter(([, value]) => typeof value === 'number'),
      );
      expect(row.top1).toEqual(released);
      expectCitation(row, sheet);
    }
    expect(torchvisionAccuracies.map((row) => [row.model, row.top1, row.top5])).toEqual(
      facts.notes.torchvision,
    );
  });
  it('Tables 3 and 7', () => {
    for (const [rows, id] of [
      [scaledPeersTable3, 'en_table3'],
      [scaledB0Table7, 'en_table7'],
    ] as const) {
      for (const [row, sheet] of pairs(rows, id)) {
        const coefficients = [
          ['d', row.depth],
          ['w', row.width],
          ['r', row.resolution],
        ].filter(([, value]) => value !== null && value !== 1);
        const text = coefficients.map(([name, value]) => `${name}=${value}`).join(' ');
        const name =
          id === 'en_table3'
            ? `${row.network} ${row.scaling}`
            : `${row.scaling}${row.scaling === 'baseline' ? ' B0' : ''}`;
        expect(`${name} ${text}`.trim()).toBe(sheet.model);
        expect([print(row.multiplyAdds), row.top1]).toEqual([sheet.flops, sheet['top1_%']]);
        expectCitation(row, sheet);
      }
    }
  });
  it('Figures 3 and 4: coefficients, no accuracies', () => {
    for (const [row, sheet] of pairs(singleDimensionFigure3, 'en_fig3')) {
      expect(String(sheet.dimension).split(' ')[0]).toBe(row.dimension);
      const values = String(sheet.values).split(' (')[0]!.split(', ').map(Number);
      expect(row.values).toEqual(values);
      expectCitation(row, sheet);
      expect(Object.keys(row).sort()).toEqual(['dimension', 'source', 'status', 'values']);
    }
    expect(widthCurvesFigure4.map((row) => [row.depth, row.resolution])).toEqual(facts.notes.en_fig4);
  });
  it('Table 4', () => {
    for (const [row, sheet] of pairs(cpuLatencyTable4, 'en_table4')) {
      expect([row.model, row.top1, row.seconds, row.speedup?.printed ?? '']).toEqual([
        sheet.model,
        sheet['top1_%'],
        sheet.latency_s,
        sheet.speedup,
      ]);
      expectCitation(row, sheet);
    }
  });
  it('Tables 5 and 6', () => {
    const sheet = factsTable('en_table5');
    expect(transferTable5.length).toBe(sheet.length - 1);
    for (const [at, row] of transferTable5.entries()) {
      const line = sheet[at]!;
      const compared = ({ parameters, parametersRatio }: typeof row.publicBest) =>
        parameters === null ? '-' : `${parameters.printed} (${print(parametersRatio)})`;
      const { publicBest: a, bestReported: b } = row;
      expect([
        row.dataset,
        a.peer,
        a.peerAccuracy,
        print(a.peerParameters),
        a.efficientNet,
        a.accuracy,
        compared(a),
      ]).toEqual([
        line.dataset,
        line.public_best,
        line.acc,
        line.params,
        line.ours,
        line['acc#2'],
        line['params(ratio)'],
      ]);
      expect([
        b.peer,
        b.peerAccuracy,
        print(b.peerParameters),
        b.efficientNet,
        b.accuracy,
        compared(b),
      ]).toEqual([
        line.best_reported,
        line['acc#3'],
        line['params#2'],
        line['ours#2'],
        line['acc#4'],
        line['params(ratio)#2'],
      ]);
      const [name, ...sizes] = facts.notes.en_table6[at]!;
      expect(row.dataset).toContain(name);
      expect([row.trainPictures, row.testPictures, row.classes]).toEqual(sizes);
    }
    const mean = sheet.at(-1)!;
    expect(`(${transferGeometricMean.publicBest.printed})`).toBe(mean['params(ratio)']);
    expect(`(${transferGeometricMean.bestReported.printed})`).toBe(mean['params(ratio)#2']);
  });
  it('search objective, compound bases, training', () => {
    const value = Object.fromEntries(factsTable('en_nas').map((row) => [row.item, String(row.value)]));
    expect(value.objective).toContain(`w = ${searchObjective.exponent}`);
    expect(value.objective).toContain(`T = ${searchObjective.targetMultiplyAdds / 1e6}M`);
    const { alpha, beta, gamma } = compoundBases;
    expect(value['grid search (φ=1, on B0)']).toContain(`α=${alpha}, β=${beta}, γ=${gamma}`);
    expect(value['grid search (φ=1, on B0)']).toContain((alpha * beta ** 2 * gamma ** 2).toFixed(5));
    const t = efficientNetTraining;
    expect(value.optimiser).toBe(
      `${t.optimiser.name} decay ${t.optimiser.decay} momentum ${t.optimiser.momentum} (epsilon ${t.optimiser.epsilon} in code)`,
    );
    const rate = t.learningRate;
    expect(value['learning rate']).toContain(
      `${rate.initial} initial, x${rate.decayFactor} every ${rate.decayEpochs} epochs`,
    );
    expect(value['learning rate']).toContain(`base ${rate.per256Pictures} per 256`);
    expect(value['learning rate']).toContain(`warm-up ${rate.warmUpEpochs} epochs`);
    expect(value['learning rate']).toContain(`batch ${rate.defaultBatch}`);
    expect(value['weight decay / BN']).toBe('1e-5 / momentum 0.99');
    expect([t.weightDecay, t.batchNormMomentum]).toEqual([1e-5, 0.99]);
    expect(value['label smoothing, EMA']).toContain(`${t.labelSmoothing} and ${t.weightMovingAverageDecay}`);
    expect(value.augmentation).toContain(`survival probability ${t.stochasticDepthSurvival}`);
    expect(value.epochs).toContain(t.trainSteps.toLocaleString('en'));
    expect(value.minival).toContain(t.minivalPictures.toLocaleString('en'));
    const rounding = Object.fromEntries(
      factsTable('en_rounding').map((row) => [row.item, String(row.value)]),
    );
    expect(rounding.BatchNorm).toContain('epsilon 1e-3');
    expect(t.batchNormEpsilon).toBe(1e-3);
  });
  it('EfficientNet-Lite', () => {
    expect(
      efficientNetLite.map((row) => [
        row.model,
        print(row.parameters),
        print(row.multiplyAdds),
        row.resolution,
        row.top1,
        row.top1Int8,
      ]),
    ).toEqual(facts.notes.en_lite.map((row) => [row[0], row[1], row[2], row[5], row[6], row[7]]));
  });
});
