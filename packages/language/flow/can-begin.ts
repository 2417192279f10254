import { eventType } from './event-types.ts';
import type { Subject } from './graph.ts';
import type { NodeKind } from './kind.ts';

/**
 * Whether a kind of trigger can start a flow about this subject. A trigger on events from outside fits every
 * subject it does not exclude; its panel lists the events that fit.
 */
export function canBegin(kind: NodeKind, subject: Subject): boolean {
  const trigger = kind.trigger?.(kind.config.parse(kind.example), subject);
  return (
    trigger !== undefined &&
    (kind.subjects?.includes(subject) ?? true) &&
    (trigger.source === undefined || (eventType(trigger.event)?.subjects.includes(subject) ?? false))
  );
}
