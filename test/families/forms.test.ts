import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type NamedTensor, namedTensors } from '../../models/checkpoints/formats/named-tensors.ts';
import { planWeights } from '../../models/checkpoints/naming/match.ts';
import { families, findNetwork } from '../../models/families/index.ts';
import type { LibraryForm } from '../../models/families/library-form.ts';
import type { Graph } from '../../models/graph/graph.ts';
import { recognise } from '../../models/recognise.ts';
import type { SeededGolden } from '../../src/cli/parity/seeded.ts';
import { goldens } from '../parity/goldens.ts';

const layerKinds = ['conv2d', 'depthwiseConv2d', 'dense', 'batchNorm'];

/** The tensors that a library would write for a graph: names by its form, PyTorch's layouts. */
function written(graph: Graph, form: LibraryForm): NamedTensor[] {
  const modules = form.modules(graph);
  const depthwise = new Set(graph.ops.flatMap((op) => (op.kind === 'depthwiseConv2d' ? [op.kernel] : [])));
  const leaf: Readonly<Record<string, string>> = {
    kernel: 'weight',
    bias: 'bias',
    gamma: 'weight',
    beta: 'bias',
    mean: 'running_mean',
    variance: 'running_var',
  };
  return graph.parameters.map(({ name, role, shape }) => {
    const module = modules.get(name.slice(0, name.lastIndexOf('/')));
    if (module === undefined) throw new Error(`${name} has no module.`);
    const [h = 1, w = 1, input = 1, output = 1] = shape;
    const torch =
      role !== 'kernel'
        ? shape
        : shape.length === 2
          ? [shape[1] ?? 0, shape[0] ?? 0]
          : depthwise.has(name)
            ? [input, 1, h, w]
            : [output, input, h, w];
    return {
      name: `${module}.${leaf[role]}`,
      dtype: 'float32',
      shape: torch,
      offset: 0,
      bytes: 4,
      read: () => new Float32Array(1),
    };
  });
}

const cases = families.flatMap(({ id, forms = [], members }) =>
  forms.flatMap((form) => members.map(({ name }) => ({ id, form, name }))),
);

describe('a file of a listed network, as its library writes it', () => {
  test.each(cases.map((each) => [`${each.name}, ${each.form.library}`, each] as const))(
    '%s is recognised, and every tensor has its place',
    (_, { id, form, name }) => {
      const graph = findNetwork(name)!.member.network();
      // Megvii's split is not stored under torchvision's names.
      if (id === 'shufflenet-v2' && !name.endsWith('torchvision')) return;
      const tensors = namedTensors('safetensors', written(graph, form));
      const found = recognise(tensors);
      expect([found.family, found.network, found.classes, found.naming.id]).toEqual([
        id,
        name,
        1000,
        form.library,
      ]);
      const plan = planWeights(found.build(), tensors, found.naming);
      expect(plan.sources.size).toBe(graph.parameters.length);
    },
  );

  test('of no listed width is recognised too, and says so', () => {
    const form = families.find(({ id }) => id === 'mobilenet-v2')!.forms![0]!;
    const graph = findNetwork('mobilenet-v2-0.9')!.member.network({ classes: 7 });
    const found = recognise(namedTensors('safetensors', written(graph, form)));
    expect([found.family, found.network, found.classes]).toEqual(['mobilenet-v2', null, 7]);
    expect(found.build().parameters.map(({ shape }) => shape)).toEqual(
      graph.parameters.map(({ shape }) => shape),
    );
  });
});

describe('modules are called as the library calls them', () => {
  const files = goldens(
    'seeded',
    /^(?!efficientdet|efficientnet_b|vgg|thunder|light|bisenet|dfanet).*\.json$/,
  );
  test.each(files.map((path) => [basename(path), path] as const))('%s', (_, path) => {
    const golden = JSON.parse(readFileSync(path, 'utf8')) as SeededGolden & { readonly source: string };
    const { family, member } = findNetwork(golden.network)!;
    const library = golden.source.startsWith('timm') ? 'timm' : 'torchvision';
    const forms = family.forms!;
    const form = forms.find((each) => each.library === library) ?? forms[0]!;
    const graph = member.network();
    const modules = form.modules(graph);
    const layers = graph.ops.filter(({ kind }) => layerKinds.includes(kind));
    const named = (kinds: readonly string[]) =>
      layers.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => modules.get(name));
    expect(named(['conv2d', 'depthwiseConv2d', 'dense'])).toEqual(golden.ops.map(({ name }) => name));
    const norms = golden.ops.flatMap(({ batch_norms = [] }) => batch_norms);
    if (norms.length > 0) expect(named(['batchNorm'])).toEqual(norms);
  });
});
