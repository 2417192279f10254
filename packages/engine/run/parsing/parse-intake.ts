import {
  eventType,
  intakeEventSchema,
  needsCustomer,
  normaliseEventType,
  type EventType,
  type IntakeCustomer,
} from '@millrace/flow';
import type { Instant } from '@millrace/base';
import { composed, DAY, MINUTE, storableText } from '@millrace/base';
import { eventProblem } from './intake-limits.ts';
import { withReadDates, type DateHabits } from './read-dates.ts';

/** An update of a cart older than this does not start the time to abandonment. In milliseconds. */
export const FRESH_FOR = DAY;
const FUTURE_LEEWAY = 10 * MINUTE;

export interface ParsedEvent {
  readonly index: number;
  /** The sender's id. */
  readonly id: string;
  readonly type: string;
  readonly known: EventType | undefined;
  readonly occurredAt: Instant;
  /** False when the sender gave no time, which is then now. */
  readonly isDated: boolean;
  readonly customer: IntakeCustomer | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface IntakeProblem {
  readonly index: number;
  readonly id: string | null;
  readonly problem: string;
}

/** A time that `read-dates.ts` has already read. */
export function instantOf(value: string | number | null | undefined): Instant | null {
  if (value === null || value === undefined) return null;
  const at = typeof value === 'number' ? value : Date.parse(value);
  return Number.isFinite(at) ? at : null;
}

const PLAIN: DateHabits = { zone: 'UTC', order: 'unknown' };

/**
 * Parses one event. Returns a sentence when it is wrong, so that the other events of its batch still come in.
 */
export function parseEvent(
  raw: unknown,
  index: number,
  now: Instant,
  allowInternal: boolean,
  habits: DateHabits = PLAIN,
): ParsedEvent | IntakeProblem {
  const beyond = eventProblem(raw);
  const id =
    typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string'
      ? storableText(raw.id.slice(0, 255))
      : null;
  if (beyond)
    return { index, id, problem: beyond.field ? `${beyond.field}: ${beyond.problem}` : beyond.problem };
  const dated = withReadDates(raw, habits);
  if ('problem' in dated) return { index, id, problem: dated.problem };
  const parsed = intakeEventSchema.safeParse(composed(dated.event));
  if (!parsed.success) return { index, id, problem: sentenceOf(parsed.error.issues) };
  const event = parsed.data;
  const type = normaliseEventType(event.type);
  if (type === '') return { index, id, problem: 'type: the name of an event needs letters or digits.' };
  const known = eventType(type);
  if (known?.internal && !allowInternal)
    return { index, id, problem: `type: ${type} is one of Millrace's own events and cannot be sent.` };
  const occurredAt = instantOf(event.occurredAt) ?? now;
  if (occurredAt > now + FUTURE_LEEWAY)
    return {
      index,
      id,
      problem: 'occurredAt: this is in the future. Check the clock and the zone of the sender.',
    };
  let properties: Record<string, unknown> = event.properties;
  if (known?.properties) {
    const shaped = known.properties.safeParse(properties);
    if (!shaped.success) return { index, id, problem: sentenceOf(shaped.error.issues, 'properties') };
    properties = shaped.data as Record<string, unknown>;
  }
  if (known && needsCustomer(known) && !event.customer) {
    return {
      index,
      id,
      problem: 'customer: name the customer by id, externalId, email, phone or anonymousId.',
    };
  }
  return {
    index,
    id: event.id,
    type,
    known,
    occurredAt: Math.min(occurredAt, now),
    isDated: event.occurredAt !== undefined,
    customer: event.customer,
    properties,
  };
}

export function isProblem(item: ParsedEvent | IntakeProblem): item is IntakeProblem {
  return 'problem' in item;
}

function sentenceOf(issues: readonly { path: PropertyKey[]; message: string }[], prefix = ''): string {
  return issues
    .slice(0, 5)
    .map((issue) => {
      const path = [prefix, ...issue.path.map(String)].filter(Boolean).join('.');
      return path ? `${path}: ${issue.message}` : issue.message;
    })
    .join('; ');
}
