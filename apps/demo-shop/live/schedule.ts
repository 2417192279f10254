import type { Instant } from '@millrace/base';

/** Something a person (or the shop's warehouse) will do. Plain data, so that it can be saved over a restart. */
export interface Action {
  /** In shop time, which runs as fast as the people's own time. */
  readonly at: Instant;
  readonly what:
    | 'visit'
    | 'look'
    | 'fill'
    | 'add'
    | 'checkout'
    | 'go-on'
    | 'buy'
    | 'leave'
    | 'come-back'
    | 'read'
    | 'click'
    | 'unsubscribe'
    | 'answer'
    | 'send-parcel'
    | 'deliver'
    | 'shipment-delayed'
    | 'open-ticket'
    | 'answer-ticket'
    | 'close-ticket'
    | 'write-review'
    | 'ask-return'
    | 'approve-return'
    | 'label-return'
    | 'receive-return'
    | 'send-back'
    | 'restock'
    | 'supplier-late'
    | 'see-competitor'
    | 'sign-up'
    | 'subscription-due'
    | 'subscription-charge';
  readonly journey?: number;
  readonly product?: number;
  readonly message?: string;
  readonly person?: number;
  readonly step?: 'shipping' | 'payment';
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** Actions in order of time, kept in a heap. */
export interface Schedule {
  add(action: Action): void;
  /** Takes the earliest action that is due; null when none is. */
  takeDue(now: Instant): Action | null;
  list(): readonly Action[];
}

export function createSchedule(actions: readonly Action[] = []): Schedule {
  const heap: Action[] = [];
  const earlier = (first: number, second: number) => heap[first]!.at < heap[second]!.at;
  const swap = (first: number, second: number) => {
    [heap[first], heap[second]] = [heap[second]!, heap[first]!];
  };
  const add = (action: Action) => {
    heap.push(action);
    let at = heap.length - 1;
    while (at > 0 && earlier(at, (at - 1) >> 1)) {
      swap(at, (at - 1) >> 1);
      at = (at - 1) >> 1;
    }
  };
  const sink = () => {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && earlier(child, least)) least = child;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  actions.forEach(add);
  return {
    add,
    takeDue(now) {
      const first = heap[0];
      if (!first || first.at > now) return null;
      const last = heap.pop()!;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
    list: () => heap,
  };
}
