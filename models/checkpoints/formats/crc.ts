/** Cyclic redundancy checks of 32 bits, reflected, start and final XOR 0xffffffff (RFC 3720, appendix B.4; ISO 3309). */

/** The CRC of `bytes`; `previous` is the CRC of what came before, where the bytes come in pieces. */
type Crc = (bytes: Uint8Array, previous?: number) => number;

/** Castagnoli's, which TensorFlow's checkpoints and LevelDB's tables store. */
export const crc32c: Crc = checkOf(0x82f63b78);

/** The one of zip archives, gzip and PNG. */
export const crc32: Crc = checkOf(0xedb88320);

function checkOf(polynomial: number): Crc {
  let tables: Uint32Array[] | undefined;
  return (bytes, previous = 0) => {
    tables ??= tablesOf(polynomial);
    const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [Uint32Array, ...Uint32Array[]] as Uint32Array[];
    let crc = ~previous;
    let i = 0;
    for (; i + 8 <= bytes.length; i += 8) {
      const low = crc ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
      crc =
        t7![low & 0xff]! ^
        t6![(low >>> 8) & 0xff]! ^
        t5![(low >>> 16) & 0xff]! ^
        t4![low >>> 24]! ^
        t3![bytes[i + 4]!]! ^
        t2![bytes[i + 5]!]! ^
        t1![bytes[i + 6]!]! ^
        t0![bytes[i + 7]!]!;
    }
    for (; i < bytes.length; i++) crc = t0![(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
    return ~crc >>> 0;
  };
}

/** Slicing by eight: table k holds the effect of a byte that is followed by k more. About ten times as fast as byte by byte. */
function tablesOf(polynomial: number): Uint32Array[] {
  const first = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    first[byte] = crc;
  }
  const tables = [first];
  for (let k = 1; k < 8; k++) tables.push(tables[k - 1]!.map((crc) => first[crc & 0xff]! ^ (crc >>> 8)));
  return tables;
}

/** The form in which LevelDB tables and TensorFlow checkpoints store a CRC: rotated right by 15, plus 0xa282ead8. */
export function maskCrc32c(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
