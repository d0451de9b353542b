/** The worker did something else instead: no error to show. */
export class Superseded extends Error {
  constructor() {
    super('overtaken by a later request');
  }
}

/** The worker is no more: it ended, it could not be started, or its core broke down in the middle of its
 *  work, so that nothing in its memory can be trusted. */
export class WorkerLost extends Error {
  constructor(
    message: string,
    /** Whether what it was asked for broke its core, and would break the next. */
    readonly isTrap = false,
    /** Whether it had ever answered. */
    readonly hasStarted = true,
  ) {
    super(message);
  }
}
