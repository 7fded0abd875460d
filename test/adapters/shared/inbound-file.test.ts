import { describe, expect, it } from 'vitest';
import { inboundFile } from '../../../adapters/shared/inbound-file.js';
import { FILE_BYTES_MAX } from '../../../src/contract.js';

async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) yield new Uint8Array(1024 * 1024);
}

describe('a document from afar', () => {
  it('that never ends is given up at the limit', async () => {
    let taken = 0;
    const counted = async function* () {
      for await (const piece of endless()) {
        taken += piece.byteLength;
        yield piece;
      }
    };
    const file = inboundFile({ name: '清单.docx', open: async () => counted() });
    await expect(file.read()).rejects.toMatchObject({ code: 'document-too-large' });
    expect(taken).toBeLessThanOrEqual(FILE_BYTES_MAX + 1024 * 1024);
  });

  it('that never comes is given up in time, whether its address or its bytes are awaited', async () => {
    const never = () => new Promise<never>(() => {});
    const silent = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      await never();
    };
    for (const open of [never, async () => silent()]) {
      const file = inboundFile({ name: '清单.docx', open }, 30);
      await expect(file.read()).rejects.toMatchObject({
        code: 'document-unreadable',
        cause: { message: 'ETIMEDOUT' },
      });
    }
  });

  it('whose failure names an address leaves it out', async () => {
    const open = () => Promise.reject(new TypeError('Failed to parse URL from http://x/bot7:secret/y'));
    const file = inboundFile({ name: '清单.docx', open });
    await expect(file.read()).rejects.toMatchObject({ cause: { message: 'TypeError' } });
  });

  it('can be read again', async () => {
    const pieces = async function* () {
      yield Buffer.from('一');
      yield Buffer.from('二');
    };
    const file = inboundFile({ name: '清单.docx', open: async () => pieces() });
    for (const _ of ['once', 'again']) expect(Buffer.from(await file.read()).toString()).toBe('一二');
  });
});
