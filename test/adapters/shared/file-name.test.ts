import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName, shownFileName } from '../../../adapters/shared/file-name.js';

describe('the name of a document that comes in', () => {
  it('is shown as its sender wrote it, without what no eye sees', () => {
    expect(shownFileName(' ../萨罕镇 "清单".docx ')).toBe('../萨罕镇 "清单".docx');
    expect(shownFileName('清单\u202Excod.\u0000exe\n')).toBe('清单xcod.exe');
  });

  it('is never empty, and never endless', () => {
    for (const name of [undefined, '', ' \u200B']) expect(shownFileName(name)).toBe('document');
    expect(shownFileName(`${'长'.repeat(999)}.docx`)).toMatch(/^长{250}\.docx$/);
  });
});

describe('the name of a document that goes out', () => {
  it('keeps what is harmless', () => {
    for (const name of ['萨罕镇-对比（第2版）.xlsx', 'backup_2026.sqlite'])
      expect(safeFileName(name)).toBe(name);
    expect(safeFileName('../../etc/passwd')).toBe('_.._etc_passwd');
    expect(safeFileName('a"; filename=b.exe')).toBe('a_filename=b.exe');
  });

  it('needs no quoting, leads nowhere and fits every file system, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).toMatch(/^[^.\s"'`\\/:;*?<>|\p{Cc}\p{Cf}\p{Cs}][^\s"'`\\/:;*?<>|\p{Cc}\p{Cf}\p{Cs}]*$/u);
        expect(Buffer.byteLength(safe)).toBeLessThan(250);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });

  it('keeps its ending when it is cut', () => {
    expect(safeFileName(`${'长'.repeat(200)}.docx`)).toMatch(/^长{55}\.docx$/);
  });
});
