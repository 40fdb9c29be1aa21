// npm run -s describe -- efficientnet-b3 [--resolution 300] [--json]
// npm run -s describe -- efficientnet --phi 2.4 | --width 1.3 --depth 1.7 --resolution 260 [--json] [--graph]
import { parseArgs } from 'node:util';
import { efficientNet } from '../../models/families/efficientnet.ts';
import { describeNetwork, type NetworkDescription } from '../../models/graph/describe.ts';
import type { Graph } from '../../models/graph/graph.ts';
import { compound } from '../../models/scaling/compound.ts';
import { findReleased, released } from '../../models/scaling/released.ts';
import { Complaint, complain, numberOption } from './complaint.ts';

const options = {
  json: { type: 'boolean' },
  graph: { type: 'boolean' },
  phi: { type: 'string' },
  width: { type: 'string' },
  depth: { type: 'string' },
  resolution: { type: 'string' },
  classes: { type: 'string' },
} as const;

/** The graph that the command line asks for. */
function graphOf(name: string, values: Partial<Record<keyof typeof options, string | boolean>>): Graph {
  const read = (key: keyof typeof options) => numberOption(key, values[key]);
  const own = {
    width: read('width'),
    depth: read('depth'),
    resolution: read('resolution'),
    classes: read('classes'),
  };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  if (name === 'efficientnet') {
    const phi = read('phi');
    if (phi === undefined && Object.keys(given).length === 0)
      throw new Complaint(
        'efficientnet alone is a family: say --phi 2.4, or --width, --depth and --resolution.',
      );
    const { depth, width, resolution } = compound({ phi: phi ?? 0 });
    return efficientNet({ name, depth, width, resolution, ...given });
  }
  const config = findReleased(name);
  if (config === undefined) {
    const names = Object.values(released).map((each) => each.name);
    throw new Complaint(
      `There is no network called “${name}”. Known: ${names.join(', ')}, efficientnet --phi 2.4.`,
    );
  }
  if (values.phi !== undefined)
    throw new Complaint(`${name} is a released size; --phi goes with efficientnet alone.`);
  return efficientNet({ ...config, ...given });
}

const count = (value: number) => value.toLocaleString('en-US');

function print({ network, input, stages, ...total }: NetworkDescription): void {
  console.log(`${network} on ${input.join('×')}`);
  console.log(`  parameters         ${count(total.parameters)}`);
  console.log(`  moving statistics  ${count(total.movingStatistics)}`);
  console.log(`  multiply-adds      ${count(total.multiplyAdds)}`);
  console.log(`  other operations   ${count(total.otherOperations)}`);
  console.log(`  weights            ${count(total.weightBytes)} bytes as float32`);
  console.log(
    `  activations        ${count(total.peakActivationBytes)} bytes at the worst moment (${total.peakAt})`,
  );
  console.log('');
  const rows = stages.map((stage) => [
    stage.name,
    stage.output.join('×'),
    String(stage.blocks),
    count(stage.parameters),
    count(stage.multiplyAdds),
  ]);
  const table = [['stage', 'output', 'blocks', 'parameters', 'multiply-adds'], ...rows];
  const widths = table[0]?.map((_, c) => Math.max(...table.map((row) => row[c]?.length ?? 0))) ?? [];
  for (const row of table)
    console.log(
      row.map((cell, c) => (c < 2 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0))).join('  '),
    );
}

complain(() => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: true });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1)
    throw new Complaint('Name one network, for example: npm run -s describe -- efficientnet-b3 --json');
  const graph = graphOf(name, values);
  if (values.graph) console.log(JSON.stringify(graph));
  else if (values.json) console.log(JSON.stringify(describeNetwork(graph), null, 2));
  else print(describeNetwork(graph));
});
