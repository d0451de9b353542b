import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toLab } from '../../../web/charts/lab_colour';
import { specialToken } from '../../../web/charts/mark';
import { parseRgb, type Rgb } from '../../../web/charts/rgb';
import { absent, findingTokens, otherFinding, ramps } from '../../../web/views/map/map_scale';
import { classTokens } from '../../../web/views/shared/class_colours';

const specials = (['zero', 'subnormal', 'infinite', 'nan'] as const).map((mark) =>
  specialToken(mark)!,
);
/** Colours that stand in one picture. */
const pictures = {
  'a matrix': ['--positive', '--negative', '--panel', ...specials],
  'sizes of a gradient': ['--backward-soft', '--backward', ...specials],
  'the causes': [
    '--cause-weights',
    '--cause-activation',
    '--cause-normalization',
    '--cause-dropout',
    '--cause-residual',
    '--neutral',
  ],
  'the classes of data': classTokens,
  'the losses': ['--ink', '--test-loss'],
};

const sheets = ['web/styles/tokens.css', 'web/views/map/MapView.svelte'].map((file) =>
  readFileSync(file, 'utf8'),
);

/** Both colours of a token, light and dark. */
function coloursOf(token: string): [Rgb, Rgb] {
  const other = new RegExp(`${token}: var\\((--[\\w-]+)\\)`).exec(sheets[0]!)?.[1];
  if (other) return coloursOf(other);
  const found = sheets
    .map((sheet) => new RegExp(`${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(sheet))
    .find((match) => match !== null);
  const [light, dark] = [found![1]!, found![2]!].map(fromHex);
  return [light!, dark!];
}
function fromHex(hex: string): Rgb {
  return parseRgb(hex)!;
}

/** As somebody sees a colour who lacks one kind of cones: Machado, Oliveira & Fernandes 2009, of linear light. */
const eyes = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
};
function seenBy(eye: keyof typeof eyes, { r, g, b }: Rgb) {
  const light = [r, g, b].map((one) => {
    const share = one / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [red, green, blue] = [0, 3, 6].map((row) => {
    const sum = light.reduce((all, one, column) => all + one * eyes[eye][row + column]!, 0);
    const linear = Math.min(1, Math.max(0, sum));
    return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
  });
  return toLab({ r: red!, g: green!, b: blue!, opacity: 1 });
}
const apart = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((one, at) => one - b[at]!));

describe.each([0, 1])('of the light and the dark page (%i)', (page) => {
  describe.each(Object.keys(eyes) as (keyof typeof eyes)[])('%s', (eye) => {
    const seen = (token: string) => seenBy(eye, coloursOf(token)[page]!);

    test('a vanishing gradient, a negative number, lost digits, none and no number are five colours', () => {
      const [vanishing, negative] = ['--vanishing', '--negative'].map(seen);
      expect(apart(vanishing!, negative!)).toBeGreaterThan(19);
      const lost = specialToken('subnormal')!;
      for (const other of ['--vanishing', specialToken('zero')!, specialToken('nan')!]) {
        expect(apart(seen(lost), seen(other)), other).toBeGreaterThan(19);
      }
    });

    test.each(Object.entries(pictures))('of %s, colours lie at least 19 apart', (_, tokens) => {
      for (const [at, one] of tokens.entries()) {
        for (const other of tokens.slice(0, at)) {
          expect(apart(seen(one), seen(other)), `${one} ${other}`).toBeGreaterThan(19);
        }
      }
    });

    test('of a map, findings lie at least 20 apart', () => {
      const tokens = [...new Set([...Object.values(findingTokens), otherFinding, absent])];
      for (const [at, one] of tokens.entries()) {
        for (const other of tokens.slice(0, at)) {
          expect(apart(seen(one), seen(other)), `${one} ${other}`).toBeGreaterThan(20);
        }
      }
    });

    test('neighbours on a ramp differ in lightness, and in the middle no less than at the ends', () => {
      for (const [quantity, ramp] of Object.entries(ramps)) {
        const lights = ramp.map((token) => seen(token)[0]);
        const steps = lights.slice(1).map((light, at) => light - lights[at]!);
        const middle = (steps.length - 1) / 2;
        for (const [at, step] of steps.entries()) {
          expect(Math.abs(step), `${quantity} ${at}`).toBeGreaterThan(7);
        }
        const inner = steps.filter((_, at) => Math.abs(at - middle) < 1).map(Math.abs);
        const outer = Math.max(...steps.map(Math.abs));
        for (const step of inner) expect(step, quantity).toBeGreaterThan(outer / 2);
      }
    });

    test('a ramp of sizes gets ever lighter, and one of ratios turns at 1', () => {
      const rising = (tokens: readonly string[]) => {
        const lights = tokens.map((token) => seen(token)[0]);
        const ways = lights.slice(1).map((light, at) => Math.sign(light - lights[at]!));
        return new Set(ways).size === 1 ? ways[0] : NaN;
      };
      expect(rising(ramps.loss)).toBe(1);
      const middle = (ramps.ratio.length - 1) / 2;
      const first = rising(ramps.ratio.slice(0, middle + 1));
      expect(Math.abs(first!)).toBe(1);
      expect(rising(ramps.ratio.slice(middle))).toBe(-first!);
    });
  });
});
