import { eventType } from './event-types.ts';
import type { Subject } from './graph.ts';
import type { NodeKind } from './kind.ts';

/** Whether a kind of trigger can begin a flow about this. Those that events from outside begin fit all; which events, their panel says. */
export function canBegin(kind: NodeKind, subject: Subject): boolean {
  const trigger = kind.trigger?.(kind.config.parse(kind.example), subject);
  return (
    trigger !== undefined &&
    (trigger.source === undefined || (eventType(trigger.event)?.subjects.includes(subject) ?? false))
  );
}
