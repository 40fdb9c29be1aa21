import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { root } from '../steps/command.ts';

// A family is a folder and a line. Here both are made, in a copy of the project, and the commands are asked for a network that they
// have never heard of.

const network = `
import { classifier } from '../../blocks/classifier.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import { GraphBuilder } from '../../operators/builder.ts';

export interface LadderConfig extends PictureConfig {
  readonly rungs: number;
}

export function ladder(config: LadderConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family('ladder');
  let x = builder.input(pictureShape(config));
  for (let rung = 1; rung <= config.rungs; rung++)
    builder.scope(\`rung\${rung}\`, () => {
      x = builder.conv2d(x, { name: 'conv', filters: 8 * rung, kernelSize: 3, stride: 2 });
      x = builder.batchNorm(x, { name: 'bn', epsilon: config.batchNormEpsilon ?? 1e-5 });
      x = builder.activation(x, 'relu', { name: 'relu' });
    });
  classifier(builder, x, { classes: config.classes ?? 10 });
  return builder.build();
}
`;

const family = `
import type { Family, Member } from '../family.ts';
import { type LibraryForm, pyTorchs } from '../library-form.ts';
import { ladder } from './network.ts';

function memberOf(rungs: number): Member {
  const name = \`ladder-\${rungs}\`;
  return { name, title: \`Ladder-\${rungs}\`, short: \`Ladder-\${rungs}\`, network: (options) => ladder({ name, rungs, resolution: 32, ...options }) };
}

const form: LibraryForm = {
  library: 'torchvision',
  own: pyTorchs,
  read(shapes) {
    const classes = shapes('top')?.[0];
    let rungs = 0;
    while (shapes(\`ladder.\${rungs}.conv\`) !== undefined) rungs++;
    if (rungs === 0 || classes === undefined) return undefined;
    const network = rungs <= 3 ? \`ladder-\${rungs}\` : null;
    return { network, classes, resolution: 32, build: (options) => ladder({ name: network ?? 'ladder', rungs, resolution: 32, classes, ...options }) };
  },
  modules: (graph) =>
    new Map(
      graph.ops.map(({ name }) => [
        name,
        name === 'classifier/dense' ? 'top' : name.replace(/^rung(\\d+)/, (_, rung) => \`ladder.\${Number(rung) - 1}\`).replaceAll('/', '.'),
      ]),
    ),
};

export const ladderFamily: Family = {
  id: 'ladder',
  title: 'Ladder',
  task: 'classification',
  opens: true,
  forms: [form],
  knobs: ['resolution', 'classes'],
  members: [1, 2, 3].map(memberOf),
  upstreamMaps: () => new Map(),
};
`;

const folder = mkdtempSync(join(tmpdir(), 'made-up-family-'));
const weights = /\.(safetensors|bin|png|jpg|svg|woff2)$|fixtures/;

beforeAll(() => {
  for (const room of ['models', 'src'])
    cpSync(join(root, room), join(folder, room), { recursive: true, filter: (path) => !weights.test(path) });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'models/families/ladder'));
  writeFileSync(join(folder, 'models/families/ladder/network.ts'), network);
  writeFileSync(join(folder, 'models/families/ladder/family.ts'), family);
  const index = join(folder, 'models/families/index.ts');
  const line = /(families: readonly Family\[\] = \[\n)/;
  const text = readFileSync(index, 'utf8');
  expect(text).toMatch(line);
  writeFileSync(
    index,
    `import { ladderFamily } from './ladder/family.ts';\n${text.replace(line, '$1  ladderFamily,\n')}`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command of the copy prints. */
const run = (command: string, ...args: string[]): string =>
  execFileSync(join(root, 'node_modules/node/bin/node'), [join(folder, `src/cli/${command}.ts`), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

test('a made-up family is described, by its own sizes and by others', () => {
  const small = JSON.parse(run('describe', 'ladder-2', '--json')) as Record<string, unknown>;
  // 3·3·3·8 + 2·8 in the first rung, 3·3·8·16 + 2·16 in the second, 16·10 + 10 classes; maps of 16×16 and 8×8.
  expect(small.parameters).toBe(216 + 16 + 1152 + 32 + 170);
  expect(small.multiplyAdds).toBe(216 * 256 + 1152 * 64 + 160);
  const large = JSON.parse(
    run('describe', 'ladder-2', '--resolution', '64', '--classes', '5', '--json'),
  ) as Record<string, unknown>;
  expect(large.multiplyAdds).toBe(216 * 1024 + 1152 * 256 + 80);
});

test('and planned: what the GPU is asked to do, and its answer', () => {
  const program = JSON.parse(run('program', 'ladder-2', '--json')) as { readonly dispatches: unknown };
  expect(JSON.stringify(program)).toContain('rung2/conv');
  expect(program).toMatchObject({ network: 'ladder-2' });
});

test('and recognised in a file of weights, by the shapes of its layers', () => {
  const tensor = (name: string, shape: readonly number[]) => ({
    name,
    dtype: 'float32' as const,
    shape,
    data: new Uint8Array(4 * shape.reduce((product, side) => product * side, 1)),
  });
  const norm = (name: string, channels: number) =>
    ['weight', 'bias', 'running_mean', 'running_var'].map((part) => tensor(`${name}.${part}`, [channels]));
  const file = join(folder, 'ladder.safetensors');
  writeFileSync(
    file,
    writeSafetensors([
      tensor('ladder.0.conv.weight', [8, 3, 3, 3]),
      ...norm('ladder.0.bn', 8),
      tensor('ladder.1.conv.weight', [16, 8, 3, 3]),
      ...norm('ladder.1.bn', 16),
      tensor('top.weight', [7, 16]),
      tensor('top.bias', [7]),
    ]),
  );
  expect(run('checkpoint', 'inspect', file)).toMatch(
    /ladder-2, 7 classes, named as in torchvision; nothing missing, nothing left over/,
  );
});
