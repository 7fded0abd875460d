import { parentPort, workerData } from 'node:worker_threads';
import { loadBodies } from '../bodies.js';
import { BotError } from '../errors.js';
import { loadWording } from '../wording.js';
import { type ApartOutcome, apartInput } from './apart-schema.js';
import { readList } from './read-list.js';

/** The other side of apart.ts: reads the one document it was started with, says the outcome and ends. */
const { bytes, fileName, town } = apartInput.parse(workerData);

const read = async (): Promise<ApartOutcome> => {
  try {
    const tools = { bodies: loadBodies(), say: loadWording('notices'), town };
    return { ok: true, list: await readList(bytes, fileName, tools) };
  } catch (error) {
    if (error instanceof BotError) return { ok: false, code: error.code, params: error.params };
    throw error;
  }
};

parentPort?.postMessage(await read());
