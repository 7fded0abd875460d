import type { Edition } from '../duty.js';

/** Digits of a document's SHA-256 that are shown and logged. */
const FINGERPRINT_LENGTH = 12;

/** Enough of a document's SHA-256 to tell it from any other. */
export const fingerprintOf = ({ sha256 }: Pick<Edition, 'sha256'>): string =>
  sha256.slice(0, FINGERPRINT_LENGTH);
