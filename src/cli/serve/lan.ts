import { networkInterfaces } from 'node:os';
import { qrOf } from '../../components/qr.ts';

/** An address of a machine in its networks, as `os.networkInterfaces` tells it. */
export interface Place {
  readonly family: string;
  readonly address: string;
  readonly internal: boolean;
}

/** Networks of containers and virtual machines on this very machine, which nobody else reaches. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|zt|lxc)/;
/** Addresses that homes and schools give out (RFC 1918), in the order in which they are likely. */
const likely = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./];

const rank = (address: string) => {
  const found = likely.findIndex((pattern) => pattern.test(address));
  return found < 0 ? likely.length : found;
};

/** Where others in the local network find this machine, the likeliest address first. */
export function localAddresses(
  interfaces: Readonly<Record<string, readonly Place[] | undefined>> = networkInterfaces(),
): string[] {
  return Object.entries(interfaces)
    .filter(([name]) => !virtual.test(name))
    .flatMap(([, places]) => places ?? [])
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address)
    .sort((a, b) => rank(a) - rank(b));
}

/** Light modules around a QR code, as its standard wants them. */
const quiet = 2;

/** A QR code in lines of text, two rows of modules a line: dark on the light that is drawn around it, whatever the terminal's colours. */
export function qrLines(text: string): string[] {
  const code = qrOf(text);
  if (code === undefined) return [];
  const { side, isDark } = code;
  const lines: string[] = [];
  for (let row = -quiet; row < side + quiet; row += 2) {
    let line = '';
    for (let column = -quiet; column < side + quiet; column++) {
      const [upper, lower] = [isDark(row, column), isDark(row + 1, column)];
      line += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
    }
    lines.push(`\u001b[30;107m${line}\u001b[0m`);
  }
  return lines;
}
