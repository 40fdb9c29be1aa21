import { versionPath, workerPath } from '../keep/list.ts';
import { framed, workerPolicy } from './content-security-policy.ts';

type Header = [name: string, value: string];
type Rule = [path: string, headers: Header[]];

const everywhere: Header[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  // The camera is asked for by one figure, on a press of its button; nothing else is ever asked for.
  ['Permissions-Policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()'],
];

/** Files in _astro carry a hash of their content in their name. */
const immutable: Header = ['Cache-Control', 'public, max-age=31536000, immutable'];

/** What tells of a new build. */
const fresh: Header = ['Cache-Control', 'no-cache'];

/**
 * The site's `_headers`: the form that Netlify, Cloudflare Pages and this project's own server read.
 *
 * @param policies the policy of each page, by its file's path from the site's root
 */
export function siteHeaders(policies: ReadonlyMap<string, string>): string {
  const rules: Rule[] = [
    ['/*', everywhere],
    ['/_astro/*', [immutable, ['Content-Security-Policy', workerPolicy()]]],
    [`/${workerPath}`, [fresh, ['Content-Security-Policy', workerPolicy()]]],
    [`/${versionPath}`, [fresh]],
  ];
  for (const [path, own] of policies) {
    const policy = framed(own, path.startsWith('embed/') ? '*' : "'none'");
    for (const address of addressesOf(path)) rules.push([address, [['Content-Security-Policy', policy]]]);
  }
  return serialise(rules);
}

/** The addresses a host serves a page file under. One rule each and no two that overlap: hosts differ in how they merge. */
function addressesOf(path: string): string[] {
  if (path === 'index.html') return ['/', '/index.html'];
  if (path.endsWith('/index.html')) {
    const folder = `/${path.slice(0, -'index.html'.length)}`;
    return [folder, `${folder}index.html`];
  }
  return [`/${path}`];
}

function serialise(rules: readonly Rule[]): string {
  const lines = rules.map(
    ([path, headers]) => `${path}\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`,
  );
  return lines.join('\n');
}
