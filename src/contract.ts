/**
 * The border between the core and the platforms. Nothing native crosses it: an adapter turns its events
 * into `InboundMessage`, and a `Reply` into its own messages.
 */

/** Slash commands of those who keep a township's list. */
export const KEEPING_COMMANDS = [
  'import',
  'publish',
  'discard',
  'editions',
  'rollback',
  'reload',
  'backup',
  'keeper',
  'audit',
  'unanswered',
  'phrasing',
  'note',
  'digest',
] as const;
export type KeepingCommandName = (typeof KEEPING_COMMANDS)[number];

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
  ...KEEPING_COMMANDS,
] as const;
export type CommandName = (typeof COMMANDS)[number];

/**
 * A command with its named options, as the platform delivered them: `duty` { matter, list?, town? },
 * `number` { number, list?, town? }, `body` { body, town? }, `category` { category, town? }, `compare`
 * { matter?, town? }, `lists` { town? }, `bind` { town?, where? }, `mode` { mode? }; the others have none.
 * `list` is a `ListKind` or its Chinese short name, `mode` a `ChatMode`, `where` `chat` or `server` (the
 * last of `outerChatIds`). Of those who keep a list: `import`
 * { town? } with the message's file, `publish` { edition?, confirm? }, `discard` { edition? }, `editions`
 * { town? }, `rollback` { town?, edition? }, `keeper` { action?, person?, town? }, `audit` { count? },
 * `unanswered` { town? }, `phrasing` { action?, id?, town? }, `note` { item?, office?, contact?, remark?, town? },
 * `digest` { switch?, town? }; `reload` and `backup` have none. Where a platform has only one line of words
 * after a command, the adapter hands it over as the first option named here (of `keeper` and `note`, which
 * have several, as `line`, for the core to read).
 */
export interface Command {
  readonly name: CommandName;
  readonly options: Readonly<Record<string, string>>;
}

/** When the bot speaks in a group: when addressed, also on its own when sure, on commands only. */
export const CHAT_MODES = ['mention', 'auto', 'silent'] as const;
export type ChatMode = (typeof CHAT_MODES)[number];

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
  /** Chats that this one is a part of, nearest first (a thread's channel, its server): the nearest binding holds. */
  readonly outerChatIds?: readonly string[];
  /** Of an edited message: which version this is (the platform's time of the edit); a new one is answered anew. */
  readonly edited?: string;
  /** The words of another person's message that this one replies to; read when `text` alone says nothing. */
  readonly quoted?: string;
  /** The platform shows the answer to the sender alone: the reply then offers 发到群里 (`Action.role` `share`). */
  readonly isWhispered?: boolean;
  /** A document that came with the message, with the command, or with the message that it replies to. */
  readonly file?: InboundFile;
  /** Who wrote the message that this one replies to. */
  readonly quotedUserId?: string;
  /** Shows something before the answer is ready (reading a document takes a while); may do nothing. */
  readonly report?: (reply: Reply) => Promise<void>;
}

/** Largest document that is taken, in bytes; what a Telegram bot may download (core.telegram.org/bots/api#getfile). */
export const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** A document on the platform's server, not fetched yet. */
export interface InboundFile {
  /** As its sender named it; never used as a path. */
  readonly name: string;
  /** In bytes, as the platform says. */
  readonly size?: number;
  /**
   * Fetches it into memory; it is kept nowhere else.
   * @throws BotError `document-too-large` above `FILE_BYTES_MAX`, `document-unreadable` when it does not come
   */
  read(): Promise<Uint8Array>;
}

/** A document that goes with a reply. */
export interface OutboundFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * What a button is for, so that a platform can lay it out: `choose` one candidate (the asker's only),
 * `view` another part or neighbour of the answer, `page`, `reject` 不是这个, `vote` 有用/没用, `share` 发到群里,
 * `keep` for those who keep a list (发布, 放弃).
 */
export type ActionRole = 'choose' | 'view' | 'page' | 'reject' | 'vote' | 'share' | 'keep';

/** A button: pressing it is the same as sending `text`, for `town` when several are loaded. */
export interface Action {
  readonly label: string;
  readonly text: string;
  readonly town?: string;
  /** Short name of this button, kept in the store so that it works after a restart; at most 16 ASCII characters. */
  readonly token?: string;
  readonly role?: ActionRole;
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
  /**
   * Only the sender should see it, where the platform can (a hint, a keeper's answer). The private answer
   * to a pressed button is one short text block, fit for a toast.
   */
  readonly isPrivate?: boolean;
  /**
   * For the sender's eyes only (what a keeper sees, a backup): never shown in a group. Where the platform
   * cannot whisper, it goes to the private conversation and the group gets a short hint.
   */
  readonly isSecret?: boolean;
  /** Sent with the words, after them. */
  readonly files?: readonly OutboundFile[];
  /** Takes the place of the message whose button was pressed, where the platform can (paging). */
  readonly replaces?: boolean;
  /** To be posted to the whole chat, although a whispered answer's button was pressed (发到群里). */
  readonly isShared?: boolean;
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
  /**
   * A message to one person in private that nobody asked for (a digest); its buttons carry no tokens. False
   * when it did not get through: the platform refuses it, or is not listened to. Does not throw.
   * @param userId as this platform's messages name the person
   */
  send?(userId: string, reply: Reply): Promise<boolean>;
}

/** Who is typing, and what, in an option of a command. */
export interface SuggestQuery {
  readonly chatId: string;
  readonly userId: string;
  readonly outerChatIds?: readonly string[];
  /** As typed so far: part of a name, or the first letters of its pinyin (gljt); may be empty. */
  readonly text: string;
  readonly kind: 'duty' | 'town' | 'body' | 'category';
  /** What the option `town` says already. */
  readonly town?: string;
}

/** One completion: `name` to be shown, `value` to be sent; each at most 100 characters. At most 25 are given. */
export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

/** A question typed in any chat, answered with articles to pick from. */
export interface InlineQuery {
  readonly userId: string;
  readonly text: string;
}

/** One article; its reply has no buttons with tokens. At most 10 are given. */
export interface InlineResult {
  /** Unique within the results, at most 64 bytes of ASCII. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly reply: Reply;
}

/** What the core offers one platform besides `Handle`. All of it is synchronous and takes a few milliseconds. */
export interface PlatformPorts {
  suggest(query: SuggestQuery): readonly Suggestion[];
  inline(query: InlineQuery): readonly InlineResult[];
  /** Facts of this platform that outlive a restart (the hash of the registered commands). */
  readonly kv: {
    get(key: string): string | undefined;
    set(key: string, value: string): void;
  };
  /** What the platform lets the bot see, in one Chinese sentence, for /status; the last one given holds. */
  describeSight(text: string): void;
  /** The platform gave a chat a new id: its binding and mode go with it. */
  moveChat(from: string, to: string): void;
}
