import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { lackingOverHttp } from '../../words/en/plain-http.ts';
import { localAddresses, qrLines } from './lan.ts';
import { listen, portOf } from './listen.ts';

const servers: Server[] = [];
const server = () => {
  const made = createServer();
  servers.push(made);
  return made;
};
afterEach(() => {
  for (const each of servers.splice(0)) each.close();
});
const host = '127.0.0.1';

describe('ports', () => {
  test('what is none is a sentence', () => {
    expect(portOf('8080', '--port')).toBe(8080);
    for (const text of ['', '0', '65536', '80.5', 'x', '-1'])
      expect(() => portOf(text, '--port')).toThrow(/--port must be a whole number from 1 to 65535/);
  });

  test('one that is taken: a sentence where it was asked for, else the next free one', async () => {
    const first = server();
    await new Promise<void>((resolve) => first.listen(0, host, resolve));
    const { port: taken } = first.address() as AddressInfo;
    await expect(listen(server(), { asked: taken, usual: 4321, host })).rejects.toThrow(
      `Port ${taken} is taken by another program`,
    );
    const second = server();
    const found = await listen(second, { asked: undefined, usual: taken, host });
    expect(found).toBeGreaterThan(taken);
    expect(second.address()).toMatchObject({ address: host, port: found });
  });
});

test('addresses that others may reach, the likeliest first', () => {
  const place = (address: string, more: object = {}) => ({
    family: 'IPv4',
    address,
    internal: false,
    ...more,
  });
  expect(
    localAddresses({
      lo: [place('127.0.0.1', { internal: true })],
      docker0: [place('172.17.0.1')],
      eth0: [place('10.1.2.3'), place('fe80::1', { family: 'IPv6' })],
      wlan0: [place('192.168.1.20'), place('169.254.3.4')],
      tun0: [place('10.8.0.2')],
    }),
  ).toEqual(['192.168.1.20', '10.1.2.3']);
});

test('a QR code: a square with a finder in three of its corners', () => {
  const lines = qrLines('http://192.168.1.20:4321/').map(stripVTControlCharacters);
  const rows = lines.flatMap((line) => [
    [...line].map((each) => each === '█' || each === '▀'),
    [...line].map((each) => each === '█' || each === '▄'),
  ]);
  const side = rows[0]!.length - 4;
  // Version 2 has 25 modules a side, and is the smallest that holds this address.
  expect(side).toBe(25);
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
  for (const [top, left] of [
    [2, 2],
    [2, 2 + side - 7],
    [2 + side - 7, 2],
  ] as const)
    for (const [i, row] of finder.entries())
      expect(
        rows[top + i]!.slice(left, left + 7)
          .map((dark) => (dark ? '1' : '0'))
          .join(''),
      ).toBe(row);
  expect(rows[0]).not.toContain(true);
});

test('who serves over http is told of WebGPU, the camera and the store', () => {
  expect(lackingOverHttp.join(' ')).toMatch(/WebGPU.*camera.*store/);
});
