/** A first picture that disagrees nowhere yet has told nothing of the finer ones: so much of them is taken to be
 *  wanted until it has. */
const sharePresumed = 0.7;
/** What is told of the time follows what is known of it over so many seconds. */
const settling = 3;
/** Before so many cells there is nothing to go by. */
const leastKnown = 12;

/** How much of a map is still to be run. Costs are in milliseconds of one worker; what those come to in time, with
 *  all that work at once, is measured. */
export class MapRemaining {
  #done = 0;
  #spent = 0;
  /** Of the grid that is being run: its cells still to come, and what they will take. */
  #cells = 0;
  #costs = 0;
  #share = sharePresumed;
  #told: { seconds: number; at: number } | null = null;
  #bar = 0;

  /** `later`: how many cells each of the finer grids may want. */
  constructor(private later: readonly number[]) {}

  /** The next grid wants these; null: what that cell takes is not known. */
  begin(costs: readonly (number | null)[]): void {
    const [most = 0, ...later] = this.later;
    if (this.#done > 0 && most > 0) this.#share = Math.min(1, costs.length / most);
    this.later = later;
    this.#cells = costs.length;
    this.#costs = costs.reduce<number>((sum, cost) => sum + (cost ?? this.#mean), 0);
  }

  /** One cell was run, of which this much was expected. */
  add(cost: number, expected: number | null): void {
    // As it was before this one.
    const mean = this.#mean;
    this.#done += 1;
    this.#spent += cost;
    this.#cells -= 1;
    this.#costs = Math.max(0, this.#costs - (expected ?? mean));
  }

  get done(): number {
    return this.#done;
  }

  /** What a cell took, of those that were run; 0: none was. */
  get #mean(): number {
    return this.#done > 0 ? this.#spent / this.#done : 0;
  }

  /** Cells of the finer grids that are presumed to be wanted. */
  get #presumed(): number {
    return this.#share * this.later.reduce((sum, most) => sum + most, 0);
  }

  /** How many cells it will be, as far as can be said. */
  get of(): number {
    return Math.round(this.#done + this.#cells + this.#presumed);
  }

  /** Whether no finer grid may want more. */
  get isExact(): boolean {
    return this.later.every((most) => most === 0);
  }

  #left(): number {
    // Where nothing is known of single cells, all of them are taken to be like those that were run.
    const here = this.#costs > 0 ? this.#costs : this.#cells * this.#mean;
    return here + this.#presumed * this.#mean;
  }

  /** How much of all that it takes is done, 0 to 1; never less than it was. */
  get share(): number {
    const left = this.#left();
    if (this.#spent > 0) this.#bar = Math.max(this.#bar, this.#spent / (this.#spent + left));
    return this.#bar;
  }

  /** Seconds still to go after `elapsed` of them; null: too little is known. Told without jumps. */
  secondsLeft(elapsed: number): number | null {
    if (this.#done < leastKnown || elapsed <= 0) return null;
    const now = (this.#left() * elapsed) / this.#spent;
    const passed = this.#told ? elapsed - this.#told.at : 0;
    const expected = this.#told ? Math.max(0, this.#told.seconds - passed) : now;
    const seconds = expected + (now - expected) * (1 - Math.exp(-passed / settling));
    this.#told = { seconds, at: elapsed };
    return seconds;
  }
}
