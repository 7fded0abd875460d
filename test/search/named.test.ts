import { expect, it } from 'vitest';
import { decide } from '../../src/answer/decide.js';
import { search } from '../../src/search/search.js';
import { buildTownIndex } from '../../src/search/town-index.js';
import { openCore } from '../answer/client.js';

const core = await openCore();
const [town] = core.towns.find('策勒乡');
const index = core.towns.index(town?.id ?? '');
if (!index) throw new Error('no index');

/** The list with one item under a name that no topic knows. */
function withName(name: string) {
  const linked = index!.duties.map(({ duty, links }, at) => ({
    duty: at === 120 ? { ...duty, name } : duty,
    links: at === 120 ? [] : links.map(({ topic, score }) => ({ topicId: index!.topics[topic]!.id, score })),
  }));
  return buildTownIndex(index!.township, 0, linked, core.catalogue);
}

it.each(['流浪骆驼收容处置工作', '葡萄酒庄体验活动安排'])(
  'an item that no topic knows is found by its own name: %s',
  (name) => {
    const changed = withName(name);
    for (const text of [name, `${name}找谁`, name.replace(/工作$/, '')]) {
      const found = search(text, changed, core.catalogue, core.ranking);
      expect(found.candidates[0]?.duty.name, text).toBe(name);
      expect(decide(found), text).toBe('answer');
    }
  },
);

it('an item that no topic knows is offered for most words of its name', () => {
  const changed = withName('做好青稞酿造作坊的登记和日常管理');
  const found = search('青稞酿造作坊登记', changed, core.catalogue, core.ranking);
  expect(found.candidates[0]?.duty.name).toContain('青稞');
  expect(decide(found)).not.toBe('unlisted');
});

it('every item of a list is found by its own name', () => {
  for (const { duty } of index.duties) {
    const found = search(duty.name, index, core.catalogue, core.ranking);
    expect(found.candidates[0]?.duty.name).toBe(duty.name);
  }
});
