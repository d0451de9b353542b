import { vanishingLimit } from '../module/names';
import type { Lab } from '../lab/lab.svelte';
import { LessonError } from '../lessons/lesson';
import { parseLesson } from '../lessons/parse';
import { t } from '../text/words.svelte';

/** The text of a lesson that is being written. It stays with its lab while the editor is closed. */
export class Draft {
  text = $state('');
  /** Of the file that it is saved as, without the ending. */
  name = $state('lesson');
  #saved = $state('');

  constructor(private readonly lab: Lab) {}

  begin(text: string, name = 'lesson'): void {
    this.text = this.#saved = text;
    this.name = name.replace(/\.lesson$/i, '').replace(/[^\p{L}\p{N}_-]+/gu, '_') || 'lesson';
  }

  markSaved(): void {
    this.#saved = this.text;
  }

  /** Whether another text may take its place: the reader is asked where this one was not saved. */
  mayGo(): boolean {
    return !this.isChanged || confirm(t('editor.discard'));
  }

  get isChanged(): boolean {
    return this.text !== this.#saved;
  }

  /** What is wrong with it; null: it can be read. */
  readonly fault = $derived.by((): LessonError | null => {
    try {
      parseLesson(this.text, undefined, this.lab.schema);
      return null;
    } catch (error) {
      if (error instanceof LessonError) return error;
      throw error;
    }
  });
}

const drafts = new WeakMap<Lab, Draft>();

/** The draft of a lab: a first lesson to go on from, where none was begun. */
export function draftOf(lab: Lab): Draft {
  const known = drafts.get(lab);
  if (known) return known;
  const draft = new Draft(lab);
  draft.begin(firstLesson(lab.link));
  drafts.set(lab, draft);
  return draft;
}

/** A whole small lesson on what the lab shows. */
export const firstLesson = (link: string): string => `ebb lesson 1

# title
${t('editor.first_title')}

# start
link: ${link}

# question
${t('editor.first_question')}

# guess choice
- ${t('editor.first_vanishes')} :: one.ratio < ${1 / vanishingLimit}
- ${t('editor.first_stays')} :: one.ratio >= ${1 / vanishingLimit}

# run one
link: ${link}

# scene question
show: signal
position: start

# outcome
${t('editor.first_outcome')} {one.ratio}

# explanation
${t('editor.first_explanation')}
`;
