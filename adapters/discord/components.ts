import { ButtonStyle, ComponentType } from 'discord.js';
import type { Action, Choice } from '../../src/contract.js';
import type { Say } from '../../src/wording.js';
import {
  DISCORD_BUTTON_LABEL_MAX,
  DISCORD_OPTION_TEXT_MAX,
  DISCORD_ROW_BUTTONS_MAX,
  DISCORD_ROWS_MAX,
  DISCORD_SELECT_OPTIONS_MAX,
} from './limits.js';

interface Button {
  readonly type: ComponentType.Button;
  readonly style: ButtonStyle.Primary | ButtonStyle.Secondary;
  readonly label: string;
  readonly custom_id: string;
}

interface Select {
  readonly type: ComponentType.StringSelect;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
  }[];
}

export interface ComponentRow {
  readonly type: ComponentType.ActionRow;
  readonly components: readonly Button[] | readonly [Select];
}

/** Prefix of a select menu's own id; what is chosen is the value, a button's token. */
export const SELECT_ID_PREFIX = 'select:';

/** A phone shows about so much of a label in one line; the vendor would take more. */
const LABEL_SHOWN_MAX = Math.min(40, DISCORD_BUTTON_LABEL_MAX);

/** An action that the core keeps under a token; others cannot be pressed here. */
type Pressable = Action & { readonly token: string };
const isPressable = (action: Action): action is Pressable => action.token !== undefined;

/**
 * Candidates as buttons (a row of at most five) or as menus, then the actions; where they need several
 * rows, first those that lead on, then votes and sharing. The words of a candidate stand in the card, so a label may be cut.
 */
export function renderRows(
  choices: readonly Choice[],
  actions: readonly Action[],
  say: Say,
): readonly ComponentRow[] {
  const seen = new Set<string>();
  const fresh = (action: Action): action is Pressable => {
    if (!isPressable(action) || seen.has(action.token)) return false;
    seen.add(action.token);
    return true;
  };
  const candidates = choices.filter(({ action }) => fresh(action));
  const pressable = actions.filter(fresh);
  const isLast = ({ role }: Action): boolean => role === 'vote' || role === 'share';
  const groups =
    pressable.length <= DISCORD_ROW_BUTTONS_MAX
      ? [pressable]
      : [pressable.filter((action) => !isLast(action)), pressable.filter(isLast)];
  const below = groups.flatMap((group) =>
    chunks(group, DISCORD_ROW_BUTTONS_MAX).map((part) => buttonRow(part.map(actionButton))),
  );
  const above =
    candidates.length <= DISCORD_ROW_BUTTONS_MAX
      ? chunks(candidates, DISCORD_ROW_BUTTONS_MAX).map((part) => buttonRow(part.flatMap(choiceButton)))
      : chunks(candidates, DISCORD_SELECT_OPTIONS_MAX).map((part, at) => selectRow(part, at, say));
  return [...above.slice(0, Math.max(1, DISCORD_ROWS_MAX - below.length)), ...below].slice(
    0,
    DISCORD_ROWS_MAX,
  );
}

const buttonRow = (components: readonly Button[]): ComponentRow => ({
  type: ComponentType.ActionRow,
  components,
});

const actionButton = ({ label, token, role }: Pressable): Button => ({
  type: ComponentType.Button,
  style: role === 'choose' || role === 'share' ? ButtonStyle.Primary : ButtonStyle.Secondary,
  label: shortened(label, LABEL_SHOWN_MAX),
  custom_id: token,
});

function choiceButton({ number, label, action }: Choice): Button[] {
  return isPressable(action)
    ? [actionButton({ ...action, label: `${number}. ${label}`, role: 'choose' })]
    : [];
}

function selectRow(choices: readonly Choice[], at: number, say: Say): ComponentRow {
  const [first, last] = [choices[0]?.number ?? 0, choices.at(-1)?.number ?? 0];
  const placeholder = at === 0 ? say('select') : say('select.more', { from: first, to: last });
  const options = choices.flatMap(({ number, label, detail, action }) =>
    isPressable(action)
      ? [
          {
            label: shortened(`${number}. ${label}`, DISCORD_OPTION_TEXT_MAX),
            value: action.token,
            ...(detail === '' ? {} : { description: shortened(detail, DISCORD_OPTION_TEXT_MAX) }),
          },
        ]
      : [],
  );
  const type = ComponentType.StringSelect;
  return {
    type: ComponentType.ActionRow,
    components: [{ type, custom_id: `${SELECT_ID_PREFIX}${at}`, placeholder, options }],
  };
}

/** Cut with an ellipsis, never in the middle of a character. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
