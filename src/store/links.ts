import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { EditionLinks } from './types.js';

const rowSchema = z.object({ catalogue: z.string(), links: z.string() });
const linksSchema = z.array(z.array(z.object({ topicId: z.string(), score: z.number() })));

/** The topics that an edition's duties were linked to. */
export function createLinks(db: Database) {
  const put = db.prepare(`
    INSERT INTO edition_links (edition_id, catalogue, links) VALUES (@editionId, @catalogue, @links)
    ON CONFLICT (edition_id) DO UPDATE SET catalogue = excluded.catalogue, links = excluded.links`);
  const get = db.prepare('SELECT catalogue, links FROM edition_links WHERE edition_id = ?');
  return {
    saveLinks(editionId: number, { catalogue, links }: EditionLinks): void {
      put.run({ editionId, catalogue, links: JSON.stringify(links) });
    },
    links(editionId: number): EditionLinks | undefined {
      const row = get.get(editionId);
      if (row === undefined) return undefined;
      const { catalogue, links } = rowSchema.parse(row);
      return { catalogue, links: linksSchema.parse(JSON.parse(links)) };
    },
  };
}
