/** Where the lists are kept, all of China has one time. */
const ZONE = 'Asia/Shanghai';

/** ISO 8601 as people write it: 2026-01-31 09:05. */
export function speakTime(iso: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONE,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return parts.format(new Date(iso));
}
