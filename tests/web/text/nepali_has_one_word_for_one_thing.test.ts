import { describe, expect, it } from 'vitest';
import clinic from '../../../web/text/clinic/ne.json';
import handin from '../../../web/text/handin/ne.json';
import help from '../../../web/text/help/ne.json';
import ne from '../../../web/text/ne.json';
import teacher from '../../../web/text/teacher/ne.json';

const catalogue: Record<string, string> = { ...ne, ...clinic, ...handin, ...help, ...teacher };
const texts = Object.entries(catalogue);

/** The glossary: the page's word for a thing, and the words that stood for the same thing beside it. */
const glossary: { meaning: string; word: string; never: RegExp }[] = [
  { meaning: 'lab', word: 'ल्याब', never: /प्रयोगशाला/ },
  { meaning: 'clinic', word: 'उपचार कक्ष', never: /क्लिनिक/ },
  { meaning: 'verdict', word: 'ठहर', never: /निर्णय/ },
  { meaning: 'output', word: 'आउटपुट', never: /निर्गत/ },
  { meaning: 'row, line of a file', word: 'पङ्क्ति', never: /हरफ/ },
  { meaning: 'key of the keyboard', word: 'कुञ्जी', never: /किले|कीले/ },
  { meaning: 'experiment that is run', word: 'प्रयोग', never: /दौड/ },
  { meaning: 'mark', word: 'चिह्न', never: /चिन्ह/ },
  {
    meaning: 'setting',
    word: 'सेटिङ',
    never: /लिङ्कको एउटा मान|फरक भएका मान|केही मान प्रयोग|बदलिने मान/,
  },
  { meaning: 'because', word: 'किनभने', never: /किनकि/ },
  { meaning: 'without', word: 'विना', never: /बिना/ },
  { meaning: 'on its way back', word: 'फर्कँदा', never: /फर्किँद/ },
  { meaning: 'to multiply', word: 'गुणा', never: /गुणन (गर|हु|भ)/ },
  { meaning: 'residual connection', word: 'रेजिडुअल जडान', never: /रेजिडुअल बाट/ },
  { meaning: 'variance', word: 'प्रसरण', never: /भेरियन्स/ },
  { meaning: 'step of training', word: 'चरण', never: /(?<!तहसम्मको )पाइला/ },
  { meaning: 'accuracy', word: 'शुद्धता', never: /तालिममा सही|परीक्षणमा सही/ },
];

describe('the Nepali catalogue', () => {
  it.each(glossary)('says $word for “$meaning”, and nothing else', ({ word, never }) => {
    expect(texts.filter(([, text]) => never.test(text)).map(([key]) => key)).toEqual([]);
    expect(texts.some(([, text]) => text.includes(word))).toBe(true);
  });

  it('never lets the gradient go forward on its way back', () => {
    const back = texts.filter(([key]) =>
      /_backward(_open)?$|^matrix\.(leaving|arriving)$/.test(key),
    );
    expect(back.length).toBeGreaterThan(9);
    expect(back.filter(([, text]) => text.includes('अगाडि')).map(([key]) => key)).toEqual([]);
  });

  it('asks politely on every button of the toolbar and the transport', () => {
    const buttons = [
      'app.copy_link',
      'app.save',
      'app.open',
      'header_actions.print',
      'header_actions.download',
      'app.close',
      'compare.button',
      'embed.button',
      'lesson.open',
      'lesson.close',
      'transport.play',
      'transport.pause',
      'transport.forward',
      'transport.back',
      'transport.reset',
      'transport.stop',
      'digest.copy',
      'embed.copy',
      'pytorch.copy',
      'pytorch.save',
    ];
    expect(buttons.filter((key) => !catalogue[key]?.endsWith('नुहोस्'))).toEqual([]);
  });

  it('says parts of a gradient so that they can stand after a colon', () => {
    const sentences = texts.filter(
      ([key, text]) => key.startsWith('operation_sentence.') && text.includes('{part}'),
    );
    expect(sentences).not.toEqual([]);
    const wrong = sentences.filter(([, text]) => !text.includes('पछाडि जाने ग्रेडियन्ट: {part}'));
    expect(wrong).toEqual([]);
  });
});
