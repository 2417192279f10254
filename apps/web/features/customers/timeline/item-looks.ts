import { channelIcon } from '../../message-log/status-words.ts';
import type { TimelineItem } from '@millrace/services/customers';
import type { FamilyName } from '@millrace/ui';

/** The filters of the timeline, in the order of the buttons. */
export const SORTS = [
  { value: 'message', label: 'Messages' },
  { value: 'decision', label: 'Decisions' },
  { value: 'enrolment', label: 'Flows' },
  { value: 'event', label: 'Events' },
  { value: 'refusal', label: 'Refused' },
  { value: 'consent', label: 'Consent' },
] as const;
export type SortOfItem = (typeof SORTS)[number]['value'];
export const SORT_NAMES = SORTS.map((sort) => sort.value);

/** Steps left out: they repeat the decision, message or event beside them, or say that a wait is over. */
const TOLD_ELSEWHERE: ReadonlySet<unknown> = new Set(['decided', 'message', 'settled', 'woken', 'call']);

/** Whether an entry says something that no other entry says. */
export function isWorthTelling(item: Pick<TimelineItem, 'type' | 'data'>): boolean {
  if (item.type !== 'enrolment' || item.data['note'] === true) return true;
  return !TOLD_ELSEWHERE.has(item.data['what']);
}

export interface Mark {
  readonly icon: string;
  /** Null for a minor entry, which has a small dot. */
  readonly family: FamilyName | null;
  readonly tone: 'ink' | 'good' | 'waiting' | 'blocked' | 'broken';
}

const EVENT_ICONS: Readonly<Record<string, string>> = {
  'order-placed': 'bag',
  'order-paid': 'card',
  'order-fulfilled': 'truck',
  'order-delivered': 'box',
  'order-refunded': 'return',
  'order-cancelled': 'x-circle',
  'cart-updated': 'cart',
  'cart-created': 'cart',
  'cart-abandoned': 'hourglass',
  'checkout-started': 'card',
  'checkout-updated': 'card',
  'product-viewed': 'eye',
  'message-opened': 'envelope-open',
  'message-clicked': 'link',
  'customer-created': 'user-plus',
  'customer-updated': 'user',
};

const STEP_ICONS: Readonly<Record<string, string>> = {
  waits: 'clock',
  woken: 'play',
  exited: 'flag',
  done: 'flag',
  moved: 'refresh',
  went: 'arrow-right',
  decided: 'spark',
  message: 'envelope',
  settled: 'envelope',
  call: 'tool',
  answered: 'tool',
};

/** Only a given consent is marked as good. Never asked is neither good nor bad. */
const CONSENT_MARKS: Readonly<Record<string, Pick<Mark, 'icon' | 'tone'>>> = {
  subscribed: { icon: 'shield-check', tone: 'good' },
  pending: { icon: 'shield', tone: 'waiting' },
  unsubscribed: { icon: 'user-x', tone: 'blocked' },
};

/** The mark on the line before an entry. */
export function markOf({ type, data }: Pick<TimelineItem, 'type' | 'data'>): Mark {
  const kind = String(data['kind'] ?? '');
  if (type === 'decision') return { icon: 'spark', family: 'decision', tone: 'ink' };
  if (type === 'message')
    return { icon: channelIcon(String(data['channel'])), family: 'message', tone: messageTone(kind) };
  if (type === 'refusal') return { icon: 'ban', family: null, tone: 'blocked' };
  if (type === 'consent')
    return { family: null, ...(CONSENT_MARKS[kind] ?? { icon: 'shield', tone: 'ink' }) };
  if (type === 'enrolment') return { icon: STEP_ICONS[kind] ?? 'dot', family: null, tone: 'ink' };
  return {
    icon: EVENT_ICONS[kind] ?? 'dot',
    family: null,
    tone: kind.startsWith('order-pl') ? 'good' : 'ink',
  };
}

function messageTone(status: string): Mark['tone'] {
  if (status === 'held' || status === 'planned') return 'waiting';
  if (status === 'refused' || status === 'skipped') return 'blocked';
  return status === 'failed' || status === 'unknown' ? 'broken' : 'ink';
}
