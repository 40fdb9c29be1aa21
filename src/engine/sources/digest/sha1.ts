import { type Mixing, RunningDigest } from './merkle-damgard.ts';

const schedule = new Int32Array(80);

/** FIPS 180-4, 6.1. */
const sha1Mixing: Mixing = {
  initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0],
  mix(state, bytes, at) {
    const w = schedule;
    for (let i = 0; i < 16; i++) w[i] = bytes.getInt32(at + 4 * i);
    for (let i = 16; i < 80; i++) {
      const x = (w[i - 3] as number) ^ (w[i - 8] as number) ^ (w[i - 14] as number) ^ (w[i - 16] as number);
      w[i] = (x << 1) | (x >>> 31);
    }
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let e = state[4] as number;
    for (let i = 0; i < 80; i++) {
      let chosen = b ^ c ^ d;
      let constant = i < 40 ? 0x6ed9eba1 : 0xca62c1d6;
      if (i < 20) {
        chosen = (b & c) ^ (~b & d);
        constant = 0x5a827999;
      } else if (i >= 40 && i < 60) {
        chosen = (b & c) ^ (b & d) ^ (c & d);
        constant = 0x8f1bbcdc;
      }
      const next = (((a << 5) | (a >>> 27)) + chosen + e + constant + (w[i] as number)) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = next;
    }
    state[0] = ((state[0] as number) + a) | 0;
    state[1] = ((state[1] as number) + b) | 0;
    state[2] = ((state[2] as number) + c) | 0;
    state[3] = ((state[3] as number) + d) | 0;
    state[4] = ((state[4] as number) + e) | 0;
  },
};

/** SHA-1 in plain arithmetic: what git names its blobs by, and by that some hosts their files. */
export const sha1 = (): RunningDigest => new RunningDigest(sha1Mixing);
