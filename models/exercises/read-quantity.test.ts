import { describe, expect, test } from 'vitest';
import { readQuantity } from './read-quantity.ts';

describe('a number in whatever way it is written', () => {
  test.each([
    ['386M', 386e6],
    ['3.858e8', 385.8e6],
    ['3.86 × 10^8', 386e6],
    ['385,814,784', 385814784],
    ['385 814 784', 385814784],
    ['385\u202f814\u202f784', 385814784],
    ['385.814.784', 385814784],
    ['385.8 million', 385.8e6],
    ['385,8 Million', 385.8e6],
    ['3.858亿', 385.8e6],
    ['3억 8581만', 385810000],
    ['3억8,581만 4784', 385814784],
    ['10,838,016', 10838016],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['0,5', 0.5],
    ['.5', 0.5],
    ['24 %', 0.24],
    ['144×', 144],
    ['144 times', 144],
    ['−3', -3],
    ['≈ 4', 4],
    ['３８６', 386],
    ['1,000', 1000],
    ['3.858', 3.858],
  ])('%s', (text, value) => {
    expect(readQuantity(text)).toBeCloseTo(value, 6);
  });
});

test.each(['', '   ', 'many', '3 apples', '1.2.3', '--4', '4-', '5M 6B', '1e999', '3,4,5', 'M', '12a'])(
  '“%s” is none',
  (text) => {
    expect(readQuantity(text)).toBeNull();
  },
);
