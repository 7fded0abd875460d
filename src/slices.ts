import { setImmediate } from 'node:timers/promises';

/** Long work in steps: whoever runs it says whether others have their turn between them. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Milliseconds of work before others have their turn: no question waits longer behind it. */
const SLICE_MS = 5;

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** As `atOnce`, but between slices of some milliseconds other work of the process goes on. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  let started = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - started < SLICE_MS) continue;
    await setImmediate();
    started = performance.now();
  }
}
