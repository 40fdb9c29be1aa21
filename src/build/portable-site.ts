import { readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { equationFonts } from './equation-fonts.ts';
import { portablePage, portableStyle } from './portable-page.ts';
import { rootlessPage } from './rootless-page.ts';
import { siteHeaders } from './site-headers.ts';
import { oneSheet, withOneSheet } from './style-sheets.ts';
import { unbrokenProse } from './unbroken-prose.ts';

/**
 * After Astro has built: rewrites dist/ so that it works under any base path and from any static server, puts
 * the Content-Security-Policy into every page, and writes dist/_headers (the form that Netlify, Cloudflare Pages and
 * this project's own server read).
 */
export function portableSite(): AstroIntegration {
  return {
    name: 'phiscope:portable-site',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const policies = new Map<string, string>();
        const found = (await readdir(root, { recursive: true })).sort();
        const sheets = await readSheets(root, found);
        const style = oneSheet(sheets);
        for (const path of sheets.keys()) await unlink(join(root, path));
        await writeFile(join(root, style.path), style.css);
        const files = [...found.filter((file) => !sheets.has(webPath(file))), style.path];
        const fontFiles = new Map(files.flatMap(fontFile));
        for (const file of files) {
          const path = webPath(file);
          const depth = depthOf(path);
          if (path.endsWith('.html')) {
            await rewrite(join(root, file), async (whole) => {
              const built = withOneSheet(whole, new Set(sheets.keys()), style.path);
              const html = anywhere.has(path)
                ? await rootlessPage(built, (sheet) => readFile(join(root, sheet), 'utf8'))
                : built;
              // Of its own formulas: a style sheet that stands in it names the signs of all.
              const wanted = equationFonts(built).flatMap((name) => fontFiles.get(name) ?? []);
              const page = portablePage(unbrokenProse(html), depth, wanted);
              policies.set(path, page.policy);
              return page.html;
            });
          }
        }
        await writeFile(join(root, '_headers'), siteHeaders(policies));
      },
    },
  };
}

/** A file's path as a page's address names it. */
const webPath = (file: string): string => file.split(sep).join('/');

/** How many folders below the root a file lies. */
const depthOf = (path: string): number => path.split('/').length - 1;

/** The style sheets among these files by path, as they stand where they lie. */
async function readSheets(root: string, files: readonly string[]): Promise<Map<string, string>> {
  const paths = files.map(webPath).filter((path) => path.endsWith('.css'));
  const read = async (path: string): Promise<[string, string]> => [
    path,
    portableStyle(await readFile(join(root, path), 'utf8'), depthOf(path)),
  ];
  return new Map(await Promise.all(paths.map(read)));
}

/** Pages that a host shows at addresses that are not theirs. */
const anywhere = new Set(['404.html']);

/** `_astro/KaTeX_Main-Regular.B22Nviop.woff2` under the name that KaTeX gives it. */
function fontFile(file: string): [name: string, path: string][] {
  const name = /(KaTeX_[\w-]+?)\.[^.]+\.woff2$/.exec(file)?.[1];
  return name ? [[name, webPath(file)]] : [];
}

async function rewrite(file: string, change: (text: string) => string | Promise<string>): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = await change(before);
  if (after !== before) await writeFile(file, after);
}
