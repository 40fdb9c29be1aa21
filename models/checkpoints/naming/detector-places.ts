import type { Graph } from '../../graph/graph.ts';
import type { Parameter } from '../../graph/op.ts';
import { efficientNetPath, efficientNetPlaces, type LayerPlace } from './efficientnet-places.ts';

/** Where the backbone's layers stand in a detector's graph. */
export const backboneScope = 'backbone/';

export type HeadName = 'class' | 'box';

/** Which layer of an EfficientDet a parameter belongs to. */
export type DetectorPlace =
  | { readonly layer: 'backbone'; readonly place: LayerPlace }
  /** The 1×1 that makes a level which the backbone does not have (P6). */
  | { readonly layer: 'extra'; readonly level: number; readonly index: number; readonly norm: boolean }
  /** The 1×1 that brings one input of a node to the feature network's width. */
  | (NodePlace & {
      readonly layer: 'input';
      readonly input: number;
      readonly source: number;
      readonly norm: boolean;
    })
  | (NodePlace & { readonly layer: 'fuse'; readonly inputs: number; readonly epsilon: number })
  | (NodePlace & { readonly layer: 'node'; readonly part: 'depthwise' | 'pointwise' | 'norm' })
  | {
      readonly layer: 'head';
      readonly head: HeadName;
      readonly index: number | 'predict';
      readonly part: 'depthwise' | 'pointwise';
    }
  | {
      readonly layer: 'headNorm';
      readonly head: HeadName;
      readonly index: number;
      readonly level: number;
      /** Counted from the finest level. */
      readonly levelIndex: number;
    };

interface NodePlace {
  readonly cell: number;
  /** As the graph counts: the first node comes after the inputs, 5 of 5 levels. */
  readonly node: number;
  /** As the upstreams count, from 0. */
  readonly feature: number;
}

/**
 * For a detector's graph: from a parameter to its layer, `undefined` where it belongs to something else.
 * Which map a node's input comes from is not in the parameter's name; it is read from the graph itself.
 */
export function detectorPlaces(graph: Graph): (parameter: Parameter) => DetectorPlace | undefined {
  const backbone = efficientNetPlaces(graph, backboneScope);
  const levels = Object.keys(graph.taps)
    .flatMap((tap) => /^neck\/P(\d+)$/.exec(tap)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const first = levels[0] ?? 0;
  const ops = new Map(graph.ops.map((op) => [op.name, op]));
  const sourceOf = (op: string) => {
    const tensor = ops.get(op)?.inputs[0];
    return levels.findIndex((level) => graph.taps[`neck/P${level}`] === tensor);
  };
  return (parameter) => {
    const place = backbone(parameter);
    if (place) return { layer: 'backbone', place };
    const path = parameter.name.slice(0, parameter.name.lastIndexOf('/'));
    const extra = /^neck\/p(\d+)\/(conv|bn)$/.exec(path);
    if (extra) {
      const level = Number(extra[1]);
      return { layer: 'extra', level, index: level - first, norm: extra[2] === 'bn' };
    }
    const node = /^neck\/cell(\d+)\/node(\d+)\/(.+)$/.exec(path);
    if (node) {
      const at = { cell: Number(node[1]), node: Number(node[2]), feature: Number(node[2]) - levels.length };
      const input = /^input(\d+)\/(conv|bn)$/.exec(node[3]!);
      if (input) {
        const source = sourceOf(path.replace(/bn$/, 'conv'));
        return { layer: 'input', ...at, input: Number(input[1]), source, norm: input[2] === 'bn' };
      }
      if (node[3] === 'fuse') {
        const op = ops.get(path);
        if (op?.kind !== 'fuse') return undefined;
        return { layer: 'fuse', ...at, inputs: op.inputs.length, epsilon: op.epsilon };
      }
      if (node[3] === 'bn') return { layer: 'node', ...at, part: 'norm' };
      if (node[3] === 'depthwise' || node[3] === 'pointwise') return { layer: 'node', ...at, part: node[3] };
      return undefined;
    }
    const head = /^(class|box)Head\/(?:layer(\d+)|predict)\/(depthwise|pointwise)$/.exec(path);
    if (head) {
      const index = head[2] === undefined ? 'predict' : Number(head[2]);
      const part = head[3] as 'depthwise' | 'pointwise';
      return { layer: 'head', head: head[1] as HeadName, index, part };
    }
    const norm = /^(class|box)Head\/P(\d+)\/layer(\d+)\/bn$/.exec(path);
    if (!norm) return undefined;
    const level = Number(norm[2]);
    return {
      layer: 'headNorm',
      head: norm[1] as HeadName,
      index: Number(norm[3]),
      level,
      levelIndex: level - first,
    };
  };
}

export function isDepthwise(place: DetectorPlace): boolean {
  if (place.layer === 'backbone') return place.place.layer === 'depthwise';
  return (place.layer === 'node' || place.layer === 'head') && place.part === 'depthwise';
}

/** The graph's own path of a layer: the way back. */
export function detectorPath(place: DetectorPlace): string | undefined {
  switch (place.layer) {
    case 'backbone': {
      const path = efficientNetPath(place.place);
      return path && backboneScope + path;
    }
    case 'extra':
      return `neck/p${place.level}/${place.norm ? 'bn' : 'conv'}`;
    case 'input':
      return `${nodePath(place)}/input${place.input}/${place.norm ? 'bn' : 'conv'}`;
    case 'fuse':
      return `${nodePath(place)}/fuse`;
    case 'node':
      return `${nodePath(place)}/${place.part === 'norm' ? 'bn' : place.part}`;
    case 'head': {
      const layer = place.index === 'predict' ? 'predict' : `layer${place.index}`;
      return `${place.head}Head/${layer}/${place.part}`;
    }
    case 'headNorm':
      return `${place.head}Head/P${place.level}/layer${place.index}/bn`;
  }
}

const nodePath = ({ cell, node }: NodePlace) => `neck/cell${cell}/node${node}`;
