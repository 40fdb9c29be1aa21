import { expect, test } from 'vitest';
import { headersFor, parseHeaders } from './headers-file.ts';

test('the headers of a path are those of every rule that matches it, the last one winning', () => {
  const rules = parseHeaders(`# all files
/*
  X-Frame-Options: DENY
  Cache-Control: no-cache

/assets/*
  Cache-Control: public, max-age=31536000
`);
  expect([...headersFor(rules, '/index.html')]).toEqual([
    ['x-frame-options', 'DENY'],
    ['cache-control', 'no-cache'],
  ]);
  expect(headersFor(rules, '/assets/a.js').get('cache-control')).toBe('public, max-age=31536000');
});

test('a line that is neither path nor header is refused', () => {
  expect(() => parseHeaders('/*\n  nonsense')).toThrow('nonsense');
});
