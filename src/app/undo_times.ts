/** When something happened, in words for a person: how long ago, and the time on the wall. Pure: the clock is a value. */

/** The wall clock when the app's clock was 0, and how far local time is ahead of UTC. */
export interface WallClock {
  readonly epochMs: number;
  readonly zoneMinutes: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "40 s ago", "10 min ago", "3 h ago", "2 days ago". */
export function agoWords(ms: number): string {
  if (ms < 5 * second) return "just now";
  if (ms < minute) return `${Math.floor(ms / second)} s ago`;
  if (ms < hour) return `${Math.floor(ms / minute)} min ago`;
  if (ms < day) return `${Math.floor(ms / hour)} h ago`;
  const days = Math.floor(ms / day);
  return days === 1 ? "1 day ago" : `${days} days ago`;
}

/** "14:05:09" today, "2026-03-01 14:05" on another day. Both in ms since 1970; local time by `zoneMinutes`. */
export function wallWords(
  at: number,
  { now, zoneMinutes }: { now: number; zoneMinutes: number },
): string {
  const local = (ms: number) => new Date(ms + zoneMinutes * minute).toISOString();
  const [date, time] = local(at).split("T");
  return local(now).startsWith(date) ? time.slice(0, 8) : `${date} ${time.slice(0, 5)}`;
}
