import type { Dataset, Ebb, Experiment, Simulation } from '../module/ebb';

/** All that somebody needs who wants to repeat a run elsewhere. */
export interface InitialState {
  experiment: Experiment;
  /** The experiment as a link's text. */
  link: string;
  dataset: Dataset;
  /** The initial parameters by name: "1.weight" (a row for each unit), "1.bias", "1.gamma", … */
  parameters: ReturnType<Simulation['parameters']>;
}

/** What a run of the experiment starts from. */
export function initialStateOf(ebb: Ebb, experiment: Experiment): InitialState {
  const simulation = new ebb.Simulation(experiment);
  try {
    return {
      experiment,
      link: ebb.writeLink(experiment),
      dataset: simulation.dataset(),
      parameters: simulation.parameters(),
    };
  } finally {
    simulation.delete();
  }
}
