import type { Planned } from '../chat/buttons.js';
import { chooseCommand, limitChoices, type Outcome } from '../chat/outcome.js';
import type { Action, Block, Command, OutboundFile } from '../contract.js';
import type { Township } from '../duty.js';
import type { Say } from '../wording.js';

/** A button that is a command: who may press it is asked again when it is pressed. */
export interface KeepButton {
  readonly label: string;
  readonly command: Command;
}

/** A reply for a keeper's eyes, with the buttons below it. */
export function keepOutcome(
  blocks: readonly Block[],
  buttons: readonly KeepButton[] = [],
  files: readonly OutboundFile[] = [],
): Outcome {
  const planned = buttons.map(({ label, command }): Planned => {
    const action: Action & { role: 'keep' } = { label, text: label, role: 'keep' };
    return { action, stored: { role: 'keep', text: label, command } };
  });
  const actions = planned.map(({ action }) => action);
  return {
    reply: {
      blocks: actions.length === 0 ? blocks : [...blocks, { kind: 'actions', actions }],
      isPrivate: true,
      isSecret: true,
      ...(files.length === 0 ? {} : { files }),
    },
    planned,
  };
}

export const keepSentence = (text: string, buttons: readonly KeepButton[] = []): Outcome =>
  keepOutcome([{ kind: 'text', text }], buttons);

/** Which township a command is for, for a keeper's eyes; the command goes on with its option `town`. */
export function whichTown(
  headline: string,
  towns: readonly Township[],
  command: Command,
  sayChat: Say,
): Outcome {
  const { reply, planned } = chooseCommand(
    headline,
    towns.map(({ fullName, prefecture }) => ({
      label: fullName,
      detail: prefecture,
      command: { ...command, options: { ...command.options, town: fullName } },
    })),
  );
  return { reply: { ...limitChoices(reply, sayChat), isPrivate: true, isSecret: true }, planned };
}
