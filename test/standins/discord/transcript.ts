import { type APIEmbed, type APIMessage, ComponentType } from 'discord.js';

/** One thing that happened, as a line a person could have seen. */
export interface Line {
  readonly channel: string;
  readonly who: string;
  readonly text: string;
}

/** A message as a phone shows it: words, cards, buttons in 〔〕. */
export function messageText(message: APIMessage): string {
  return [
    message.content,
    ...message.embeds.flatMap(embedLines),
    ...message.attachments.map(({ filename, title }) => `〔文件：${title ?? filename}〕`),
    ...(message.components ?? []).flatMap((row) => {
      if (row.type !== ComponentType.ActionRow) return [];
      const parts = row.components.map((part) => {
        if (part.type === ComponentType.Button) return `〔${'label' in part ? (part.label ?? '') : ''}〕`;
        return part.type === ComponentType.StringSelect
          ? `〔${part.placeholder ?? ''}：${part.options.map(({ label }) => label).join(' / ')}〕`
          : '';
      });
      return [parts.join(' ')];
    }),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function embedLines(embed: APIEmbed): string[] {
  return [
    embed.title ?? '',
    embed.description ?? '',
    ...(embed.fields ?? []).map(({ name, value }) => `${name}：${value}`),
    embed.footer?.text ?? '',
  ].filter((line) => line !== '');
}

/** Words as a person sees them: the signs of formatting gone. */
export const unescaped = (text: string): string => text.replace(/\*\*/g, '').replace(/\\([^\w\s])/g, '$1');

/** The whole conversation as text. */
export const transcriptText = (lines: readonly Line[]): string =>
  lines
    .map(({ channel, who, text }) => `［${channel}］${who}：\n${unescaped(text).replace(/^/gm, '　')}`)
    .join('\n');
