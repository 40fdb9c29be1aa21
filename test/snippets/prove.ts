// node src/cli/run.mjs test/snippets/prove.ts [PYTHON] [--again]
// Runs the snippets of the cases that proved.json does not hold (all with --again) in their libraries, holds parameters and multiply-adds
// against ours, and writes proved.json. PYTHON is one that has torch, torchvision, timm, effdet and keras; python3 unless told.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Case, type Counted, snippetCases } from './cases.ts';

interface Answer {
  readonly counted: readonly (Counted | { readonly error: string })[];
  readonly versions: Readonly<Record<string, string>>;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

interface Proved {
  readonly versions: Readonly<Record<string, string>>;
  readonly proved: readonly ({ readonly library: string; readonly code: string } & Counted)[];
}

/** What was proved before, by its code: it is not run again. */
function knownBefore(): Proved {
  try {
    return JSON.parse(readFileSync(here('proved.json'), 'utf8')) as Proved;
  } catch {
    return { versions: {}, proved: [] };
  }
}

/** Runs these snippets in their libraries. */
function count(snippets: readonly Case[]): Answer {
  const ran = spawnSync(process.argv[2] ?? 'python3', [here('count.py')], {
    input: JSON.stringify(snippets.map(({ library, code }) => ({ library, code }))),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (ran.status !== 0) throw new Error(`count.py ended with ${ran.status ?? ran.error?.message}.`);
  return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as Answer;
}

const again = process.argv.includes('--again');
const before = again ? { versions: {}, proved: [] } : knownBefore();
const keyOf = ({ library, code }: { readonly library: string; readonly code: string }) =>
  `${library} ${code}`;
const known = new Map<string, Counted>(
  before.proved.map((each) => [
    keyOf(each),
    { parameters: each.parameters, multiplyAdds: each.multiplyAdds },
  ]),
);
let { versions } = before;
const all = snippetCases();
const faults: string[] = [];
const open = all
  .filter((each) => !known.has(keyOf(each)))
  .sort((a, b) => Number(a.library === 'keras') - Number(b.library === 'keras'));
/** Snippets in one go, so that what is proved is kept where a later one ends the program. */
const atOnce = 60;
for (let from = 0; from < open.length; from += atOnce) {
  const some = open.slice(from, from + atOnce);
  const answer = count(some);
  versions = answer.versions;
  some.forEach((own, index) => {
    const theirs = answer.counted[index]!;
    const { wanted, library, parameters, multiplyAdds } = own;
    if (!('error' in theirs) && theirs.parameters === parameters && theirs.multiplyAdds === multiplyAdds)
      known.set(keyOf(own), theirs);
    else
      faults.push(
        `${library} ${JSON.stringify(wanted)}: ours ${parameters}, ${multiplyAdds}; there ${JSON.stringify(theirs)}`,
      );
  });
  const proved = all.flatMap((each) => {
    const counted = known.get(keyOf(each));
    return counted === undefined ? [] : [{ library: each.library, code: each.code, ...counted }];
  });
  writeFileSync(here('proved.json'), `${JSON.stringify({ versions, proved }, null, 1)}\n`);
}
console.log(`\n${all.length - faults.length} of ${all.length} snippets build the network that we count.`);
for (const fault of faults) console.log(fault);
if (faults.length > 0) process.exitCode = 1;
