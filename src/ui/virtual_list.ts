/**
 * Where the rows of a long list lie: which of them are seen, how far the list may scroll, its thumb, and the scroll that shows a
 * row. Pure arithmetic on equal rows, so that a million rows cost what is on screen. Drawing is each list's own.
 */
import type { Px } from "../base/mod.ts";
import { SIZE } from "./metrics.ts";
import { box } from "./scroll.ts";
import type { ListPlace, ScrollbarView } from "./view.ts";

/** The rows in sight: from `first` up to and without `last`, the first of them at `y`. */
export interface ListWindow {
  readonly first: number;
  readonly last: number;
  readonly y: number;
  /** `null`: all rows are in sight. */
  readonly bar: ScrollbarView | null;
}

/** How far a list may scroll. */
export const listMost = ({ area, count, rowHeight }: Omit<ListPlace, "top">): number =>
  Math.max(0, count * rowHeight - area.height);

/** The scroll held within what there is. */
export const listTop = (place: ListPlace): number => Math.max(0, Math.min(place.top, listMost(place)));

/** What is seen. */
export function listWindow(place: ListPlace): ListWindow {
  const { area, count, rowHeight } = place;
  const top = listTop(place);
  const first = Math.min(count, Math.floor(top / rowHeight));
  const last = Math.min(count, Math.ceil((top + area.height) / rowHeight));
  return { first, last, y: area.y + first * rowHeight - top, bar: listBar({ ...place, top }) };
}

function listBar(place: ListPlace): ScrollbarView | null {
  const { area, count, rowHeight, top } = place;
  const max = listMost(place);
  if (max <= 0) return null;
  const track = box(area.x + area.width - SIZE.scrollTrack, area.y, SIZE.scrollTrack, area.height);
  const room = area.height - 2;
  const length = Math.min(
    room,
    Math.max(SIZE.scrollThumbMin, (room * area.height) / (count * rowHeight)),
  );
  const y = area.y + 1 + ((room - length) * top) / max;
  const thumb = box(track.x + SIZE.scrollInset, y, SIZE.scrollThumb, length);
  return { track, thumb, max };
}

/** The scroll for a thumb that starts at `y`. */
export function listTopAt({ track, thumb, max }: ScrollbarView, y: number): number {
  const room = track.height - 2 - thumb.height;
  return room <= 0 ? 0 : Math.max(0, Math.min(1, (y - track.y - 1) / room)) * max;
}

/** The nearest scroll that shows all of a row. */
export function listReveal(place: ListPlace, index: number): number {
  const { area, rowHeight } = place;
  const top = listTop(place);
  const from = index * rowHeight;
  if (from < top) return from;
  return from + rowHeight > top + area.height
    ? listTop({ ...place, top: from + rowHeight - area.height })
    : top;
}

/** The row at a height; -1 beside the rows. */
export function listRowAt(place: ListPlace, at: { readonly x: Px; readonly y: Px }): number {
  const { area, count, rowHeight } = place;
  if (at.y < area.y || at.y >= area.y + area.height || at.x < area.x || at.x >= area.x + area.width) {
    return -1;
  }
  const index = Math.floor((at.y - area.y + listTop(place)) / rowHeight);
  return index < count ? index : -1;
}
