import { z } from 'zod';

/** What the measured process and its stand-in's process say to each other. */

/** How many chats the stand-in opens. */
export const CHATS = 50;

/** First word of the stand-in: it listens. */
export const readyMessage = z.object({ url: z.string(), token: z.string() });

/** Put so many questions, keeping so many chats waiting for an answer; each chat asks again when answered. */
export const orderMessage = z.object({
  messages: z.number().int().min(1),
  together: z.number().int().min(1).max(CHATS),
});
export type Order = z.output<typeof orderMessage>;

/** All are answered. `ms`: the whole time; `times`: from each question to the first message of its answer. */
export const timesMessage = z.object({ ms: z.number(), times: z.array(z.number()) });
