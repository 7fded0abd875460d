/** First letters of the pinyin of Chinese text; the dictionary is loaded when a platform first needs it. */
export interface Pinyin {
  /** Starts loading; nothing waits for it. */
  load(): void;
  /** 高龄津贴 → gljt; nothing while the dictionary is not there yet. */
  initials(text: string): string | undefined;
}

export function createPinyin(): Pinyin {
  let read: ((text: string) => string) | undefined;
  let isLoading = false;
  return {
    load() {
      if (isLoading) return;
      isLoading = true;
      void import('pinyin-pro').then(({ pinyin }) => {
        read = (text) =>
          pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' })
            .join('')
            .toLowerCase();
      });
    },
    initials: (text) => read?.(text),
  };
}
