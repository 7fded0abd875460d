/**
 * The border between the core and the platforms. Nothing native crosses it: an adapter turns its events
 * into `InboundMessage`, and a `Reply` into its own messages.
 */

/** Slash commands by their default names; platforms localise the names where they can. */
export const COMMANDS = [
  'duty',
  'number',
  'body',
  'category',
  'compare',
  'lists',
  'bind',
  'unbind',
  'mode',
  'help',
  'status',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** A command with its named options, as the platform delivered them: `duty` { matter, list?, town? }. */
export interface Command {
  readonly name: CommandName;
  readonly options: Readonly<Record<string, string>>;
}

/** One message that a platform delivered. */
export interface InboundMessage {
  /** Unique on its platform; a repeated delivery has the same id. */
  readonly id: string;
  /** Adapter name. */
  readonly platform: string;
  readonly chatId: string;
  readonly userId: string;
  /** The words, without the mention of the bot; of a pressed button, the text it stands for. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Full name of the town that this message says it is for (a command's option, a pressed button). */
  readonly town?: string;
  /** A conversation of one person with the bot. Without it: a group. */
  readonly isPrivate?: boolean;
  /** Mentioned, replied to, or called by a command. In a group only such messages are answered, unless the chat's mode is `auto`. */
  readonly addressed?: boolean;
  /** Whether the sender may administer this chat on its platform. */
  readonly mayAdminister?: boolean;
  readonly command?: Command;
  /** The token of a pressed button (`Action.token`). */
  readonly pressed?: string;
}

/** A button: pressing it is the same as sending `text`, for `town` when several are loaded. */
export interface Action {
  readonly label: string;
  readonly text: string;
  readonly town?: string;
  /** Short name of this button, kept in the store so that it works after a restart; at most 16 ASCII characters. */
  readonly token?: string;
}

/** One candidate to be chosen by its number or by a button. */
export interface Choice {
  /** From 1. */
  readonly number: number;
  readonly label: string;
  /** What tells it apart from the others; may be empty. */
  readonly detail: string;
  readonly action: Action;
}

/** A step as printed, or a heading above steps. */
export interface StepLine {
  readonly kind: 'heading' | 'step';
  readonly text: string;
}

export type Block =
  | { readonly kind: 'headline'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly name: string; readonly value: string }[] }
  | { readonly kind: 'steps'; readonly title: string; readonly lines: readonly StepLine[] }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] }
  | { readonly kind: 'notice'; readonly text: string }
  /** Where the words come from: never cut, whatever the platform's limit. */
  | { readonly kind: 'source'; readonly text: string };

/** What the bot says, as plain data. */
export interface Reply {
  readonly blocks: readonly Block[];
  /** Only the sender should see it, where the platform can (a hint, a keeper's answer). */
  readonly isPrivate?: boolean;
}

/** The core as an adapter sees it; nothing when the message needs no reply (a repeat, talk not meant for it). */
export type Handle = (message: InboundMessage) => Promise<Reply | undefined>;

/** One platform. */
export interface Adapter {
  readonly name: string;
  /** Resolves when the adapter listens. */
  start(handle: Handle): Promise<void>;
  /** Ends listening; a second call does nothing. */
  stop(): Promise<void>;
}
