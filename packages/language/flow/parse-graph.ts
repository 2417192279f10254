import { fail } from '@millrace/base';
import { GRAPH_VERSION, graphSchema, type Graph } from './graph.ts';
import { GRAPH_MIGRATIONS } from './migrations.ts';
import { sentencesOf } from './validate/config-sentences.ts';

/**
 * Migrates the stored form of a graph to `GRAPH_VERSION`.
 * @throws graph-too-new when a newer Millrace made it
 */
export function migrateGraph(json: unknown): unknown {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return json;
  let current = json as Record<string, unknown>;
  const stored = current['schemaVersion'];
  let version = typeof stored === 'number' ? stored : 0;
  if (version > GRAPH_VERSION) return fail('graph-too-new', { version });
  for (; version >= 0 && version < GRAPH_VERSION; version += 1)
    current = GRAPH_MIGRATIONS[version]?.(current) ?? current;
  return current;
}

/**
 * Reads a graph from JSON of this or an older version.
 * @throws input-invalid naming every problem, or graph-too-new
 */
export function parseGraph(json: unknown): Graph {
  const parsed = graphSchema.safeParse(migrateGraph(json));
  if (parsed.success) return parsed.data;
  const sentences = sentencesOf(graphSchema, parsed.error).map(({ field, sentence }) =>
    field ? `${field}: ${sentence}` : sentence,
  );
  const shown = sentences.slice(0, 10).join(' ');
  return fail('input-invalid', {
    problems: sentences.length > 10 ? `${shown} And ${sentences.length - 10} more.` : shown,
    issues: sentences.slice(0, 100),
  });
}
