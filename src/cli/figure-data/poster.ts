import sharp from 'sharp';
import { imageNetLabels } from '../../../models/checkpoints/labels.ts';
import { classActivation } from '../../../models/graph/class-activation.ts';
import { findTensor, opAt } from '../../../models/graph/graph.ts';
import { paintValues, rangeOf } from '../../components/colormap.ts';
import type { B0Run } from './run-b0.ts';

/** The block whose feature maps and gates are shown before the first run. */
const posterBlock = 'stage3/block1';

const digits = (value: number, count: number) => Number(value.toPrecision(count));

function mapOf(
  { graph, maps }: B0Run,
  name: string,
): { shape: readonly [number, number, number]; data: Float32Array } {
  const id = findTensor(graph, name);
  return { shape: opAt(graph, id).shape, data: maps[id] ?? new Float32Array() };
}

/** The five most probable classes, each with its class activation map. */
function topFive(run: B0Run) {
  const probabilities = mapOf(run, 'probabilities').data;
  const head = mapOf(run, 'head');
  const logits = mapOf(run, 'logits').data;
  const bias = run.weights.get('stage9/dense/bias') ?? new Float32Array();
  const kernel = run.weights.get('stage9/dense/kernel') ?? new Float32Array();
  const order = Array.from(probabilities.keys()).sort(
    (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0),
  );
  return order.slice(0, 5).map((index) => ({
    index,
    label: imageNetLabels[index]?.name ?? '',
    probability: digits(probabilities[index] ?? 0, 6),
    logit: digits(logits[index] ?? 0, 6),
    bias: digits(bias[index] ?? 0, 6),
    activation: Array.from(
      classActivation(head.data, head.shape, kernel, probabilities.length, index),
      (value) => digits(value, 4),
    ),
  }));
}

/** What the live classifier shows before it has run: real values of one run, small enough to lie in the page. */
export function poster(run: B0Run, picture: string) {
  const gates = mapOf(run, `${posterBlock}/se/scale`).data;
  const { shape } = mapOf(run, `${posterBlock}/output`);
  return {
    checkpoint: 'efficientnet-b0',
    picture,
    block: posterBlock,
    shape,
    top: topFive(run),
    activationShape: mapOf(run, 'head').shape.slice(0, 2),
    gates: Array.from(gates, (value) => digits(value, 5)),
  };
}

/** All channels of the poster's block side by side, each between its own smallest and largest value; `across` in a row. */
export async function featureSheet(run: B0Run, across: number): Promise<Buffer> {
  const { shape, data } = mapOf(run, `${posterBlock}/output`);
  const [height, width, channels] = shape;
  const down = Math.ceil(channels / across);
  const sheet = new Uint8Array(across * width * down * height * 4);
  for (let channel = 0; channel < channels; channel++) {
    const values = Float32Array.from(
      { length: height * width },
      (_, cell) => data[cell * channels + channel] ?? 0,
    );
    const pixels = paintValues(values, rangeOf(values));
    const [left, top] = [(channel % across) * width, Math.floor(channel / across) * height];
    for (let y = 0; y < height; y++)
      sheet.set(pixels.subarray(y * width * 4, (y + 1) * width * 4), ((top + y) * across * width + left) * 4);
  }
  const raw = { width: across * width, height: down * height, channels: 4 as const };
  return sharp(sheet, { raw }).png({ compressionLevel: 9 }).toBuffer();
}

/** The most probable class's activation map as a picture of one pixel a cell. */
export async function activationPicture(run: B0Run): Promise<Buffer> {
  const [height = 1, width = 1] = mapOf(run, 'head').shape;
  const values = topFive(run)[0]?.activation ?? [];
  const pixels = paintValues(values, rangeOf(values));
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** The crop that the network saw, as a picture. */
export async function cropPicture({ crop }: B0Run): Promise<Buffer> {
  return sharp(crop, { raw: { width: 224, height: 224, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
}
