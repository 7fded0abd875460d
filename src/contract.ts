/**
 * The border between the core and the platforms. Nothing native crosses it: an adapter turns its events
 * into `InboundMessage`, and a `Reply` into its own messages.
 */

/** One message addressed to the bot. */
export interface InboundMessage {
  /** Unique on its platform; a repeated delivery has the same id. */
  readonly id: string;
  /** Adapter name. */
  readonly platform: string;
  readonly chatId: string;
  readonly userId: string;
  /** The words, without the mention of the bot. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Full name of the town this chat or this message belongs to, when the platform knows it. */
  readonly town?: string;
}

/** A button: pressing it is the same as sending `text`, for `town` when several are loaded. */
export interface Action {
  readonly label: string;
  readonly text: string;
  readonly town?: string;
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
}

/** The core as an adapter sees it; nothing when the message needs no reply (a repeat, small talk). */
export type Handle = (message: InboundMessage) => Promise<Reply | undefined>;

/** One platform. */
export interface Adapter {
  readonly name: string;
  /** Resolves when the adapter listens. */
  start(handle: Handle): Promise<void>;
  /** Ends listening; a second call does nothing. */
  stop(): Promise<void>;
}
