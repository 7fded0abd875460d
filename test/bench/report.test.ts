import { describe, expect, it } from 'vitest';
import { FORMATS, findDocument } from '../../bench/format-bench.js';
import { type Report, renderReport } from '../../bench/report.js';

const machine: Report['machine'] = {
  version: '1.0.0',
  node: 'v20',
  cpu: 'a processor',
  cores: 2,
  load: [0.5, 0.75],
  seconds: 12,
};
const read = { duties: 262, first: 200, later: 150, before: 50_000_000, peak: 80_000_000 };

describe('the report', () => {
  it('has a table for each part that was measured, and none for the others', () => {
    const text = renderReport({
      machine,
      formats: [{ format: 'csv', size: 140_000, apart: read, inside: read }],
    });
    expect(text.split('\n').filter((line) => line.startsWith('| ---'))).toHaveLength(1);
    expect(text).toContain('| csv | 140 | 262 | 150 | 200 | 150 | 30.0 | 30.0 |');
  });

  it('says which format was left out, and why', () => {
    const text = renderReport({ machine, formats: [{ format: 'docx', skipped: 'no document' }] });
    expect(text).toMatch(/^\| docx \| no document \|/m);
  });

  it('shows the waits of every phase and the memory after every part of the messages', () => {
    const times = { median: 1, p99: 2, max: 3 };
    const text = renderReport({
      machine,
      publishing: {
        rate: 200,
        phases: [{ name: 'publish', questions: 6000, swaps: 30, ...times }],
        deeds: [{ name: 'undo', count: 15, median: 400, max: 600 }],
      },
      adapters: [
        {
          name: 'discord',
          messages: 10,
          perSecond: 300,
          aloneMedian: 4,
          aloneP99: 5,
          ...times,
          memory: [
            { messages: 5, resident: 200_000_000, heap: 50_000_000 },
            { messages: 10, resident: 210_000_000, heap: 51_000_000 },
          ],
        },
      ],
    });
    expect(text).toContain('| a draft published, undone | 6000 | 30 | 1.0 | 2.0 | 3.0 |');
    expect(text).toContain('| discord, resident | 200 | 210 |');
    expect(text).toContain('| discord, heap | 50.0 | 51.0 |');
  });

  it('warns when the machine was busy', () => {
    expect(renderReport({ machine: { ...machine, load: [0.5, 3] } })).toContain('busy');
    expect(renderReport({ machine })).not.toContain('busy');
  });
});

it('finds the one list in every format that is measured', () => {
  expect(FORMATS.map(findDocument)).not.toContain(undefined);
});
