import { describe, expect, it } from 'vitest';
import { ramp } from '../../../web/charts/colour';
import { linearScale } from '../../../web/charts/linear_scale';
import { firstFrom, nearest } from '../../../web/charts/nearest';
import { formatHex, parseRgb } from '../../../web/charts/rgb';
import { roundLimit, roundSteps } from '../../../web/charts/round_steps';

describe('a linear scale', () => {
  it('places values in proportion, and leads back', () => {
    const scale = linearScale([-1, 3], [100, 20]);
    expect([-1, 1, 3, 5].map(scale)).toEqual([100, 60, 20, -20]);
    expect([100, 60, -20].map(scale.invert)).toEqual([-1, 1, 5]);
  });

  it('puts a domain without extent into the middle', () => {
    expect(linearScale([2, 2], [0, 10])(2)).toBe(5);
    expect(linearScale([2, 4], [10, 10]).invert(10)).toBe(2);
  });
});

describe('round steps', () => {
  it('are 1, 2 or 5 times a power of ten, exactly', () => {
    expect(roundSteps(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(roundSteps(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(roundSteps(-1.25, 2.25, 4)).toEqual([-1, 0, 1, 2]);
    expect(roundSteps(0, 1700, 4)).toEqual([0, 500, 1000, 1500]);
    expect(roundSteps(7, 7, 4)).toEqual([7]);
    expect(roundSteps(0, 1, 0)).toEqual([]);
    expect(roundSteps(0, Infinity, 4)).toEqual([]);
  });

  it('are about as many as were asked for', () => {
    for (let power = -8; power <= 8; power += 0.37) {
      for (const count of [2, 5, 9]) {
        const steps = roundSteps(0, 10 ** power, count).length;
        expect(steps).toBeGreaterThanOrEqual(count / 2);
        expect(steps).toBeLessThanOrEqual(count * 1.5 + 1);
      }
    }
  });

  it('end an axis at a round number over the limit', () => {
    expect(roundLimit(0.69, 4)).toBe(0.8);
    expect(roundLimit(0.8, 4)).toBe(0.8);
    expect(roundLimit(13, 4)).toBe(15);
    expect(roundLimit(0, 4)).toBe(0);
  });
});

describe('the nearest of ascending numbers', () => {
  it('is found, at the ends too', () => {
    const numbers = [0, 10, 20];
    expect([-5, 4, 6, 15, 16, 99].map((value) => nearest(numbers, value))).toEqual([
      0, 0, 1, 2, 2, 2,
    ]);
    expect(nearest([], 3)).toBe(0);
    expect([-5, 10, 11, 99].map((value) => firstFrom(numbers, value))).toEqual([0, 1, 2, 3]);
  });
});

describe('colours', () => {
  it('are read as browsers compute them', () => {
    expect(parseRgb('rgb(1, 20, 255)')).toEqual({ r: 1, g: 20, b: 255, opacity: 1 });
    expect(parseRgb('rgba(1 20 255 / 50%)')).toEqual({ r: 1, g: 20, b: 255, opacity: 0.5 });
    expect(parseRgb('color(srgb 1 0 0.2)')).toEqual({ r: 255, g: 0, b: 51, opacity: 1 });
    expect(parseRgb('#0a8')).toEqual(parseRgb('#00aa88'));
    expect(parseRgb('transparent')?.opacity).toBe(0);
    expect(parseRgb('hsl(0 0% 0%)')).toBeNull();
    expect(formatHex({ r: -3, g: 15.6, b: 300, opacity: 1 })).toBe('#0010ff');
  });

  it('are mixed in CIELAB: between black and white lies lightness 50', () => {
    const { css } = ramp('#000000', '#ffffff');
    expect(css(0)).toBe('rgb(0, 0, 0)');
    expect(css(1)).toBe('rgb(255, 255, 255)');
    // L* = 50 is 18.4 % of the light, sRGB 119.
    expect(parseRgb(css(0.5))!.r).toBeGreaterThanOrEqual(118);
    expect(parseRgb(css(0.5))!.r).toBeLessThanOrEqual(120);
    expect(ramp('#0000ff', '#ffffff').css(0)).toBe('rgb(0, 0, 255)');
  });
});
