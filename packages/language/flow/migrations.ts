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
 * Version 0 had no version written down, called the two ends of an edge `source` and `target` and its port `handle`, and
 * was always about a customer.
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

/** What the hours of attribution were called up to version 1, and where they belong now. */
const FORMER_HOURS: Readonly<Record<string, readonly (readonly [channel: string, touch: string])[]>> = {
  emailHours: [
    ['email', 'opened'],
    ['email', 'clicked'],
  ],
  smsClickHours: [['sms', 'clicked']],
  smsDeliveryHours: [['sms', 'delivered']],
};

/**
 * Hours of attribution by channel, of those that were kept under a name for each. Anything else stays as it is: what is wrong
 * with it is said when it is read.
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

/** Version 1 kept the hours of attribution under a name for each channel and touch. */
function attributeByChannel(graph: Stored): Stored {
  const settings = graph['settings'];
  if (!isRecord(settings) || !('attribution' in settings)) return { ...graph, schemaVersion: 2 };
  return {
    ...graph,
    schemaVersion: 2,
    settings: { ...settings, attribution: attributionByChannel(settings['attribution']) },
  };
}

/** Each brings a stored graph from the version it stands at to the next one. */
export const GRAPH_MIGRATIONS: Readonly<Record<number, (graph: Stored) => Stored>> = {
  0: addSubject,
  1: attributeByChannel,
};
