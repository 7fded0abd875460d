import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/import/formats/decode.js';
import { refusalOf } from '../tools.js';

/** 清单通 as an old Chinese Windows writes it; Node itself does not encode GB18030. */
const GB18030 = Uint8Array.of(0xc7, 0xe5, 0xb5, 0xa5, 0xcd, 0xa8);
const utf16le = (text: string): Uint8Array =>
  Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
const utf16be = (text: string): Uint8Array =>
  Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(text, 'utf16le').swap16()]);

describe('decoding a text file', () => {
  it('reads UTF-8, UTF-16 in both orders and GB18030', () => {
    expect(decodeText(Buffer.from('\uFEFF清单通'))).toBe('清单通');
    expect(decodeText(utf16le('清单通'))).toBe('清单通');
    expect(decodeText(utf16be('清单通'))).toBe('清单通');
    expect(decodeText(GB18030)).toBe('清单通');
  });

  it('makes one kind of line end', () => {
    expect(decodeText(Buffer.from('一\r\n二\r三\n'))).toBe('一\n二\n三\n');
  });

  it('refuses an empty file, one of white space, and one that is no text', () => {
    expect(refusalOf(() => decodeText(Buffer.of()))).toBe('document-empty');
    expect(refusalOf(() => decodeText(Buffer.from(' \n\u3000')))).toBe('document-empty');
    expect(refusalOf(() => decodeText(Buffer.from('PK\u0003\u0004\u0000\u0000')))).toBe('document-binary');
    expect(refusalOf(() => decodeText(Buffer.of(0x81, 0xff, 0xff)))).toBe('document-binary');
  });

  it('gives text or a refusal for any bytes, and never breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(refusalOf(() => decodeText(bytes))).toBeOneOf([
          undefined,
          'document-empty',
          'document-binary',
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});
