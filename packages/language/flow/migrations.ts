type Stored = Record<string, unknown>;

const isRecord = (value: unknown): value is Stored =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const asRecord = (value: unknown): Stored => (isRecord(value) ? value : {});

/** Renames a key when the old one is there and the new one is not. */
function rename(record: Stored, from: string, to: string): Stored {
  if (!(from in record) || to in record) return record;
  const { [from]: value, ...rest } = record;
  return { ...rest, [to]: value };
}

/**
 * Version 0 stored no version, named the ends of an edge `source` and `target` and its port `handle`, and was
 * always about a customer.
 */
function addSubject(graph: Stored): Stored {
  const edges = Array.isArray(graph['edges'])
    ? graph['edges'].map((edge: unknown, index) => {
        if (!isRecord(edge)) return edge;
        const renamed = rename(rename(rename(edge, 'source', 'from'), 'target', 'to'), 'handle', 'port');
        return { id: `edge-${index + 1}`, port: 'next', ...renamed };
      })
    : [];
  return { subject: 'customer', nodes: [], ...graph, edges, schemaVersion: 1 };
}

/** The names of attribution hours up to version 1, with their channel and touch since version 2. */
const FORMER_HOURS: Readonly<Record<string, readonly (readonly [channel: string, touch: string])[]>> = {
  emailHours: [
    ['email', 'opened'],
    ['email', 'clicked'],
  ],
  smsClickHours: [['sms', 'clicked']],
  smsDeliveryHours: [['sms', 'delivered']],
};

/**
 * Converts attribution hours from the names of version 1 to hours by channel. Anything else stays as it is;
 * the schema reports what is wrong with it.
 */
export function attributionByChannel(stored: unknown): unknown {
  if (!isRecord(stored) || !Object.keys(stored).some((name) => Object.hasOwn(FORMER_HOURS, name)))
    return stored;
  const channels = new Map<string, unknown>();
  for (const [name, value] of Object.entries(stored)) {
    if (!Object.hasOwn(FORMER_HOURS, name)) channels.set(name, value);
    else
      for (const [channel, touch] of FORMER_HOURS[name] ?? [])
        channels.set(channel, { ...asRecord(channels.get(channel)), [touch]: value });
  }
  return Object.fromEntries(channels);
}

/** Version 1 stored attribution hours under one name for each channel and touch. */
function attributeByChannel(graph: Stored): Stored {
  const settings = graph['settings'];
  if (!isRecord(settings) || !('attribution' in settings)) return { ...graph, schemaVersion: 2 };
  return {
    ...graph,
    schemaVersion: 2,
    settings: { ...settings, attribution: attributionByChannel(settings['attribution']) },
  };
}

/** Each migrates a stored graph from the version in its key to the next. */
export const GRAPH_MIGRATIONS: Readonly<Record<number, (graph: Stored) => Stored>> = {
  0: addSubject,
  1: attributeByChannel,
};
