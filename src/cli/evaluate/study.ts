import { basicInterval } from '../../../models/answers/bootstrap.ts';
import { partitionOf, partitions } from '../../../models/scenes/seeds.ts';
import { studyNetworkCalled } from '../../../models/study/graph.ts';
import { kinds, kindsOf } from '../../../models/study/kinds.ts';
import { studyArtists } from '../../../models/study/picture.ts';
import { wholeLength } from '../../../models/study/recipe.ts';
import { Complaint } from '../complaint.ts';
import { loadShipped } from '../loaded.ts';
import { readShipped, shippedNames } from '../shipped.ts';
import { namedRight, runningClassifier, shareOf } from '../study/names-right.ts';
import { type PictureSet, paintedPictures } from '../study/pictures.ts';
import type { Scenes } from './scenes.ts';

/** How often a network of the study names painted pictures right. */
export interface NamingReport {
  readonly network: string;
  readonly size: number;
  readonly pictures: number;
  readonly firstSeed: number;
  readonly partition: string | null;
  readonly artist: string | null;
  /** Share, with its 95 % interval over the pictures. */
  readonly right: number;
  readonly interval: readonly [number, number];
  readonly bootstrap: { readonly method: 'basic'; readonly draws: number; readonly over: 'pictures' };
  /** Share of each kind's pictures; null where none of them shows it. */
  readonly byLabel: Readonly<Record<string, number | null>>;
  /** By artists that are in no training, as many pictures of each; where nobody asked for one artist. */
  readonly unseen?: Readonly<Record<string, number>>;
}

/** As many test pictures as a record of a full-length training is measured on. */
export const usualPictures = wholeLength.measured;

/** Whether a name is that of a network of the study, as its checkpoint is called. */
export const isOfStudy = (name: string): boolean => studyNetworkCalled(name) !== undefined;

/**
 * Runs a checkpoint of the study over painted pictures, on WebAssembly: those of artists that it was trained on and then of those that it
 * was not, or those of one artist.
 * @throws Complaint where the network does not ship, or the seeds are in no part
 */
export async function evaluateStudy(
  name: string,
  { first, count, artist }: Omit<Scenes, 'size'>,
  draws: number,
): Promise<NamingReport> {
  if (!shippedNames().includes(name)) {
    const own = studyNetworkCalled(name)?.name ?? name;
    throw new Complaint(
      `${name} has no weights here: \`npm run study -- ${own}\` trains it, and \`npm run study -- ${own} --ship\` makes its checkpoint.`,
    );
  }
  const partition = partitionOf(first);
  if (partition === null || partitionOf(first + count - 1) !== partition)
    throw new Complaint(`Seeds ${first} to ${first + count - 1} are not all in one part of the seeds.`);
  const { graph, weights, normalization, input } = loadShipped(name);
  const { task } = readShipped(name).card.study!.record;
  const side = input.height;
  const network = await runningClassifier(graph, weights, normalization);
  const named = async (by: PictureSet['by']) => {
    const from = first - partitions[partition].first;
    const pictures = await paintedPictures({ task, partition, by, count, side, from });
    const who = by.length === 1 ? ` by ${by[0]}` : '';
    const right = await namedRight(network, pictures, (done, all) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} pictures${who}`);
    });
    if (process.stderr.isTTY) process.stderr.write('\n');
    return { right, kinds: pictures.kinds };
  };
  const { right, kinds: shown } = await named(artist === null ? studyArtists.known : [artist]);
  const unseen: Record<string, number> = {};
  if (artist === null)
    for (const each of studyArtists.unseen) unseen[each] = shareOf((await named([each])).right);
  network.dispose();
  const weighed = (copies: Float64Array) =>
    right.reduce((sum, is, i) => sum + (is ? copies[i]! : 0), 0) / right.length;
  const { low, high } = basicInterval(shareOf(right), right.length, draws, weighed)!;
  return {
    ...{ network: name, size: side, pictures: count, firstSeed: first, partition, artist },
    ...{ right: shareOf(right), interval: [low, high] },
    bootstrap: { method: 'basic', draws, over: 'pictures' },
    byLabel: Object.fromEntries(
      kinds.slice(0, kindsOf[task]).map((label, kind) => {
        const own = right.filter((_, i) => shown[i] === kind);
        return [label, own.length === 0 ? null : shareOf(own)];
      }),
    ),
    ...(artist === null && { unseen }),
  };
}

/** The report for a person. */
export function printNaming(report: NamingReport): void {
  const { network, size, pictures, firstSeed, right, interval, bootstrap, byLabel, unseen = {} } = report;
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  console.log(`${network} at ${size} px, ${pictures} pictures from seed ${firstSeed}`);
  console.log(`  named right   ${percent(right)}, of ${Object.keys(byLabel).length} kinds`);
  console.log(
    `  95 %          ${percent(interval[0])} to ${percent(interval[1])}: ${bootstrap.method} bootstrap, ${bootstrap.draws.toLocaleString('en')} draws over the pictures; training noise not included`,
  );
  for (const [artist, share] of Object.entries(unseen))
    console.log(`  ${artist.padEnd(12)}  ${percent(share)}; in no training`);
}
