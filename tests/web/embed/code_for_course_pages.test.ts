import { expect, test } from 'vitest';
import { codeFor, type Embedding } from '../../../web/embed/code';
import { defaults } from '../../../web/embed/options';

const embedding: Embedding = {
  options: { ...defaults, view: 'profile', locked: ['gain', 'seed'], origin: 'https://c.example' },
  language: null,
  experiment: 'hidden=16*20&activation=tanh',
  fields: ['hidden', 'activation', 'gain', 'seed'],
  base: new URL('https://ebb.example/lab/'),
  title: 'Ebb: "a" < b & c',
  width: '100%',
  height: 640,
  fits: true,
};
const address =
  'https://ebb.example/lab/?view=profile&lock=gain,seed&origin=https://c.example#hidden=16*20&activation=tanh';

test('a frame has its settings before the # and the experiment after it', () => {
  expect(codeFor('frame', embedding)).toBe(
    `<iframe
  src="${address.replaceAll('&', '&amp;')}"
  title="Ebb: &quot;a&quot; &lt; b &amp; c"
  width="100%"
  height="640"
  loading="lazy"
  data-ebb
></iframe>
<script type="module" src="https://ebb.example/lab/ebb-frame.js"></script>`,
  );
});

test('a frame of a fixed height needs no script', () => {
  const code = codeFor('frame', { ...embedding, fits: false });
  expect(code).not.toContain('<script');
  expect(code).not.toContain('data-ebb');
});

test('an element has its settings as attributes, and no origin', () => {
  expect(codeFor('element', embedding)).toBe(
    `<script type="module" src="https://ebb.example/lab/ebb-lab.js"></script>
<ebb-lab
  experiment="hidden=16*20&amp;activation=tanh"
  view="profile"
  locked="gain seed"
></ebb-lab>`,
  );
});

test('kept experiments travel along, before the # and as an attribute', () => {
  const options = { ...defaults, compare: ['', 'activation=relu&clip=norm'] };
  const kept = { ...embedding, options, fits: false };
  expect(codeFor('frame', kept)).toContain(
    'src="https://ebb.example/lab/?compare=;activation=relu%26clip=norm#hidden=16*20&amp;activation=tanh"',
  );
  expect(codeFor('element', kept)).toContain('compare=";activation=relu&amp;clip=norm"');
});

test('a language that was chosen is in the address and in an attribute', () => {
  const nepali = { ...embedding, options: defaults, language: 'ne', fits: false };
  expect(codeFor('frame', nepali)).toContain('https://ebb.example/lab/?lang=ne#hidden');
  expect(codeFor('element', nepali)).toContain(' lang="ne"');
});

test('a notebook gets the address as a string', () => {
  expect(codeFor('notebook', embedding)).toBe(
    `from IPython.display import IFrame

IFrame(
    ${JSON.stringify(address)},
    width="100%",
    height=640,
)`,
  );
});

test('nothing that is typed ends an attribute or a string', () => {
  const typed = { ...embedding, width: '"><script>alert(1)</script>', title: '"><b>' };
  expect(codeFor('frame', typed)).not.toMatch(/"><(script>a|b)/);
  expect(codeFor('notebook', { ...typed, width: '")\nimport os #' })).not.toContain('\nimport os');
});
