import { type Browser, chromium } from 'playwright-core';
import { findChromium, softwareWebGpu } from '../../src/cli/setup/chromium.ts';

/** What the browser offers to a page. */
export interface LaunchOptions {
  /** WebGPU on a software adapter, whatever graphics card the machine has. Without it WebGPU finds no adapter. */
  readonly webgpu?: boolean;
  /** A camera with a moving test picture, and permission for it. */
  readonly camera?: boolean;
  /** `none` takes WebGPU's adapters and WebGL away. */
  readonly gpu?: 'none';
  /** The scroll bars that a window has beside its page, which Playwright hides. */
  readonly scrollBars?: boolean;
  /**
   * For pages that live for seconds: their scripts are not optimised for a long life, nor is what they leave behind gathered by several
   * threads at once.
   */
  readonly briefly?: boolean;
  /** A name or an address that stands for this machine. */
  readonly host?: string;
}

/** Parts of Chromium that no test has a use for. */
const turnedOff = [
  // The list under the address bar, which nobody opens here: Chromium loads it as two pages of its own into each
  // window, and they cost more than the page under test.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  // A process that is kept ready for the site that is opened next; it is started anew after each.
  'SpareRendererForSitePerProcess',
  // What Playwright turns off: of several such lists Chromium heeds the last one alone.
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** The command line that gives a browser with these offers. */
export function launchFlags(options: LaunchOptions = {}): string[] {
  const off = options.gpu === 'none' ? [...turnedOff, 'WebGPU', 'WebGPUService'] : turnedOff;
  const flags = [
    `--disable-features=${off.join(',')}`,
    '--disable-background-networking',
    '--no-first-run',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ];
  // Chromium refuses to start its sandbox as root.
  if (process.getuid?.() === 0) flags.push('--no-sandbox');
  if (options.webgpu) flags.push(...softwareWebGpu);
  if (options.camera) flags.push('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream');
  if (options.gpu === 'none') flags.push('--disable-3d-apis');
  if (options.briefly) flags.push('--js-flags=--no-opt,--single-threaded-gc');
  if (options.host) flags.push(`--host-resolver-rules=MAP ${options.host} 127.0.0.1`);
  return flags;
}

/** Starts a headless Chromium. Whoever starts it closes it. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: launchFlags(options),
    ...(options.scrollBars && { ignoreDefaultArgs: ['--hide-scrollbars'] }),
  });
}

/** Where the Chromium of the tests is. */
export function chromiumPath(): string {
  const path = findChromium();
  if (!path) throw new Error('There is no Chromium: run node src/cli/setup/chromium.ts, which installs one.');
  return path;
}
