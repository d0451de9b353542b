import { describe, expect, test } from 'vitest';
import { formatCount, formatNumber, formatShare, writeNumber } from '../../../web/text/numbers';

describe('a number is written with three significant digits', () => {
  test.each([
    [0, '0'],
    [0.2137, '0.214'],
    [0.5, '0.5'],
    [1, '1'],
    [12.345, '12.3'],
    [1234.5, '1230'],
    [98765, '98800'],
    [-0.25, '−0.25'],
    [0.001, '0.001'],
    [0.0009994, '9.99\u00a0×\u00a010⁻⁴'],
    [123456, '1.23\u00a0×\u00a010⁵'],
    [3.2e-7, '3.2\u00a0×\u00a010⁻⁷'],
    [-9.9999e-13, '−1\u00a0×\u00a010⁻¹²'],
    [5e-324, '4.94\u00a0×\u00a010⁻³²⁴'],
  ])('%d is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test('rounding that reaches the next power of ten is written as that power', () => {
    expect(formatNumber(0.00099999)).toBe('0.001');
    expect(formatNumber(99999)).toBe('1\u00a0×\u00a010⁵');
  });

  test('what is no ordinary number has a name of its own', () => {
    expect(formatNumber(NaN)).toBe('NaN');
    expect(formatNumber(Infinity)).toBe('∞');
    expect(formatNumber(-Infinity)).toBe('−∞');
    expect(formatNumber(-0)).toBe('0');
  });

  test('the power of ten is apart, for places that can raise it', () => {
    expect(writeNumber(3.2e-7)).toEqual({ digits: '3.2', exponent: -7 });
  });
});

test('a share is a percentage', () => {
  expect(formatShare(0.1834)).toBe('18.3\u00a0%');
  expect(formatShare(1)).toBe('100\u00a0%');
});

test('a count keeps all its digits, in groups of three', () => {
  expect(formatCount(1234567)).toBe('1\u202f234\u202f567');
  expect(formatCount(999)).toBe('999');
});
