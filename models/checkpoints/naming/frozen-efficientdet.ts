import type { Parameter } from '../../graph/op.ts';
import { CheckpointError } from '../checkpoint-error.ts';
import type { NamedTensors } from '../formats/named-tensors.ts';
import { automlDetectorModule, automlModule, backbonePrefix } from './automl.ts';
import { type DetectorPlace, detectorPlaces } from './detector-places.ts';
import type { Naming } from './naming.ts';
import { detectorStructure, tensorFlowShapes } from './structure.ts';
import { asItIs, type TensorSource, zeros } from './tensor-source.ts';

const stemKernel = 'stem/conv2d/Conv2D_weights';
const predictKernel = 'class_net/class-predict/pointwise_kernel';

/** The frozen graph's tensors for a layer: kernel and bias, with whatever was folded into them. */
function names(place: DetectorPlace, prefix: string): { kernel: string; bias: string } | undefined {
  if (place.layer === 'backbone') {
    const inner = automlModule(place.place);
    if (inner === undefined) return undefined;
    const at = `${prefix}${inner}`;
    const { layer } = place.place;
    if (layer === 'squeeze' || layer === 'excite') return { kernel: `${at}/kernel`, bias: `${at}/bias` };
    const part = layer === 'depthwise' ? 'depthwise' : 'Conv2D';
    return { kernel: `${at}/${part}_weights`, bias: `${at}/${part}_bn_offset` };
  }
  const at = automlDetectorModule(place);
  if (place.layer === 'extra' || place.layer === 'input')
    return { kernel: `${at}/Conv2D_weights`, bias: `${at}/Conv2D_bn_offset` };
  if (place.layer !== 'node' && place.layer !== 'head') return undefined;
  if (place.part === 'depthwise') return { kernel: `${at}/depthwise_kernel`, bias: '' };
  if (place.layer === 'head' && place.index === 'predict')
    return { kernel: `${at}/pointwise_kernel`, bias: `${at}/bias` };
  return { kernel: `${at}/separable_conv2d_weights`, bias: `${at}/separable_conv2d_bn_offset` };
}

/** The folded 1×1 of one head layer at each level: `class-0/…` is the finest, then `class-0_1/…` and so on. */
function levelKernels(at: string, { byName }: NamedTensors): string[] {
  const found: string[] = [];
  for (let level = 0; level < 16; level++) {
    const name = `${at}${level === 0 ? '' : `_${level}`}/separable_conv2d_weights`;
    if (byName.has(name)) found.push(name);
  }
  return found;
}

/**
 * In the frozen graph each level has its own kernel, W·γ/√(σ² + ε) of that level; the graph shares W and scales each level's output.
 * W itself is lost, but any multiple per output channel serves: here the level's with the largest column, so that no scale exceeds 1.
 */
function sharedKernel(kernels: readonly Float32Array[], channels: number): Float32Array {
  const result = new Float32Array(kernels[0]!.length);
  for (let channel = 0; channel < channels; channel++) {
    const squares = kernels.map((kernel) => columnProduct(kernel, kernel, channel, channels));
    const largest = kernels[squares.indexOf(Math.max(...squares))]!;
    for (let i = channel; i < result.length; i += channels) result[i] = largest[i]!;
  }
  return result;
}

function columnProduct(a: Float32Array, b: Float32Array, channel: number, channels: number): number {
  let sum = 0;
  for (let i = channel; i < a.length; i += channels) sum += a[i]! * b[i]!;
  return sum;
}

/** What multiplies the shared kernel to give this level's. Refused where the two are not multiples of each other. */
function levelScale(
  kernels: readonly Float32Array[],
  level: number,
  channels: number,
  name: string,
): Float32Array {
  const shared = sharedKernel(kernels, channels);
  const own = kernels[level]!;
  return Float32Array.from({ length: channels }, (_, channel) => {
    const square = columnProduct(shared, shared, channel, channels);
    if (square === 0) return 0;
    const scale = columnProduct(shared, own, channel, channels) / square;
    const rest = columnProduct(own, own, channel, channels) - scale * scale * square;
    if (rest > 1e-6 * square) {
      throw new CheckpointError({ code: 'kernel-not-shared', kernel: name, channel });
    }
    return scale;
  });
}

