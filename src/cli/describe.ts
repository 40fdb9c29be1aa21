// npm run -s describe -- efficientnet-b3 [--resolution 300 | 360x640] [--json]
// npm run -s describe -- efficientnet --phi 2.4 | --width 1.3 --depth 1.7 --resolution 260 [--json] [--graph]
// npm run -s describe -- efficientdet-d3 | efficientdet --phi 1.5 | efficientdet-lite2 [--pyramid panet] [--json] [--graph]
// npm run -s describe -- thundernet-head-stickers | study-base … [--resolution 256] [--json] [--graph]
import { describeOf, type FamilyDescription } from '../../models/families/describe.ts';
import type { NetworkDescription } from '../../models/operators/describe.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { options, requested } from './describe/request.ts';

const count = (value: number) => value.toLocaleString('en-US');

function printTable(table: readonly (readonly string[])[], leftColumns: number): void {
  const widths = table[0]?.map((_, c) => Math.max(...table.map((row) => row[c]?.length ?? 0))) ?? [];
  for (const row of table)
    console.log(
      row
        .map((cell, c) => (c < leftColumns ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)))
        .join('  '),
    );
}

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
  printTable([['stage', 'output', 'blocks', 'parameters', 'multiply-adds'], ...rows], 2);
}

/** What a family says of its networks beside their costs. */
const moreLines: Readonly<Record<string, (value: number) => string>> = {
  anchors: (value) => `  anchors            ${count(value)}`,
  profiledFlops: (value) =>
    `  profiled FLOPs     ${count(value)} (the authors’ tool counts more than convolutions)`,
};

function printParts({ parts, perRegion, more }: FamilyDescription): void {
  const rows = Object.entries(parts).map(([name, { parameters, multiplyAdds }]) => [
    name,
    count(parameters),
    count(multiplyAdds),
  ]);
  console.log('');
  printTable([['part', 'parameters', 'multiply-adds'], ...rows], 1);
  console.log('');
  if (perRegion !== undefined)
    console.log(`  for each region    ${count(perRegion.multiplyAdds)} multiply-adds; the total counts one`);
  for (const [name, value] of Object.entries(more))
    if (value !== null) console.log(moreLines[name]?.(value) ?? `  ${name.padEnd(17)}  ${count(value)}`);
}

complain(() => {
  const { values, positionals } = commandLine('describe', options, 1);
  const [name] = positionals;
  if (name === undefined)
    throw new Complaint('Name one network, for example: npm run -s describe -- efficientnet-b3 --json');
  const { json, graph: asGraph, ...asked } = values;
  const { family, graph, regions } = requested(name, asked);
  if (asGraph) {
    console.log(JSON.stringify(regions === undefined ? graph : [graph, regions]));
    return;
  }
  const description = describeOf(family, graph, regions);
  if (json) {
    const { more, ...numbers } = description;
    console.log(JSON.stringify({ ...numbers, ...more }, null, 2));
    return;
  }
  print(description);
  printParts(description);
});
