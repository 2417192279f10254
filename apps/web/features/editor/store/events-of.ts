import type { Kinds } from '@millrace/flow';

type Config = Readonly<Record<string, unknown>>;
type Nodes = Iterable<{ readonly kind: string; readonly config: Config }>;

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The events that a step names in its settings, also in a draft: one, several, or one in each row. */
export function eventsIn({ event, events }: Config): readonly string[] {
  if (!Array.isArray(events)) return isName(event) ? [event] : [];
  return events.flatMap((entry: unknown) => {
    const name =
      typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)['event'] : entry;
    return isName(name) ? [name] : [];
  });
}

/** The events that begin the flow; empty while none is chosen. */
export function entryEventsOf(nodes: Nodes, kinds: Kinds): readonly string[] {
  for (const { kind, config } of nodes)
    if (kinds[kind]?.family === 'trigger') {
      const events = eventsIn(config);
      if (events.length > 0) return events;
    }
  return [];
}

/** The events that a condition of a step is about: those it names, otherwise those that begin the flow. */
export function eventsAbout(config: Config | undefined, nodes: Nodes, kinds: Kinds): readonly string[] {
  const own = eventsIn(config ?? {});
  return own.length > 0 ? own : entryEventsOf(nodes, kinds);
}
