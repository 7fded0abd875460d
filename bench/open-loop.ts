import { setImmediate, setTimeout } from 'node:timers/promises';

/**
 * Puts questions at a steady rate, whether or not the ones before are answered, and takes the time of each
 * from the moment it was due: what holds the process up is counted in full. Late ones come together, as
 * from a socket, and other work has its turn after them. A timer wakes up to a millisecond late, which is
 * counted too.
 * @returns milliseconds, in the order of the answers
 */
export async function askSteadily(
  ask: () => Promise<void>,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<number[]> {
  const count = Math.round(rate * seconds);
  const times: number[] = [];
  const asked: Promise<void>[] = [];
  const started = performance.now();
  const dueAt = (at: number): number => started + (1000 * at) / rate;
  while (asked.length < count) {
    for (const now = performance.now(); asked.length < count && dueAt(asked.length) <= now; ) {
      const due = dueAt(asked.length);
      asked.push(ask().then(() => void times.push(performance.now() - due)));
    }
    const left = dueAt(asked.length) - performance.now();
    await (left > 0 ? setTimeout(left) : setImmediate());
  }
  await Promise.all(asked);
  return times;
}
