// npm run -s describe -- efficientnet-b3 [--resolution 300] [--json]
// npm run -s describe -- efficientnet --phi 2.4 | --width 1.3 --depth 1.7 --resolution 260 [--json] [--graph]
// npm run -s describe -- efficientdet-d3 | efficientdet --phi 1.5 | efficientdet-lite2 [--pyramid panet] [--json] [--graph]
import { type DetectorDescription, describeDetector } from '../../models/families/efficientdet/describe.ts';
import { describeNetwork, type NetworkDescription } from '../../models/operators/describe.ts';
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

function printDetector(detector: DetectorDescription): void {
  print(detector);
  console.log('');
  const rows = Object.entries(detector.parts).map(([name, { parameters, multiplyAdds }]) => [
    name,
    count(parameters),
    count(multiplyAdds),
  ]);
  printTable([['part', 'parameters', 'multiply-adds'], ...rows], 1);
  console.log('');
  console.log(`  anchors            ${count(detector.anchors)}`);
  if (detector.profiledFlops !== null)
    console.log(
      `  profiled FLOPs     ${count(detector.profiledFlops)} (the authors’ tool counts more than convolutions)`,
    );
}

complain(() => {
  const { values, positionals } = commandLine('describe', options, 1);
  const [name] = positionals;
  if (name === undefined)
    throw new Complaint('Name one network, for example: npm run -s describe -- efficientnet-b3 --json');
  const { family, graph } = requested(name, values);
  if (values.graph) console.log(JSON.stringify(graph));
  else if (family === 'detector') {
    const description = describeDetector(graph);
    if (values.json) console.log(JSON.stringify(description, null, 2));
    else printDetector(description);
  } else if (values.json) console.log(JSON.stringify(describeNetwork(graph), null, 2));
  else print(describeNetwork(graph));
});
