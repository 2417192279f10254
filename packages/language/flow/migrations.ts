type Stored = Record<string, unknown>;

const isRecord = (value: unknown): value is Stored => value !== null && typeof value === 'object' && !Array.isArray(value);

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

/** Each brings a stored graph from the version it stands at to the next one. */
export const GRAPH_MIGRATIONS: Readonly<Record<number, (graph: Stored) => Stored>> = { 0: addSubject };
