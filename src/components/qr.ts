import qrcode from 'qrcode-generator';

/** A QR code as its modules. */
export interface QrCode {
  /** Modules along a side. */
  readonly side: number;
  readonly isDark: (row: number, column: number) => boolean;
}

/** Light modules around a code, as its standard wants them. */
export const quietModules = 4;

/** A text as a QR code that stands 15 % of damage; undefined where it is too long for any. */
export function qrOf(text: string): QrCode | undefined {
  try {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const side = code.getModuleCount();
    return {
      side,
      isDark: (row, column) =>
        row >= 0 && row < side && column >= 0 && column < side && code.isDark(row, column),
    };
  } catch {
    // The library throws the length that it could not hold.
    return undefined;
  }
}

/** The dark modules as a path in an image of `side` + 2 · `quietModules` units a side, a run of modules a piece. */
export function qrPath({ side, isDark }: QrCode): string {
  const runs: string[] = [];
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      if (!isDark(row, column)) continue;
      const from = column;
      while (isDark(row, column + 1)) column++;
      runs.push(
        `M${from + quietModules} ${row + quietModules}h${column - from + 1}v1h-${column - from + 1}z`,
      );
    }
  return runs.join('');
}
