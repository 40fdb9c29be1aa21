import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Bytes of memory that a process has in use now, and the most that it ever had since the last `forget`. */
interface Resident {
  readonly now: number;
  readonly most: number;
}

/** Linux tells both; elsewhere only what is in use now, which then has to be asked often. */
function residentOf(pid: number): Resident {
  if (process.platform !== 'linux') {
    const now = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
    return { now, most: now };
  }
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
  return { now: kilobytes('VmRSS') * 1024, most: kilobytes('VmHWM') * 1024 };
}

/** Lets the most begin again at what is in use now (proc(5), clear_refs). */
function forget(pid: number): void {
  if (process.platform === 'linux') writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** The processes that run a browser's pages, their workers included. */
async function pageProcesses(browser: Browser): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/**
 * How much the memory of a browser's pages grew at most while something was done, in bytes: all resident pages of their processes,
 * so arrays, heaps and whatever the browser itself copies on the way; an upper bound of what the page took.
 */
export async function peakGrowth(browser: Browser, work: () => Promise<void>): Promise<number> {
  const pids = await pageProcesses(browser);
  for (const pid of pids) forget(pid);
  const before = new Map(pids.map((pid) => [pid, residentOf(pid).now]));
  const most = new Map(before);
  const look = () => {
    for (const pid of pids) most.set(pid, Math.max(most.get(pid) ?? 0, residentOf(pid).most));
  };
  const timer = setInterval(look, 20);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  return pids.reduce((sum, pid) => sum + (most.get(pid) ?? 0) - (before.get(pid) ?? 0), 0);
}
