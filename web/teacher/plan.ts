/** How long a lesson takes a class that guesses first and speaks about it afterwards. */
export const minutes: Readonly<Record<string, number>> = {
  chain_of_two: 6,
  chain_of_many: 8,
  why_the_sigmoid: 10,
  depth: 10,
  scale_of_the_weights: 10,
  initialisation: 10,
  relu: 10,
  batch_normalization: 12,
  dropout: 8,
  clipping: 10,
  residual_connections: 10,
  how_many_steps: 10,
  when_numbers_run_out: 8,
  rescue: 15,
  edge_of_chaos: 12,
  depth_over_width: 12,
  clinic: 20,
};

/** Lessons that fit into so many hours, in their order. */
export interface Plan {
  hours: number;
  lessons: readonly string[];
}

export const plans: readonly Plan[] = [
  {
    hours: 1,
    lessons: [
      'chain_of_many',
      'why_the_sigmoid',
      'depth',
      'initialisation',
      'residual_connections',
      'how_many_steps',
    ],
  },
  {
    hours: 3,
    lessons: [
      'chain_of_two',
      'chain_of_many',
      'why_the_sigmoid',
      'depth',
      'scale_of_the_weights',
      'initialisation',
      'relu',
      'batch_normalization',
      'dropout',
      'clipping',
      'residual_connections',
      'how_many_steps',
      'when_numbers_run_out',
      'rescue',
      'clinic',
    ],
  },
];

export const minutesOf = (lessons: readonly string[]): number =>
  lessons.reduce((sum, id) => sum + (minutes[id] ?? 0), 0);

/** The file of a course (lessons/FORMAT.md) that holds these lessons. */
export const courseOf = (title: string, { lessons }: Plan): string =>
  `ebb course 1\n\n# title\n${title}\n\n# lessons\n${lessons.map((id) => `- ${id}\n`).join('')}`;
