import type { GraphFault, GraphFaults, Knob } from '../../../../models/graph/fault.ts';
import { formatShape as shown } from '../../../../models/graph/shape.ts';

const knobs: Readonly<Record<Knob, string>> = {
  width: 'width',
  cells: 'number of cells',
  'head-depth': 'head depth',
  classes: 'number of classes',
  'finest-level': 'finest level',
  'coarsest-level': 'coarsest level',
};

/** Every code has its sentence here, or this does not compile. */
const sentences: { readonly [Code in keyof GraphFaults]: (fault: GraphFault<Code>) => string } = {
  'no-tensor-yet': ({ network, tensor }) => `${network}: there is no tensor ${tensor} yet.`,
  'tap-twice': ({ network, tap }) => `${network}: two taps are called ${tap}.`,
  'output-twice': ({ network, output }) => `${network}: two outputs are called ${output}.`,
  'no-output': ({ network }) => `${network} has no output.`,
  'shared-shape': ({ op, parameter, shape, needed }) =>
    `${op}: shares ${parameter}, which is ${shown(shape)}, but needs ${shown(needed)}.`,
  'operator-twice': ({ network, op }) => `${network}: two operators are called ${op}.`,
  'nothing-to-read': ({ op, tensor }) => `${op}: there is no tensor ${tensor} to read.`,
  'no-map': ({ op, from, shape }) =>
    `${op}: ${from.map(shown).join(' and ') || 'nothing'} gives ${shown(shape)}, which is no map.`,
  'map-uncountable': ({ op, shape }) => `${op}: ${shown(shape)} is too large to count.`,
  'no-tensor': ({ network, tensor, tensors }) => `${network} has no tensor ${tensor}; it has ${tensors}.`,
  'no-tap': ({ network, tap }) => `${network} has no tap and no operator named “${tap}”.`,
  'no-activation-map': ({ shape, kernel, class: index }) =>
    `A map of ${shown(shape)} and a kernel of ${kernel} values have no activation map of class ${index}.`,

  'no-spread': ({ op, shape, over }) =>
    `${op}: ${shown(shape)} cannot be spread over ${shown(over)}, only 1×1×${over[2]} can.`,
  'nothing-to-join': ({ op }) => `${op}: there is nothing to join.`,
  'no-join': ({ op, first, odd }) => `${op}: cannot join ${shown(first)} and ${shown(odd)}.`,
  'gate-shape': ({ op, shape, gate }) =>
    `${op}: the gate of ${shown(shape)} must be 1×1×${shape[2]} or ${shown(shape)}, but is ${shown(gate)}.`,
  'no-channels': ({ op, shape, channels, start, step }) =>
    `${op}: ${shown(shape)} has no ${channels} channels from ${start} on in steps of ${step}.`,
  'no-vector': ({ op, shape }) =>
    `${op}: a dense layer reads 1×1×${shape[2]}, but was given ${shown(shape)}.`,
  'uneven-groups': ({ op, groups, shape, filters }) =>
    `${op}: ${groups} groups divide neither evenly: input ${shown(shape)}, output channels ${filters}.`,
  'shuffled-groups': ({ op, groups, shape }) =>
    `${op}: the channels of ${shown(shape)} do not make ${groups} groups.`,
  'no-box': ({ op, shape }) => `${op}: a box is 1×1×4, but ${shown(shape)} was given.`,
  'no-bins': ({ op, shape, group }) =>
    `${op}: ${shown(shape)} has no ${group}×${group} channels for each bin.`,
  'nothing-to-add': ({ op }) => `${op}: there is nothing to add.`,
  'maps-differ': ({ op, first, odd }) => `${op}: the maps differ, ${shown(first)} and ${shown(odd)}.`,

  'no-weights': ({ network, parameter }) => `${network}: the weights ${parameter} are missing.`,
  'weights-size': ({ network, parameter, needed, given }) =>
    `${network}: ${parameter} needs ${needed} values, but has ${given}.`,
  'input-size': ({ network, input, needed, given }) =>
    `${network}: the input “${input}” needs ${needed} values, but has ${given ?? 'none'}.`,
  'unknown-weights': ({ network, parameter }) => `${network} has no weights called “${parameter}” to change.`,
  'weights-not-loaded': ({ network, parameter }) => `${network}: no weights are loaded for ${parameter}.`,
  'map-not-kept': ({ network, map }) => `${network}: ${map} was not kept.`,
  'read-too-early': ({ op, tensor }) => `${op} reads tensor ${tensor} before it is made.`,

  knob: ({ network, knob, least, value }) =>
    `${network}: the ${knobs[knob]} must be a whole number of at least ${least}, but is ${value}.`,
  'finest-level': ({ network, level }) =>
    `${network}: the backbone ends at level 5, so P${level} cannot be the finest.`,
  'no-level': ({ network }) => `${network}: the feature network has no level.`,
  'nas-fpn-levels': ({ minLevel, maxLevel }) =>
    `NAS-FPN was searched for five levels, not for P${minLevel} to P${maxLevel}.`,
  'attention-inputs': ({ level, inputs }) =>
    `An attention node at level ${level} needs two inputs, but has ${inputs}.`,
  'node-order': ({ node, input }) => `${node} reads ${input}, which does not stand before it.`,
  'node-inputs': ({ node, level, inputs }) =>
    `${node} is at level ${level} with ${inputs} inputs, which cannot be.`,
  'no-node': ({ level }) => `The feature network has no node at level ${level}, so nothing comes out there.`,
  'unpublished-count': ({ op, method }) =>
    `${op}: how the authors’ profiler counts ${method} fusion is not known.`,
  'no-detector': ({ network }) => `${network} answers no boxes: it is no detector.`,
  'head-cells': ({ network, level }) => `${network}: the head at P${level} does not have that level's cells.`,
  'anchor-sides': ({ network, wanted, given }) =>
    `${network}: ${wanted} anchors a cell are wanted, but ${given} were given.`,
  'no-stride': ({ network, stride }) => `${network}: the backbone has no map of stride ${stride}.`,
};

/** Why a graph cannot be, for a person. */
export function graphSentence<Code extends keyof GraphFaults>(fault: GraphFault<Code>): string {
  return sentences[fault.code](fault);
}
