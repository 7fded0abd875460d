/** The vendor's limits; lengths are counted in UTF-16 units, which never counts less than the vendor does. */

/** https://discord.com/developers/docs/resources/message#create-message-jsonform-params */
export const DISCORD_CONTENT_MAX = 2000;

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const DISCORD_EMBED_TITLE_MAX = 256;
export const DISCORD_EMBED_DESCRIPTION_MAX = 4096;
export const DISCORD_EMBED_FOOTER_MAX = 2048;
/** Over all embeds of one message. */
export const DISCORD_EMBEDS_TOTAL_MAX = 6000;

/** https://discord.com/developers/docs/components/reference#action-row and #button */
export const DISCORD_ROWS_MAX = 5;
export const DISCORD_ROW_BUTTONS_MAX = 5;
export const DISCORD_BUTTON_LABEL_MAX = 80;

/** https://discord.com/developers/docs/components/reference#string-select */
export const DISCORD_SELECT_OPTIONS_MAX = 25;
export const DISCORD_OPTION_TEXT_MAX = 100;

/**
 * Of every server, whatever its boosts; taken for all documents of a message together.
 * https://discord.com/developers/docs/reference#uploading-files
 */
export const DISCORD_FILES_BYTES_MAX = 10 * 1024 * 1024;
/** https://discord.com/developers/docs/resources/message#create-message */
export const DISCORD_FILES_MAX = 10;

/** https://discord.com/developers/docs/interactions/application-commands#autocomplete */
export const DISCORD_CHOICES_MAX = 25;
export const DISCORD_CHOICE_TEXT_MAX = 100;
