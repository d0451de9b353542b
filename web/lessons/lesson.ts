import type { Condition, Expression } from './expression';
import type { RichText } from './rich_text';
import type { Scene } from './scene';

/** What is wrong with a lesson's file, as the name of a message, and where. */
export class LessonError extends Error {
  /** What was found there: its beginning, where it is long. */
  readonly got: string;

  constructor(
    readonly reason: LessonFault,
    /** Counted from 1. */
    readonly line: number,
    got = '',
    /** What could stand there instead. */
    readonly takes = '',
  ) {
    const start = [...got.slice(0, 200)].slice(0, 60).join('');
    super(`line ${line}: ${reason} ${start}`);
    this.got = start;
  }
}

export type LessonFault =
  | 'no_header'
  | 'newer'
  | 'too_large'
  | 'unknown_section'
  | 'second_section'
  | 'missing_section'
  | 'unknown_key'
  | 'missing_key'
  | 'bad_line'
  | 'bad_number'
  | 'empty_range'
  | 'bad_name'
  | 'not_one_of'
  | 'bad_expression'
  | 'unknown_run'
  | 'unknown_figure'
  | 'unknown_theory'
  | 'unknown_field'
  | 'unknown_operation'
  | 'locked'
  | 'unknown_lesson'
  | 'not_in_file'
  | 'elsewhere'
  | 'unlisted'
  | 'not_closed'
  | 'bad_source'
  | 'too_few'
  | 'too_many'
  | 'too_long'
  | 'not_beside';

/** An experiment of a lesson, and how far it is run. */
export interface LessonRun {
  name: string;
  /** Of its heading in the file. */
  line: number;
  link: string;
  /** What no link carries: the data as CSV. */
  table: string;
  /** 0: the walk back before the first update. */
  iterations: number;
}

/** What the reader is asked before anything is run. */
export type Guess =
  | { kind: 'number'; of: Expression; from: number; to: number; scale: 'linear' | 'log' }
  | { kind: 'choice'; choices: { text: RichText; holds: Condition }[] }
  /** A line over the layers; `of` is a run whose signal it foretells. */
  | { kind: 'profile'; of: string; from: number; to: number };

/** What has to be known of the experiment's fields, as the core lists them. */
export type Fields = readonly { name: string; type: string; kinds?: readonly string[] }[];

/** A number of the live experiment that can be moved in the lesson. */
export interface NumberKnob {
  name: string;
  field: string;
  /** For a list of numbers: which of them, counted from 0. */
  index: number | null;
  from: number;
  to: number;
  scale: 'linear' | 'log';
}

/** A setting of the live experiment that takes one of a few words. */
export interface KindKnob {
  name: string;
  field: string;
  kinds: readonly string[];
}

export type Knob = NumberKnob | KindKnob;

/** Something to bring about by oneself. */
export interface Task {
  goal: Condition;
  /** Fields that have to stay as they are at the start. */
  keep: string[];
}

/** A network with hidden faults, to be found with so many looks and cured with so many changes. */
export interface Clinic {
  faults: number;
  looks: number;
  changes: number;
  /** Of the network, where the learner has none of their own. */
  seed: number;
}

export type NoteVerdict =
  'true' | 'half' | 'condition' | 'slip' | 'misleading' | 'wrong' | 'not_in_note';

export interface Source {
  text: string;
  url: string;
}

/** Whether the page runs a lesson's first run when the reader has answered; a task and a clinic are the
 *  reader's to run. */
export const isRunByPage = ({ guess, task, clinic, runs }: Lesson): boolean =>
  guess !== null || (!task && !clinic && runs.length > 0);

/** One idea: a question, the reader's guess, the run, and what is made of it. */
export interface Lesson {
  title: string;
  question: RichText;
  /** The experiment on the lab while the question is asked; null: the lab is left as it is. */
  start: LessonRun | null;
  /** The first is the one that is run live. */
  runs: LessonRun[];
  guess: Guess | null;
  outcome: RichText;
  explanation: RichText;
  /** What the lab shows as the question is asked, the run begins, and the outcome is told. */
  scenes: Scene[];
  /** What to play with, and what to look at. */
  play: RichText | null;
  knobs: Knob[];
  task: Task | null;
  clinic: Clinic | null;
  note: { verdict: NoteVerdict; text: RichText } | null;
  sources: Source[];
  /** What the lesson says is so; tests hold it over seeds. */
  claims: Condition[];
}
