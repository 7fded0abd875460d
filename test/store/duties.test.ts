import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Duty, LIST_KINDS, type Notice, type Place } from '../../src/duty.js';
import { sampleDuty } from './sample-edition.js';
import { aDuty, anEdition, openForTest } from './samples.js';

// Any well-formed text: Chinese, emoji, control characters, quotes.
const text = fc.string({ unit: 'binary', maxLength: 12 });
const texts = fc.array(text, { maxLength: 3 });
const number = fc.nat(100_000);
const plain = { noNullPrototype: true } as const;

const place: fc.Arbitrary<Place> = fc.record(
  { line: number, page: number, sheet: text, row: number },
  { ...plain, requiredKeys: [] },
);

const notices: fc.Arbitrary<Notice[]> = fc.array(
  fc.record({ rule: text, severity: fc.constantFrom('info', 'warning'), place, text }, plain),
  { maxLength: 2 },
);

const sections = fc.array(
  fc.record(
    {
      heading: text,
      topic: text,
      bodies: texts,
      steps: fc.array(fc.record({ marker: text, text }, { ...plain, requiredKeys: ['text'] }), {
        maxLength: 3,
      }),
    },
    { ...plain, requiredKeys: ['bodies', 'steps'] },
  ),
  { maxLength: 3 },
);

const duty: fc.Arbitrary<Duty> = fc.record(
  {
    list: fc.constantFrom(...LIST_KINDS),
    number,
    category: text,
    name: text,
    remark: text,
    leadBodies: texts,
    leadDuties: sections,
    townshipDuties: sections,
    receivingBodies: texts,
    workMethod: sections,
    notices,
    source: fc
      .tuple(fc.record({ fileName: text, fingerprint: text }), place)
      .map(([file, where]) => ({ ...file, ...where })),
    raw: fc.array(texts, { maxLength: 2 }),
  },
  plain,
);

const inListOrder = (a: Duty, b: Duty) =>
  LIST_KINDS.indexOf(a.list) - LIST_KINDS.indexOf(b.list) || a.number - b.number;

describe('the duties of an edition', () => {
  it('are read back equal to what was saved, whatever their words', () => {
    const store = openForTest();
    fc.assert(
      fc.property(fc.array(duty, { maxLength: 6 }), notices, (duties, ofDocument) => {
        const { id } = store.saveDraft(anEdition({ duties, notices: ofDocument }));
        expect(store.duties(id)).toStrictEqual(duties.toSorted(inListOrder));
        expect(store.notices(id)).toStrictEqual(ofDocument);
      }),
    );
  });

  it('come in the order of the document: basic, cooperative, reclaimed, each by number', () => {
    const store = openForTest();
    const duties = [
      aDuty({ list: 'reclaimed', number: 1 }),
      aDuty({ list: 'basic', number: 10 }),
      aDuty({ list: 'cooperative', number: 1 }),
      aDuty({ list: 'basic', number: 9 }),
    ];
    const { id } = store.saveDraft(anEdition({ duties }));
    expect(store.duties(id).map((one) => [one.list, one.number])).toEqual([
      ['basic', 9],
      ['basic', 10],
      ['cooperative', 1],
      ['reclaimed', 1],
    ]);
  });

  it('are both kept when the document gives one number twice', () => {
    const store = openForTest();
    const duties = [aDuty({ name: '先' }), aDuty({ name: '后' })];
    const { id } = store.saveDraft(anEdition({ duties }));
    expect(store.duties(id)).toEqual(duties);
  });
});

describe('the bodies of an edition', () => {
  it('are read back in the order they were saved, each once', () => {
    const store = openForTest();
    const { bodies } = anEdition();
    const { id } = store.saveDraft(anEdition({ bodies: [...bodies, ...bodies] }));
    expect(store.bodies(id)).toEqual(bodies);
  });

  it('lead to the duties that speak of them, and how', () => {
    const store = openForTest();
    const { id } = store.saveDraft(
      anEdition({ duties: [sampleDuty('reclaimed', 2, '乙'), sampleDuty('cooperative', 5, '甲')] }),
    );
    expect(store.bodyLinks(id, '英吉沙县民政局')).toEqual([
      { list: 'cooperative', number: 5, role: 'lead' },
      { list: 'reclaimed', number: 2, role: 'receiving' },
    ]);
    expect(store.bodyLinks(id, '英吉沙县财政局')).toEqual([
      { list: 'cooperative', number: 5, role: 'named' },
    ]);
    expect(store.bodyLinks(id, '英吉沙县教育局')).toEqual([]);
  });

  it('are kept with their full name when only a duty names them', () => {
    const store = openForTest();
    const { id } = store.saveDraft(anEdition({ bodies: [], duties: [aDuty({ leadBodies: ['某局'] })] }));
    expect(store.bodies(id)).toEqual([{ fullName: '某局', stem: '某局' }]);
  });
});
