import { expect, it } from 'vitest';
import { askSteadily } from '../../bench/open-loop.js';

it('goes on asking while no question is answered, and gives one time for each', async () => {
  let asked = 0;
  const waiting: (() => void)[] = [];
  const times = await askSteadily(
    () =>
      new Promise((resolve) => {
        asked += 1;
        waiting.push(resolve);
        if (asked === 40) for (const answer of waiting) answer();
      }),
    { rate: 400, seconds: 0.1 },
  );
  expect(asked).toBe(40);
  expect(times).toHaveLength(40);
});

it('counts the wait of a question that was due while the process was held up', async () => {
  const HELD_UP_MS = 60;
  let asked = 0;
  const times = await askSteadily(
    async () => {
      asked += 1;
      if (asked > 1) return;
      const until = performance.now() + HELD_UP_MS;
      while (performance.now() < until);
    },
    { rate: 100, seconds: 0.05 },
  );
  // Due 10 ms after the first, which held everything up: answered at once when its turn came, and yet late.
  expect(Math.max(...times.slice(1))).toBeGreaterThanOrEqual(HELD_UP_MS - 10);
});

it('lets other work have its turn when it cannot keep up', async () => {
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    if (turns < 5) setImmediate(turn);
  };
  setImmediate(turn);
  let turnsAtLast = 0;
  await askSteadily(
    async () => {
      const until = performance.now() + 3;
      while (performance.now() < until);
      turnsAtLast = turns;
    },
    { rate: 1000, seconds: 0.03 },
  );
  expect(turnsAtLast).toBeGreaterThan(0);
});
