import type { Block, Reply } from '../contract.js';

/** One block as plain lines, for a terminal and for platforms or moments without formatting. */
export function plainLines(block: Block): string[] {
  switch (block.kind) {
    case 'headline':
    case 'text':
    case 'notice':
    case 'source':
      return block.text.split('\n');
    case 'fields':
      return block.fields.map(({ name, value }) => `${name}：${value}`);
    case 'steps':
      return [`【${block.title}】`, ...block.lines.map(({ text }) => text)];
    case 'choices':
      return block.choices.flatMap(({ number, label, detail }) =>
        detail === '' ? [`${number}. ${label}`] : [`${number}. ${label}`, `   ${detail}`],
      );
    case 'actions':
      return block.actions.length === 0
        ? []
        : [`〔可接着问：${block.actions.map(({ label }) => label).join(' · ')}〕`];
  }
}

/** A whole reply as plain text. */
export const plainText = (reply: Reply): string => reply.blocks.flatMap(plainLines).join('\n');