/**
 * Raw fusion weights from normalised ones. The graph normalises wᵢ = max(rᵢ, 0) / (Σ max(r, 0) + ε), so with s = Σ w
 * the raw rᵢ = wᵢ·ε / (1 − s) give back exactly these w; s falls short of 1 by ε alone, hence the bound.
 */
function rawFusionWeights(normalised: readonly Float32Array[], epsilon: number): Float32Array {
  const weights = normalised.map((each) => each[0]!);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const factor = epsilon / Math.max(1 - sum, 1e-8);
  return Float32Array.from(weights, (weight) => weight * factor);
}

/** EfficientDet frozen as a TF.js graph model from the official checkpoint: batch norms folded, fusion weights normalised. */
export const frozenEfficientDet: Naming = {
  id: 'frozen-efficientdet',
  folded: true,

  recognises: (tensors) =>
    tensors.byName.has(predictKernel) && backbonePrefix(tensors, stemKernel) !== undefined,

  sources(graph, tensors) {
    const prefix = backbonePrefix(tensors, stemKernel) ?? '';
    const placeOf = detectorPlaces(graph);
    return (parameter) => {
      const place = placeOf(parameter);
      if (!place) return undefined;
      if (place.layer === 'fuse') return fusionSource(automlDetectorModule(place), place);
      if (place.layer === 'headNorm') return levelSource(place, parameter, tensors);
      const found = names(place, prefix);
      if (!found) return undefined;
      if (place.layer === 'head' && place.part === 'pointwise' && place.index !== 'predict')
        return sharedSource(automlDetectorModule(place), parameter, tensors);
      return asItIs(parameter.role === 'kernel' ? found.kernel : found.bias, parameter.shape);
    };
  },

  // Sizes of resizings and axes of means.
  ignores: (name) => /\/(resize\/size|Mean\/reduction_indices)$/.test(name),

  structure(tensors) {
    const prefix = backbonePrefix(tensors, stemKernel) ?? '';
    const kernel = (place: DetectorPlace) => names(place, prefix)?.kernel;
    return detectorStructure(tensorFlowShapes(tensors, kernel), 'running');
  },
};

function fusionSource(
  at: string,
  place: { readonly inputs: number; readonly epsilon: number },
): TensorSource {
  const needs = Array.from({ length: place.inputs }, (_, i) => ({
    name: `${at}/mul${i === 0 ? '' : `_${i}`}`,
    shape: [],
  }));
  return { needs, make: (values) => rawFusionWeights(values, place.epsilon) };
}

function sharedSource(at: string, parameter: Parameter, tensors: NamedTensors): TensorSource {
  const channels = parameter.shape.at(-1)!;
  // The bias went into the levels' offsets, which are the graph's shifts.
  if (parameter.role === 'bias') return zeros(parameter.shape);
  const levels = levelKernels(at, tensors);
  return {
    needs: levels.map((name) => ({ name, shape: parameter.shape })),
    make: (values) => sharedKernel(values, channels),
  };
}

function levelSource(
  place: Extract<DetectorPlace, { layer: 'headNorm' }>,
  parameter: Parameter,
  tensors: NamedTensors,
): TensorSource {
  const { head, index, levelIndex } = place;
  const layer = `${head}_net/${head}-${index}`;
  const channels = parameter.shape[0]!;
  const at = levelIndex === 0 ? layer : `${layer}_${levelIndex}`;
  if (parameter.role === 'shift') return asItIs(`${at}/separable_conv2d_bn_offset`, parameter.shape);
  const name = `${at}/separable_conv2d_weights`;
  const levels = levelKernels(layer, tensors);
  const names = levels.includes(name) ? levels : [...levels, name];
  return {
    needs: names.map((each) => ({ name: each, shape: [1, 1, channels, channels] })),
    make: (values) => levelScale(values, names.indexOf(name), channels, name),
  };
}
