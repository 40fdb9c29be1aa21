/** A colour of a map: red, green, blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A ramp of 256 colours, three bytes each. */
export type ColorRamp = Uint8Array;

/** OKLCH to 8-bit sRGB (Björn Ottosson's OKLab matrices); colours outside sRGB lose chroma until they fit. */
export function oklchToRgb(lightness: number, chroma: number, hue: number): Rgb {
  for (let c = chroma; ; c -= 0.004) {
    const linear = linearRgb(lightness, Math.max(0, c), hue);
    if (c <= 0 || linear.every((value) => value >= -0.0005 && value <= 1.0005)) {
      const [r, g, b] = linear.map(toByte);
      return [r ?? 0, g ?? 0, b ?? 0];
    }
  }
}

function linearRgb(lightness: number, chroma: number, hue: number): readonly number[] {
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

function toByte(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255);
}

/** Lightness (OKLab's L, 0 to 1) of a colour: what a ramp must be even in. */
export function lightnessOf([red, green, blue]: Rgb): number {
  const [r, g, b] = [red, green, blue].map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

function ramp(color: (position: number) => Rgb): ColorRamp {
  const bytes = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) bytes.set(color(i / 255), i * 3);
  return bytes;
}

/**
 * For magnitudes (feature maps, activation maps): even steps of lightness from a deep violet over red to a pale yellow.
 * It reads the same on paper and on a dark page, and in grey.
 */
export const sequential: ColorRamp = ramp((t) =>
  oklchToRgb(0.2 + 0.76 * t, 0.05 + 0.13 * Math.sin(Math.PI * Math.min(1, 0.12 + 0.88 * t)), 300 + 165 * t),
);

/** For signed values: blue below zero, a middle grey at zero, orange above; lightness grows evenly throughout. */
export const diverging: ColorRamp = ramp((t) => {
  const away = Math.abs(t - 0.5) * 2;
  return oklchToRgb(0.35 + 0.5 * t, 0.15 * away, t < 0.5 ? 255 : 60);
});

/** The colour at a position from 0 to 1; positions outside, and what is no number, are moved to the ends. */
export function colorAt(colors: ColorRamp, position: number): Rgb {
  const index = position > 0 ? Math.min(255, Math.round(position * 255)) : 0;
  return [colors[index * 3] ?? 0, colors[index * 3 + 1] ?? 0, colors[index * 3 + 2] ?? 0];
}

/** `rgb(12 34 56)`. */
export function cssColor(color: Rgb): string {
  return `rgb(${color.join(' ')})`;
}

/** Smallest and largest of some values; [0, 1] for none, and never an empty range. */
export function rangeOf(values: ArrayLike<number>): readonly [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  return low === high ? [low, low + 1] : [low, high];
}

/** RGBA pixels of some values between `low` and `high`, for an ImageData or a picture file. */
export function paintValues(
  values: ArrayLike<number>,
  [low, high]: readonly [number, number],
  colors: ColorRamp = sequential,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  const scale = 255 / (high - low || 1);
  for (let i = 0; i < values.length; i++) {
    const index = Math.min(255, Math.max(0, Math.round(((values[i] ?? 0) - low) * scale))) * 3;
    pixels[i * 4] = colors[index] ?? 0;
    pixels[i * 4 + 1] = colors[index + 1] ?? 0;
    pixels[i * 4 + 2] = colors[index + 2] ?? 0;
    pixels[i * 4 + 3] = 255;
  }
  return pixels;
}
