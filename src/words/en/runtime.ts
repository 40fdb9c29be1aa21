import type { PassedOver, Refusal, RuntimeFailure } from '../../engine/protocol/refusal.ts';
import type { DeviceLost, RuntimeReport } from '../../engine/protocol/runtime.ts';
import { deviceName, runtimeName } from './runtime-name.ts';

/** Why something is not used. */
export function refusalSentence({ device, executor, refusal }: PassedOver): string {
  const name = deviceName(device);
  switch (refusal.why) {
    case 'absent':
      return `This browser has no ${name}.`;
    case 'overHttp':
      return `Browsers give ${name} only to pages whose address begins with https; this one’s begins with http.`;
    case 'noAdapter':
      return device === 'webgl'
        ? 'This browser offers no WebGL 2 outside of the page.'
        : `This browser knows ${name}, but offers no graphics adapter for it.`;
    case 'notInWorker':
      return `This browser offers no ${name} outside of the page.`;
    case 'software': {
      const does = device === 'webgl' ? 'draws with' : 'runs on';
      return `${name} ${does} the processor here (${refusal.adapter}), which is slower than WebAssembly.`;
    }
    case 'didNotStart':
      return didNotStart(device === 'cpu' ? runtimeName({ executor }) : name, refusal);
    case 'complained':
      return `${refusal.adapter} failed a first test: ${refusal.said}`;
    case 'wrongNumbers':
      return `${refusal.adapter} computed wrong numbers in a first test (off by ${refusal.off.toPrecision(2)}).`;
    case 'failed':
      return `${runtimeName({ device, executor })} refused a step of a network: ${refusal.said}`;
    case 'lostTwice':
      return `${name} was lost twice on this page.`;
    case 'lost': {
      const why = refusal.failure === undefined ? '' : ` (${runtimeSentence(refusal.failure)})`;
      return `${name} was lost and did not come back${why}.`;
    }
  }
}

function didNotStart(name: string, { said }: Extract<Refusal, { why: 'didNotStart' }>): string {
  return said === undefined ? `${name} did not start.` : `${name} did not start: ${said}`;
}

/** Why each was passed over; two programs that found the same device wanting say so once. */
export function reasonsOf(refused: readonly PassedOver[]): string {
  return [...new Set(refused.map(refusalSentence))].join(' ');
}

/** Why nothing runs networks. */
export function runtimeSentence({ forced, refused }: RuntimeFailure): string {
  const reasons = reasonsOf(refused);
  if (forced === undefined) return `Nothing here can run a network. ${reasons}`;
  const { device, executor } = forced;
  const parts = [device && `“backend=${device}”`, executor && `“engine=${executor}”`].filter(Boolean);
  const advice = `Take ${parts.join(' and ')} out of the address to use what works.`;
  return `${runtimeName(forced)} cannot be used here. ${reasons || 'It is not known here.'} ${advice}`;
}

/** What a reader should know about what networks run on: nothing where a graphics card is in use, as it should be. */
export function runtimeNotice(report: RuntimeReport): string | null {
  const { precision } = report;
  const usual = deviceNotice(report);
  if (precision?.asked !== 'f16' || precision.used === 'f16') return usual;
  const half = `Half precision was asked for, which ${runtimeName(report)} does not know: values are float32.`;
  return usual === null ? half : `${usual} ${half}`;
}

function deviceNotice({ device, executor, software, refused }: RuntimeReport): string | null {
  const sameDevice = refused.filter((each) => each.device === device && each.executor !== executor);
  const instead =
    sameDevice.length === 0
      ? []
      : [
          `${runtimeName({ device, executor })} runs the network instead of the ${runtimeName({ executor: sameDevice[0]?.executor ?? executor })}. ${reasonsOf(sameDevice)}`,
        ];
  if (software)
    return [`${deviceName(device)} runs on the processor here and will be slow.`, ...instead].join(' ');
  if (device === 'webgpu' || device === 'webgl') return instead[0] ?? null;
  if (refused.length === 0) return null;
  const reasons = reasonsOf(refused);
  return `No graphics card is used; the network runs on the processor with ${deviceName(device)}. ${reasons}`;
}

/** What is said when a device was lost, or given up because it refused a step. */
export function lostSentence({ from, cause, reason, again }: DeviceLost, now: RuntimeReport): string {
  if (cause === 'failed') {
    const said = (reason ?? '').trim().replace(/[.\s]+$/, '');
    return `${runtimeName(from)} refused a step of the network (${said}); it now runs with ${runtimeName(now)} on ${now.adapter}.`;
  }
  const usual = from.device === 'webgl' ? 'the WebGL context was lost' : 'no reason given';
  // Another program on the same device is told apart.
  const name = from.device === now.device && !again ? runtimeName(now) : deviceName(now.device);
  const what = again ? 'it was opened again (' : 'the network now runs with ';
  return `The graphics device was lost (${reason ?? usual}); ${what}${name} on ${now.adapter}${again ? ')' : ''}.`;
}
