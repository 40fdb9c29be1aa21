import { isSoftwareName } from '../../../src/engine/executors/adapter.ts';
import { refuseStrangers } from '../agreement.ts';
import { printCounts, printDispatches, printRace, summarize } from '../report.ts';
import type { ContenderName, Given } from './contenders.ts';
import { prepare, race } from './race.ts';

/** Races one network and prints what came of it. Throws `Complaint` where the contenders' values differ. */
export async function measureOnDawn(given: Given, names: readonly ContenderName[], rounds: number) {
  const { network } = given;
  console.log(`\n${network.title}, ${network.side}×${network.side}, ${rounds} interleaved rounds\n`);
  const { failures, started } = await prepare(given, names);
  for (const failure of failures) console.log(`Could not start: ${failure}`);
  const ready = started.map((each) => each.raced);
  const adapter = ready.find((each) => each.adapter !== null)?.adapter ?? null;
  console.log(`Adapter: ${adapter ?? 'one that nobody named'}`);
  if (adapter !== null && isSoftwareName(adapter))
    console.log('It is the processor: values and counts are worth reading, times say nothing about a card.');
  refuseStrangers(ready);
  const all = await race(started, rounds);
  const contenders = all.map((each) => summarize(each, all));
  printRace(contenders);
  printCounts(all);
  const [first] = started;
  const dispatches = (await first?.contender.dispatches?.()) ?? [];
  if (dispatches.length > 0) printDispatches(dispatches);
  return { network: network.id, size: network.side, adapter, failures, contenders, dispatches };
}
