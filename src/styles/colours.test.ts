import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Colour = [red: number, green: number, blue: number];

/** OKLCH to linear sRGB (Ottosson 2020). */
function linear(lightness: number, chroma: number, hue: number): Colour {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function oklab([red, green, blue]: Colour): Colour {
  const [r, g, b] = [Math.max(0, red), Math.max(0, green), Math.max(0, blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** What a dichromat sees (Machado, Oliveira and Fernandes 2009, severity 1), on linear sRGB. */
const vision: Record<string, [Colour, Colour, Colour]> = {
  'full colour': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(matrix: [Colour, Colour, Colour], colour: Colour): Colour {
  return matrix.map((row) => row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]) as Colour;
}

function contrast(one: Colour, other: Colour): number {
  const luminance = ([r, g, b]: Colour) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const number = String.raw`([\d.]+)`;
const oklch = String.raw`oklch\(${number} ${number} ${number}\)`;
const tokens = [...css.matchAll(new RegExp(`--([a-z-]+): light-dark\\(${oklch}, ${oklch}\\)`, 'g'))].map(
  ([, name = '', ...values]) => ({
    name,
    light: values.slice(0, 3).map(Number),
    dark: values.slice(3).map(Number),
  }),
);
const dimensions = ['depth', 'width', 'resolution', 'phi'];

describe.for(['light', 'dark'] as const)('%s theme', (theme) => {
  const colours = new Map(tokens.map((token) => [token.name, linear(...(token[theme] as Colour))]));
  const colour = (name: string): Colour => {
    const found = colours.get(name);
    if (!found) throw new Error(`tokens.css has no colour --${name}`);
    return found;
  };

  it('has only colours that a screen can show', () => {
    expect(tokens.length).toBeGreaterThanOrEqual(11);
    for (const [name, channels] of colours) {
      for (const channel of channels) {
        expect(channel, name).toBeGreaterThan(-0.003);
        expect(channel, name).toBeLessThan(1.003);
      }
    }
  });

  it.for(['ink', 'ink-soft', 'alarm', ...dimensions])('reads --%s as text on paper and wash', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour(name), colour('wash'))).toBeGreaterThanOrEqual(4.5);
  });

  it('shows the edges of controls', () => {
    expect(contrast(colour('control'), colour('paper'))).toBeGreaterThanOrEqual(3);
  });

  it.for(Object.keys(vision))('keeps the dimensions apart for %s', (kind) => {
    const matrix = vision[kind];
    if (!matrix) throw new Error(kind);
    for (const [index, one] of dimensions.entries()) {
      for (const other of dimensions.slice(index + 1)) {
        const [a, b] = [oklab(seen(matrix, colour(one))), oklab(seen(matrix, colour(other)))];
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        expect(distance, `${one} and ${other}`).toBeGreaterThanOrEqual(0.088);
      }
    }
  });
});
