import { type Edition, LIST_KINDS } from '../duty.js';
import type { Say } from '../wording.js';
import { type Difference, type DutyChange, dutyOf } from './difference.js';
import { countLines } from './difference-reply.js';
import { type ChangeRow, changeRows, isLoud, itemLabel, quietKind } from './difference-rows.js';
import { STYLE } from './difference-style.js';
import type { TextPiece } from './difference-text.js';

/** What is compared. */
export interface DifferenceFacts {
  /** Full name of the town. */
  readonly town: string;
  readonly before: EditionFacts;
  readonly after: EditionFacts;
}
type EditionFacts = Pick<Edition, 'title' | 'issued' | 'fileName'>;

/**
 * The whole difference as one HTML page that needs nothing else: old and new side by side, nothing
 * shortened. All that came from a document is escaped, and the page may load and run nothing.
 */
export function differenceFile(
  difference: Difference,
  facts: DifferenceFacts,
  say: Say,
): { readonly name: string; readonly text: string } {
  const file = createSay(say);
  const title = file('title', { town: facts.town });
  const loud = difference.changes.filter((change) => quietKind(change) === undefined);
  const text = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${editionsTable(difference, facts, file, say)}
${difference.isSame ? `<p>${escapeHtml(say('difference.none'))}</p>` : countsList(difference, say)}
${loud.length === 0 ? '' : `${legend(file)}\n<h2>${file('changes', { count: loud.length })}</h2>`}
${loud.map((change) => article(change, file, say)).join('\n')}
${(['follow', 'layout'] as const).map((kind) => quietTable(kind, difference, file, say)).join('\n')}
</body>
</html>
`;
  return { name: safeName(say('difference.file.name', { town: facts.town })), text };
}

/** A sentence of this page, escaped. */
type SayHtml = (key: string, params?: Parameters<Say>[1]) => string;
const createSay =
  (say: Say): SayHtml =>
  (key, params) =>
    escapeHtml(say(`difference.file.${key}`, params));

function editionsTable({ byList }: Difference, facts: DifferenceFacts, file: SayHtml, say: Say): string {
  const row = (name: string, old: string, fresh: string): string =>
    `<tr><th scope="row">${name}</th><td>${old}</td><td>${fresh}</td></tr>`;
  const { before, after } = facts;
  const counts = LIST_KINDS.map((list) =>
    row(
      file('count', { list: say(`difference.list.${list}`) }),
      file('items', { count: byList[list].before }),
      file('items', { count: byList[list].after }),
    ),
  );
  return `<table class="editions">
<thead><tr><th scope="col">${file('side')}</th><th scope="col">${file('before')}</th><th scope="col">${file('after')}</th></tr></thead>
<tbody>
${row(file('document'), escapeHtml(before.title), escapeHtml(after.title))}
${row(file('issued'), escapeHtml(before.issued), escapeHtml(after.issued))}
${row(file('file'), escapeHtml(before.fileName), escapeHtml(after.fileName))}
${counts.join('\n')}
</tbody></table>`;
}

const countsList = (difference: Difference, say: Say): string =>
  `<ul class="counts">${countLines(difference, say)
    .map((line) => `<li>${escapeHtml(line)}</li>`)
    .join('')}</ul>`;

const legend = (file: SayHtml): string =>
  `<p class="legend"><del>${file('gone')}</del>${file('gone.means')}<ins>${file('come')}</ins>${file('come.means')}</p>`;

function article(change: DutyChange, file: SayHtml, say: Say): string {
  const kinds =
    change.kind === 'changed' ? change.changes.filter(isLoud).map(({ kind }) => kind) : [change.kind];
  const tags = [...new Set(kinds)].map((kind) => `<span class="tag ${kind}">${file(`tag.${kind}`)}</span>`);
  return `<article class="${change.kind}">
<h3>${itemAndName(change, say)} ${tags.join(' ')}</h3>
${near(change, say)}${rowsTable(change, file, say)}</article>`;
}

function rowsTable(change: DutyChange, file: SayHtml, say: Say): string {
  const rows = changeRows(change, say).map((row) => tableRow(row, change.kind));
  if (rows.length === 0) return '';
  const head =
    change.kind === 'changed'
      ? `<thead><tr><td></td><th scope="col">${file('before')}</th><th scope="col">${file('after')}</th></tr></thead>\n`
      : '';
  return `<table class="rows">\n${head}<tbody>\n${rows.join('\n')}\n</tbody></table>\n`;
}

/** 配合19 → 配合20 and the name, escaped. */
function itemAndName(change: DutyChange, say: Say): string {
  const duty = dutyOf(change);
  const item = itemLabel(duty, say);
  const old = change.kind === 'changed' ? itemLabel(change.before, say) : item;
  const label = change.kind === 'removed' ? say('difference.file.was', { item }) : item;
  const shown = old === item ? label : `${old} → ${item}`;
  return `<span class="item">${escapeHtml(shown)}</span> ${escapeHtml(duty.name)}`;
}

function near(change: DutyChange, say: Say): string {
  if (change.kind === 'changed' || !change.resembles) return '';
  const { resembles, kind } = change;
  const item = itemLabel(resembles, say);
  return `<p class="near">${escapeHtml(say(`difference.${kind}.resembles`, { item, name: resembles.name }))}</p>\n`;
}

function tableRow({ label, old, fresh }: ChangeRow, kind: DutyChange['kind']): string {
  const cells = { added: [fresh], removed: [old], changed: [old, fresh] }[kind];
  return `<tr><th scope="row">${escapeHtml(label)}</th>${cells.map((cell) => `<td>${marked(cell)}</td>`).join('')}</tr>`;
}

const TAGS = { kept: undefined, old: 'del', new: 'ins' } as const;
const marked = (pieces: readonly TextPiece[]): string =>
  pieces
    .map(({ kind, text }) => {
      const tag = TAGS[kind];
      return tag ? `<${tag}>${escapeHtml(text)}</${tag}>` : escapeHtml(text);
    })
    .join('');

function quietTable(kind: 'follow' | 'layout', { changes }: Difference, file: SayHtml, say: Say): string {
  const quiet = changes.filter((change) => quietKind(change) === kind);
  if (quiet.length === 0) return '';
  const items = quiet.map((change) => `<li>${itemAndName(change, say)}</li>`);
  return `<section class="quiet"><h2>${file(kind, { count: quiet.length })}</h2>\n<ul>\n${items.join('\n')}\n</ul></section>`;
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Also without control characters, which no HTML page may have. */
const escapeHtml = (text: string): string =>
  text
    .replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? '')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');

const safeName = (name: string): string => name.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '').replace(/^\.+/, '');
