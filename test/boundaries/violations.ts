import { posix } from 'node:path';
import { type Room, roomOf } from './arrows.ts';
import { type Import, importsOf } from './imports.ts';
import { isTest, type Sources } from './sources.ts';

/** The files that are looked at for imports. */
export const sourceFolders = ['models', 'src', 'content'] as const;
export const sourceExtensions = ['.ts', '.mts', '.js', '.mjs', '.svelte', '.astro', '.mdx'] as const;

/** Each import that goes against an arrow, as a sentence that names file, line, what it asks for and the room. */
export function arrowViolations(sources: Sources): string[] {
  const found: string[] = [];
  for (const [path, text] of sources) {
    if (isTest(path)) continue;
    const room = roomOf(path);
    if (!room) {
      found.push(`${path} stands in no room of the plan.`);
      continue;
    }
    for (const each of importsOf(path, text)) {
      const problem = problemOf(path, room, each);
      if (problem) found.push(`${path}:${each.line} imports ${each.specifier}: ${problem}`);
    }
  }
  return found;
}

function problemOf(path: string, room: Room, each: Import): string | undefined {
  const target = targetOf(path, each.specifier);
  if (target === undefined) {
    const allowed = room.packages.some((pattern) => pattern.test(each.specifier));
    return allowed ? undefined : `${room.name} may not use this package.`;
  }
  const there = roomOf(target);
  if (isTest(target)) return 'a test is no part of the site.';
  if (!there)
    return /^(public|node_modules)\//.test(target) ? undefined : 'it stands in no room of the plan.';
  const [figure, other] = [figureOf(path), figureOf(target)];
  if (figure !== undefined && other !== undefined && figure !== other)
    return 'no figure imports another: what they share stands in parts, facts or words.';
  if (there === room || room.mayImport.includes(there.name)) return undefined;
  // The page starts the worker by its address: the protocol is all that it knows of what runs there.
  if (each.worker && room.name === 'engine client' && there.name === 'engine host') return undefined;
  // The words of the protocol are types, erased before anything runs.
  if (each.typeOnly && /^(figures|parts)$/.test(room.name) && /^src\/engine\/protocol\b/.test(target))
    return undefined;
  return `no arrow leads from ${room.name} to ${there.name}.`;
}

/** The folder of a figure that a file stands in. */
function figureOf(path: string): string | undefined {
  return /^src\/figures\/([^/]+)\//.exec(path)?.[1];
}

/** The file that a specifier names, from the project's root; undefined for a package. */
export function targetOf(path: string, specifier: string): string | undefined {
  const plain = specifier.replace(/[?#].*$/, '');
  if (plain.startsWith('.')) return posix.join(posix.dirname(path), plain);
  return plain.startsWith('/') ? plain.slice(1) : undefined;
}

/** Rooms whose code runs on the page's main thread. */
const mainThread = new Set([
  'content',
  'keep',
  'scripts',
  'pages',
  'layouts',
  'components',
  'words',
  'exercises on the page',
  'parts',
  'figure views',
  'figures',
  'engine client',
]);

/**
 * Each way from the main thread to TensorFlow.js, written as the chain of files. Types are erased and a worker
 * is a thread of its own, so neither is a way.
 */
export function mainThreadTensorFlow(sources: Sources): string[] {
  const chains = new Map<string, string[]>();
  const queue = [...sources.keys()].filter(
    (path) => !isTest(path) && mainThread.has(roomOf(path)?.name ?? ''),
  );
  for (const path of queue) chains.set(path, [path]);
  const found: string[] = [];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const chain = chains.get(path) ?? [];
    for (const each of importsOf(path, sources.get(path) ?? '')) {
      if (each.typeOnly || each.worker) continue;
      if (each.specifier.startsWith('@tensorflow/')) found.push([...chain, each.specifier].join(' → '));
      const target = resolve(sources, targetOf(path, each.specifier));
      if (target === undefined || chains.has(target)) continue;
      chains.set(target, [...chain, target]);
      queue.push(target);
    }
  }
  return found;
}

export function resolve(sources: Sources, target: string | undefined): string | undefined {
  if (target === undefined) return undefined;
  const endings = ['', '.ts', '.js', '.svelte', '/index.ts'];
  return endings.map((ending) => target + ending).find((path) => sources.has(path));
}
